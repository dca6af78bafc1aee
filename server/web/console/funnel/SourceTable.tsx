import { useState } from 'preact/hooks';
import type { Funnel, SourceCounts } from '../../../../shared/wire/funnel.ts';
import { setQuery } from '../location.ts';
import { t } from '../texts.ts';
import { CountCells, CountHeads } from './CountCells.tsx';
import { countCells, countHeads } from './countRows.ts';
import { sourceDetail, sourceName } from './source.ts';
import { TableCard } from './TableCard.tsx';

const SHOWN = 10;

/** Where people came from. Sources add up: the last row is their total. */
export function SourceTable({ funnel }: { funnel: Funnel }) {
  const [all, setAll] = useState(false);
  const rows = all ? funnel.sources : funnel.sources.slice(0, SHOWN);
  const hidden = funnel.sources.length - rows.length;
  return (
    <TableCard
      id="sources"
      title={t('sources.title')}
      file={{ name: `sources-${funnel.from}-${funnel.to}`, rows: () => sourceRows(funnel) }}
      foot={
        hidden > 0 && (
          <button type="button" class="quiet small" onClick={() => setAll(true)}>
            {t('sources.more', { count: hidden })}
          </button>
        )
      }
    >
      <thead>
        <tr>
          <th scope="col">{t('sources.source')}</th>
          <CountHeads />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <SourceRow key={row.source.id} row={row} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('sources.total')}</th>
          <CountCells counts={funnel.counts} />
        </tr>
      </tfoot>
    </TableCard>
  );
}

/** Every source with every part of its name, and the total. */
function sourceRows({ sources, counts, currency }: Funnel): (string | number)[][] {
  const names = ['source', 'medium', 'campaign', 'term', 'content', 'referrerHost'] as const;
  return [
    [t('sources.source'), t('by.channel'), ...names, ...countHeads(currency)],
    ...sources.map((row) => [
      sourceName(row.source),
      t(`channel.${row.source.channel}`),
      ...names.map((name) => row.source[name] ?? ''),
      ...countCells(row.counts, currency),
    ]),
    [t('sources.total'), '', ...names.map(() => ''), ...countCells(counts, currency)],
  ];
}

function SourceRow({ row: { source, counts } }: { row: SourceCounts }) {
  return (
    <tr>
      <th scope="row">
        <button type="button" class="link" onClick={() => setQuery({ source: String(source.id) })}>
          {sourceName(source)}
        </button>
        <small class="muted">{sourceDetail(source)}</small>
      </th>
      <CountCells counts={counts} />
    </tr>
  );
}
