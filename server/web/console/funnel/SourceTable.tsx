import { useState } from 'preact/hooks';
import type { Funnel, SourceCounts } from '../../../../shared/wire/funnel.ts';
import { setQuery } from '../location.ts';
import { t } from '../texts.ts';
import { CountCells, CountHeads } from './CountCells.tsx';
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
