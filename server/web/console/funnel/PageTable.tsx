import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageCounts } from '../../../../shared/wire/funnel.ts';
import { listPages } from '../../api.ts';
import { useLoad } from '../load.ts';
import { setQuery } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { When } from '../ui/Notice.tsx';
import { CountCells, CountHeads } from './CountCells.tsx';
import { countCells, countHeads } from './countRows.ts';
import { TableCard } from './TableCard.tsx';
import type { Range } from './view.ts';

const STEP = 15;
/** Pages have no stream of their own: they are asked for again while the funnel moves, at most so often. */
const REFRESH_MS = 3000;

/** What each page took part in. One visitor meets many pages, so there is no total. `isPart`: what stands above is of some sources only. */
export function PageTable({ range, at, isPart }: { range: Range; at: number; isPart: boolean }) {
  const { site } = useSite();
  const [limit, setLimit] = useState(STEP);
  const query = { from: range.from, to: range.to, limit };
  const asked = JSON.stringify([site.id, query, useThrottled(at, REFRESH_MS)]);
  const load = useLoad(asked, (signal) => listPages(site.id, query, signal));
  return (
    <When load={load}>
      {({ pages, more }) =>
        pages.length > 0 && (
          <TableCard
            id="pages"
            title={t('pages.title')}
            file={{
              name: `pages-${range.from}-${range.to}`,
              rows: () => [
                [t('pages.page'), t('pages.pageTitle'), ...countHeads(site.currency, 'pages.visitors')],
                ...pages.map(({ page, title, counts }) => [
                  page,
                  title,
                  ...countCells(counts, site.currency),
                ]),
              ],
            }}
            note={isPart ? `${t('pages.note')} ${t('pages.everyone')}` : t('pages.note')}
            foot={
              more && (
                <button type="button" class="quiet small" onClick={() => setLimit(limit + STEP)}>
                  {t('pages.more')}
                </button>
              )
            }
          >
            <thead>
              <tr>
                <th scope="col">{t('pages.page')}</th>
                <CountHeads first="pages.visitors" />
              </tr>
            </thead>
            <tbody>
              {pages.map((row) => (
                <PageRow key={row.id} row={row} />
              ))}
            </tbody>
          </TableCard>
        )
      }
    </When>
  );
}

function PageRow({ row: { page, title, counts } }: { row: PageCounts }) {
  return (
    <tr>
      <th scope="row">
        <button type="button" class="link" onClick={() => setQuery({ page })}>
          {title || page}
        </button>
        {title && <small class="muted">{page}</small>}
      </th>
      <CountCells counts={counts} />
    </tr>
  );
}

/** Follows a value at most every `everyMs`; the last one always comes through. */
function useThrottled(value: number, everyMs: number): number {
  const [slow, setSlow] = useState(value);
  const latest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  latest.current = value;
  useEffect(() => {
    if (value === slow || timer.current) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      setSlow(latest.current);
    }, everyMs);
  }, [value, slow, everyMs]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return slow;
}
