import { useState } from 'preact/hooks';
import { noCounts } from '../../../../shared/funnelChange.ts';
import { countsOfEach, ruleOf, SOURCE_FIELDS } from '../../../../shared/sourceRule.ts';
import type { Counts, SourceCounts } from '../../../../shared/wire/funnel.ts';
import type { Placement } from '../../../../shared/wire/placement.ts';
import { deletePlacement } from '../../api.ts';
import { CountCells, CountHeads } from '../funnel/CountCells.tsx';
import { countCells, countHeads } from '../funnel/countRows.ts';
import { TableCard } from '../funnel/TableCard.tsx';
import type { Range } from '../funnel/view.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Confirm } from '../ui/Dialog.tsx';
import { PlacementForm } from './PlacementForm.tsx';

interface Props {
  placements: Placement[];
  sources: SourceCounts[];
  range: Pick<Range, 'from' | 'to'>;
  reload: () => void;
}

/** What each placement brought in the days that are looked at. */
export function PlacementTable({ placements, sources, range, reload }: Props) {
  const { site } = useSite();
  const counts = countsOfEach(sources, placements.map(ruleOf));
  return (
    <TableCard
      id="placements"
      title={t('placements.days')}
      note={t('placements.note')}
      file={{
        name: `placements-${range.from}-${range.to}`,
        rows: () => placementRows(placements, counts, site.currency),
      }}
    >
      <thead>
        <tr>
          <th scope="col">{t('placement.name')}</th>
          <CountHeads first="placement.visitors" />
          <th scope="col">
            <span class="visually-hidden">{t('placement.change')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {placements.map((placement, index) => (
          <Row
            key={placement.id}
            placement={placement}
            counts={counts[index] ?? noCounts()}
            reload={reload}
          />
        ))}
      </tbody>
    </TableCard>
  );
}

/** The table with every step, and the names that each placement’s links carry. */
export function placementRows(
  placements: Placement[],
  counts: readonly (Counts | null)[],
  currency: string,
): (string | number)[][] {
  return [
    [
      t('placement.name'),
      ...SOURCE_FIELDS.map((field) => t(`placement.${field}`)),
      t('placement.page'),
      ...countHeads(currency, 'placement.visitors'),
    ],
    ...placements.map((placement, index) => [
      placement.name,
      ...SOURCE_FIELDS.map((field) => placement[field] ?? ''),
      placement.page ?? '',
      ...countCells(counts[index] ?? noCounts(), currency),
    ]),
  ];
}

interface RowProps {
  placement: Placement;
  counts: Counts;
  reload: () => void;
}

function Row({ placement, counts, reload }: RowProps) {
  const { site } = useSite();
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const { id, name, page } = placement;
  const close = () => setOpen(null);
  const named = { placement: name };
  const names = SOURCE_FIELDS.map((field) => placement[field]).filter(Boolean);
  return (
    <tr>
      <th scope="row" class="placement">
        {name}
        <small class="muted">{names.join(' · ')}</small>
        {page && <small class="muted page">{page}</small>}
      </th>
      <CountCells counts={counts} />
      <td>
        <div class="buttons">
          <button
            type="button"
            class="small"
            aria-label={t('placement.editTitle', named)}
            onClick={() => setOpen('edit')}
          >
            {t('edit')}
          </button>
          <button
            type="button"
            class="small quiet danger"
            aria-label={t('placement.removeOf', named)}
            onClick={() => setOpen('remove')}
          >
            {t('remove')}
          </button>
        </div>
        {open === 'edit' && <PlacementForm placement={placement} onClose={close} reload={reload} />}
        {open === 'remove' && (
          <Confirm
            title={t('placement.removeTitle', named)}
            act={t('placement.remove')}
            onAct={() => deletePlacement(site.id, id).then(reload)}
            onClose={close}
          >
            {t('placement.removeText')}
          </Confirm>
        )}
      </td>
    </tr>
  );
}
