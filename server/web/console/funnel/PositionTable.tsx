import type { Funnel } from '../../../../shared/wire/funnel.ts';
import { t } from '../texts.ts';
import { Empty } from '../ui/Notice.tsx';
import { CountCells, CountHeads } from './CountCells.tsx';
import { countCells, countHeads } from './countRows.ts';
import { TableCard } from './TableCard.tsx';

/** What came of those who clicked a link, a banner or a block of this page. No total: they overlap. */
export function PositionTable({ funnel }: { funnel: Funnel }) {
  if (funnel.positions.length === 0)
    return <Empty title={t('positions.none')}>{t('positions.noneText')}</Empty>;
  return (
    <TableCard
      id="positions"
      title={t('positions.title')}
      note={t('positions.note')}
      file={{
        name: `positions-${funnel.from}-${funnel.to}`,
        rows: () => [
          [t('positions.position'), t('positions.label'), ...countHeads(funnel.currency, 'positions.clicks')],
          ...funnel.positions.map(({ position, label, counts }) => [
            position,
            label,
            ...countCells(counts, funnel.currency),
          ]),
        ],
      }}
    >
      <thead>
        <tr>
          <th scope="col">{t('positions.position')}</th>
          <CountHeads first="positions.clicks" />
        </tr>
      </thead>
      <tbody>
        {funnel.positions.map(({ id, label, position, counts }) => (
          <tr key={id}>
            <th scope="row">
              {label || position}
              {label && <small class="muted">{position}</small>}
            </th>
            <CountCells counts={counts} />
          </tr>
        ))}
      </tbody>
    </TableCard>
  );
}
