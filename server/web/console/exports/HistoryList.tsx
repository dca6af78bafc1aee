import { useEffect } from 'preact/hooks';
import type { HistoryImport } from '../../../../shared/wire/history.ts';
import { continueHistory, listHistory } from '../../api.ts';
import { useLoad } from '../load.ts';
import { number, percent } from '../say.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Ago } from '../ui/Ago.tsx';
import { When } from '../ui/Notice.tsx';

const LOOK_AGAIN_MS = 1_500;

/** The imports of history, and how far each has come. */
export function HistoryList({ round }: { round: number }) {
  const { site } = useSite();
  const load = useLoad(JSON.stringify([site.id, round]), (signal) => listHistory(site.id, signal));
  const { loaded, reload } = load;
  const isMoving = loaded.data?.imports.some(({ active }) => active) ?? false;
  useEffect(() => {
    if (!isMoving) return;
    const timer = setInterval(reload, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isMoving, reload]);
  return (
    <>
      <h3 id="history-list">{t('history.list')}</h3>
      <When load={load}>
        {({ imports }) =>
          imports.length === 0 ? (
            <p class="muted">{t('history.none')}</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard.
            <section class="scroll" aria-labelledby="history-list" tabIndex={0}>
              <Imports imports={imports} reload={reload} />
            </section>
          )
        }
      </When>
    </>
  );
}

function Imports({ imports, reload }: { imports: HistoryImport[]; reload: () => void }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t('history.file')}</th>
          <th scope="col">{t('history.state')}</th>
          <th scope="col" class="number">
            {t('history.rows')}
          </th>
          <th scope="col" class="number">
            {t('history.imported')}
          </th>
          <th scope="col" class="number">
            {t('history.known')}
          </th>
          <th scope="col" class="number">
            {t('history.refused')}
          </th>
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              {one.fileName || '–'}
              <small class="muted">
                <Ago at={one.at} />
              </small>
            </th>
            <td>
              <State one={one} reload={reload} />
            </td>
            <td class="number">{number(one.rows)}</td>
            <td class="number">{number(one.imported)}</td>
            <td class="number">{number(one.known)}</td>
            <td class="number">
              <Refused one={one} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function State({ one, reload }: { one: HistoryImport; reload: () => void }) {
  const { site } = useSite();
  const share = percent(one.rows === 0 ? 0 : one.done / one.rows);
  if (one.status === 'finished') return <span class="good">{t('history.finished')}</span>;
  if (one.active) return <span role="status">{t('history.running', { percent: share })}</span>;
  if (one.status === 'staging') return <span class="watch">{t('history.staging')}</span>;
  return (
    <div class="buttons">
      <span class="watch">{t('history.broken', { percent: share })}</span>
      <button
        type="button"
        class="small"
        onClick={() => void continueHistory(site.id, one.id).then(reload, reload)}
      >
        {t('history.continue')}
      </button>
    </div>
  );
}

function Refused({ one }: { one: HistoryImport }) {
  if (one.refusals.length === 0) return <>{number(one.refused)}</>;
  return (
    <details>
      <summary aria-label={t('history.refusals')}>{number(one.refused)}</summary>
      <ul class="wrong-lines">
        {one.refusals.map(({ line, order, why }) => (
          <li key={line}>
            {t('history.line', { line: number(line) })}: {order}, <code>{why}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}
