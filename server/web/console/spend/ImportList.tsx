import { useState } from 'preact/hooks';
import type { SpendImport } from '../../../../shared/wire/spend.ts';
import { listSpendImports, removeSpendImport } from '../../api.ts';
import { TableCard } from '../funnel/TableCard.tsx';
import { useLoad } from '../load.ts';
import { day, money, number } from '../say.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Ago } from '../ui/Ago.tsx';
import { Confirm } from '../ui/Dialog.tsx';
import { When } from '../ui/Notice.tsx';

const SHOWN = 20;
const MOST = 100;

/** The files that were imported, newest first, each to be taken back. */
export function ImportList({ round, onRemoved }: { round: number; onRemoved: () => void }) {
  const { site } = useSite();
  const [limit, setLimit] = useState(SHOWN);
  const [leaving, setLeaving] = useState<SpendImport | null>(null);
  const load = useLoad(JSON.stringify([site.id, round, limit]), () =>
    listSpendImports(site.id, { offset: 0, limit }),
  );
  return (
    <When load={load}>
      {({ imports, more }) => (
        <>
          {imports.length === 0 ? (
            <p class="muted small-text">{t('imports.none')}</p>
          ) : (
            <Table
              imports={imports}
              onRemove={setLeaving}
              onMore={more && limit < MOST ? () => setLimit(MOST) : null}
            />
          )}
          {leaving && (
            <Confirm
              title={t('imports.removeTitle', { file: leaving.fileName })}
              act={t('imports.remove')}
              onAct={async () => {
                await removeSpendImport(site.id, leaving.id);
                onRemoved();
              }}
              onClose={() => setLeaving(null)}
            >
              {t('imports.removeText')}
            </Confirm>
          )}
        </>
      )}
    </When>
  );
}

function Table({
  imports,
  onRemove,
  onMore,
}: {
  imports: SpendImport[];
  onRemove: (each: SpendImport) => void;
  onMore: (() => void) | null;
}) {
  return (
    <TableCard
      id="imports"
      title={t('imports.title')}
      foot={
        onMore && (
          <button type="button" class="quiet small" onClick={onMore}>
            {t('imports.more')}
          </button>
        )
      }
    >
      <thead>
        <tr>
          <th scope="col">{t('imports.file')}</th>
          <th scope="col">{t('imports.range')}</th>
          <th scope="col" class="number">
            {t('spend.cost')}
          </th>
          <th scope="col" class="number">
            {t('spend.clicks')}
          </th>
          <th scope="col">{t('imports.standing')}</th>
          <th scope="col">{t('imports.at')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {imports.map((each) => (
          <Row key={each.id} row={each} onRemove={onRemove} />
        ))}
      </tbody>
    </TableCard>
  );
}

function Row({ row, onRemove }: { row: SpendImport; onRemove: (row: SpendImport) => void }) {
  const { site } = useSite();
  return (
    <tr>
      <th scope="row" class="file-name">
        {row.fileName}
      </th>
      <td class="nowrap">{row.from === row.to ? day(row.from) : `${day(row.from)} – ${day(row.to)}`}</td>
      <td class="number">{money(row.costMinor, site.currency)}</td>
      <td class="number">{number(row.clicks)}</td>
      <td class={row.standing === row.parts ? undefined : 'watch'}>{standing(row)}</td>
      <td class="nowrap">
        <Ago at={row.at} />
        <small class="muted by">{row.by}</small>
      </td>
      <td>
        <button
          type="button"
          class="quiet danger small"
          aria-label={t('imports.removeOf', { file: row.fileName })}
          onClick={() => onRemove(row)}
        >
          {t('imports.remove')}
        </button>
      </td>
    </tr>
  );
}

function standing({ standing: left, parts }: SpendImport): string {
  if (left === parts) return t('imports.whole');
  if (left === 0) return t('imports.replaced');
  return t('imports.part', { standing: number(left), parts: number(parts) });
}
