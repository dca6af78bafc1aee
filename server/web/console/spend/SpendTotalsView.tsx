import type { Spend } from '../../../../shared/wire/spend.ts';
import { PreviousNote } from '../attribution/AttributionReportView.tsx';
import { setQuery } from '../location.ts';
import { money, percent } from '../say.ts';
import { t } from '../texts.ts';
import { Empty } from '../ui/Notice.tsx';
import { SpendTable } from './SpendTable.tsx';
import { downloadTemplate } from './template.ts';
import { type ShownSpend, type SpendView, shownSpend } from './view.ts';

/** The server's own description of the import. */
const DOCS = '/docs#/spend';

/** What the days cost: in a sentence, and by platform and kind. */
export function SpendTotalsView({
  view,
  now,
  before,
  today,
}: {
  view: SpendView;
  now: Spend;
  before: Spend | null;
  today: string;
}) {
  const isNothing = now.platforms.length === 0 && !before?.platforms.length;
  if (isNothing) return <Nothing today={today} />;
  const spend = shownSpend(now, before, view);
  if (spend.lines.length === 0) return <NothingFits />;
  const isOver = now.to < today;
  return (
    <>
      <div class="answer">
        <p>{answer(spend, view)}</p>
        {before && <PreviousNote report={periods(now, before, isOver)} today={today} />}
      </div>
      <SpendTable spend={spend} comparable={isOver} />
    </>
  );
}

/** Nobody takes a cost back: both periods are as they stand, once their days are over. */
function periods({ from, to }: Spend, before: Spend, isOver: boolean) {
  const comparable = { credited: isOver, cohorts: isOver };
  return { from, to, previous: { from: before.from, to: before.to, comparable } };
}

/** What the days cost, in a sentence. */
export function answer(
  { lines, total, currency }: Pick<ShownSpend, 'lines' | 'total' | 'currency'>,
  { platform, kind }: Pick<SpendView, 'platform' | 'kind'>,
): string {
  const cost = money(total.costMinor, currency);
  if (platform !== null && kind !== null) {
    return t('spend.answerBoth', { cost, platform, kind: t(`spendKind.${kind}`) });
  }
  if (platform !== null) return t('spend.answerOf', { cost, platform });
  if (kind !== null) return t('spend.answerKind', { cost, kind: t(`spendKind.${kind}`) });
  if (total.costMinor === 0) return t('spend.answerFree');
  const byPlatform = Map.groupBy(
    lines.filter(({ costMinor }) => costMinor > 0),
    ({ platform }) => platform,
  );
  const [first] = [...byPlatform]
    .map(([platform, own]) => ({ platform, costMinor: own.reduce((sum, each) => sum + each.costMinor, 0) }))
    .sort((a, b) => b.costMinor - a.costMinor);
  const words = { cost, platform: first?.platform ?? '' };
  if (byPlatform.size === 1) return t('spend.answerOne', words);
  return t('spend.answer', { ...words, most: percent((first?.costMinor ?? 0) / total.costMinor) });
}

function Nothing({ today }: { today: string }) {
  return (
    <Empty
      title={t('spend.none')}
      next={
        <>
          <a class="button" href={DOCS} target="_blank" rel="noreferrer">
            {t('spend.docs')}
          </a>
          <button type="button" onClick={() => downloadTemplate(today)}>
            {t('spend.template')}
          </button>
        </>
      }
    >
      {t('spend.noneText')}
    </Empty>
  );
}

function NothingFits() {
  return (
    <Empty
      title={t('spend.noneFit')}
      next={
        <button type="button" class="primary" onClick={() => setQuery({ platform: null, kind: null })}>
          {t('spend.allPlatforms')}
        </button>
      }
    />
  );
}
