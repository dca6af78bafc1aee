import { useState } from 'preact/hooks';
import type { HistoryCheck } from '../../../../shared/wire/history.ts';
import { sendHistory } from '../../api.ts';
import { formatDay } from '../../format.ts';
import { explain } from '../problem.ts';
import { number } from '../say.ts';
import { useSite } from '../session.ts';
import { FileDrop } from '../spend/FileDrop.tsx';
import '../spend/spend.css';
import { dayIn } from '../../format.ts';
import { t, texts } from '../texts.ts';
import { Tallies } from './ConversionCard.tsx';
import { HistoryList } from './HistoryList.tsx';

interface Checked {
  file: File;
  check: HistoryCheck;
}

/** Past events and redemptions: a file is looked at first, and imported once every line is right. */
export function HistoryCard() {
  const { site } = useSite();
  const [busy, setBusy] = useState<string | null>(null);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [failure, setFailure] = useState('');
  const [round, setRound] = useState(0);

  async function send(file: File, dryRun: boolean): Promise<void> {
    setBusy(file.name);
    setFailure('');
    try {
      const { check } = await sendHistory(site.id, file, dryRun);
      setChecked(dryRun ? { file, check } : null);
      if (!dryRun) setRound((each) => each + 1);
    } catch (error) {
      setFailure(explain(error));
    } finally {
      setBusy(null);
    }
  }

  return (
    <section class="card exports-part" aria-labelledby="history-title">
      <h2 id="history-title">{t('history.title')}</h2>
      <p class="muted small-text">
        {t('history.text')} {t('history.columns')}
      </p>
      {checked ? (
        <CheckResult
          {...checked}
          busy={busy !== null}
          onImport={() => void send(checked.file, false)}
          onDiscard={() => setChecked(null)}
        />
      ) : (
        <FileDrop
          busy={busy}
          text={t('history.drop')}
          accept=".csv,.tsv,.txt,.ndjson,.jsonl,text/csv"
          onFile={(file) => void send(file, true)}
        />
      )}
      <p class="failure" role="alert">
        {failure}
      </p>
      <HistoryList round={round} />
    </section>
  );
}

function CheckResult({
  file,
  check,
  busy,
  onImport,
  onDiscard,
}: Checked & { busy: boolean; onImport: () => void; onDiscard: () => void }) {
  const { site } = useSite();
  const isGood = check.errors.length === 0 && check.rows > 0;
  const dayOf = (at: number) => formatDay(dayIn(site.timeZone, at), texts.locale());
  const tallies: [string, string][] = [
    [t('history.rows'), number(check.rows)],
    [t('history.events'), number(check.events)],
    [t('history.redemptions'), number(check.redemptions)],
  ];
  if (check.from !== null && check.to !== null) {
    tallies.push([t('history.range'), `${dayOf(check.from)} – ${dayOf(check.to)}`]);
  }
  return (
    <div class="history-result" role="status">
      <h3 class={isGood ? 'good' : 'bad'}>
        {t(isGood ? 'history.checked' : 'history.wrong', { file: file.name })}
      </h3>
      <Tallies tallies={tallies} />
      {check.errors.length > 0 && (
        <ul class="wrong-lines">
          {check.errors.map(({ line, field, message }) => (
            <li key={`${line} ${field}`}>
              <b>{t('history.line', { line: number(line) })}</b> {field && <code>{field}</code>} {message}
            </li>
          ))}
        </ul>
      )}
      {check.more && <p class="muted">{t('history.more')}</p>}
      <div class="buttons">
        {isGood && (
          <button type="button" class="primary" aria-disabled={busy} onClick={() => busy || onImport()}>
            {busy ? t('busy') : t('history.import')}
          </button>
        )}
        <button type="button" onClick={onDiscard}>
          {t('history.discard')}
        </button>
      </div>
    </div>
  );
}
