import { useState } from 'preact/hooks';
import type { Formats } from '../../format.ts';
import { chosenRange, type Range } from '../../live/range.ts';
import type { Before, View } from '../../messages.ts';
import { type TextKey, t } from '../../text.ts';

const CHOICES: Record<string, { text: TextKey; range: Range }> = {
  today: { text: 'rangeToday', range: { kind: 'today' } },
  last7: { text: 'range7', range: { kind: 'last', days: 7 } },
  last28: { text: 'range28', range: { kind: 'last', days: 28 } },
};

interface Props {
  view: View;
  formats: Formats;
  before: Before | null;
  onRange: (range: Range) => void;
  onCompare: (compare: boolean) => void;
}

/** Which days: the days on which visitors came; beside them, where wanted, as many days before. */
export function RangePicker({ view, formats, before, onRange, onCompare }: Props) {
  const [choosing, setChoosing] = useState(false);
  const chosen = choosing ? 'days' : choiceOf(view.range);
  const choose = (choice: string) => {
    const range = CHOICES[choice]?.range;
    setChoosing(!range);
    if (range) onRange(range);
  };
  return (
    <div class="range">
      <select
        name="range"
        aria-label={t('range')}
        value={chosen}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {Object.entries(CHOICES).map(([choice, { text }]) => (
          <option key={choice} value={choice}>
            {t(text)}
          </option>
        ))}
        <option value="days">{t('rangeDays')}</option>
      </select>
      <button
        type="button"
        class="compare"
        aria-pressed={view.compare}
        title={t('compareTitle')}
        onClick={() => onCompare(!view.compare)}
      >
        {t('compare')}
      </button>
      <span class="days">
        {daysText(view, formats)}
        {before ? ` ${t('comparedWith', daysText(before, formats))}` : ''}
      </span>
      {chosen === 'days' ? <Days view={view} onRange={onRange} onDone={() => setChoosing(false)} /> : null}
    </div>
  );
}

function daysText({ from, to }: { from: string; to: string }, formats: Formats): string {
  return from === to ? formats.day(from) : `${formats.day(from)} – ${formats.day(to)}`;
}

function Days({
  view,
  onRange,
  onDone,
}: {
  view: View;
  onRange: (range: Range) => void;
  onDone: () => void;
}) {
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const range = chosenRange(String(form.get('from')), String(form.get('to')));
    if (!range) return;
    onRange(range);
    onDone();
  };
  return (
    <form class="dates" onSubmit={submit}>
      <input type="date" name="from" required aria-label={t('firstDay')} defaultValue={view.from} />
      <input type="date" name="to" required aria-label={t('lastDay')} defaultValue={view.to} />
      <button type="submit">{t('apply')}</button>
    </form>
  );
}

function choiceOf(range: Range): string {
  return range.kind === 'last' ? `last${range.days}` : range.kind;
}
