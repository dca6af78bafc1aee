import type { PathFigures, PathsReport, TopPath } from '../../../../shared/wire/paths.ts';
import { changeOf } from '../attribution/cell.ts';
import { TableCard } from '../funnel/TableCard.tsx';
import { money, number } from '../say.ts';
import { t } from '../texts.ts';
import { type PathColumn, pathColumns, pathRows } from './columns.ts';
import { daysText, foldedPath, touchName } from './words.ts';

type Row = PathFigures & { previous: PathFigures | null };

/** The paths that most was redeemed along, with those who walked them and did not buy. */
export function PathTable({ report, showAll }: { report: PathsReport; showAll: (() => void) | null }) {
  const { rows, others, total, by, complete } = report;
  const columns = pathColumns(report);
  return (
    <TableCard
      id="paths"
      title={t('paths.table')}
      file={{ name: `paths-${report.from}-${report.to}`, rows: () => pathRows(report) }}
      note={complete ? t('paths.note') : `${t('paths.note')} ${t('paths.cut')}`}
      foot={
        others &&
        showAll && (
          <div class="buttons">
            <button type="button" class="quiet small" onClick={showAll}>
              {t('paths.more')}
            </button>
          </div>
        )
      }
    >
      <thead>
        <tr>
          <th scope="col">{t('paths.path')}</th>
          {columns.map(({ name }) => (
            <th key={name} scope="col" class="number">
              {t(`paths.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={JSON.stringify(row.path)}>
            <th scope="row">
              <Path path={row.path} by={by} />
            </th>
            <Cells row={row} report={report} columns={columns} />
          </tr>
        ))}
        {others && (
          <tr class="muted">
            <th scope="row">{t('paths.others', { count: others.rows })}</th>
            <Cells row={others} report={report} columns={columns} />
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('paths.total')}</th>
          <Cells row={total} report={report} columns={columns} />
        </tr>
      </tfoot>
    </TableCard>
  );
}

/** Touch after touch; an arrow between is for the eye alone. */
function Path({ path, by }: { path: TopPath['path']; by: PathsReport['by'] }) {
  return (
    <ol class="path-steps">
      {foldedPath(path).map(({ key, times }, index) => (
        <li key={`${index} ${key}`}>
          {touchName(key, by)}
          {times > 1 && <span class="muted"> ×{number(times)}</span>}
        </li>
      ))}
    </ol>
  );
}

function Cells({ row, report, columns }: { row: Row; report: PathsReport; columns: PathColumn[] }) {
  const { currency, previous } = report;
  return columns.map((column) => {
    const { name, kind, axis, of } = column;
    const value = of(row);
    const comparable = previous?.comparable[axis] ?? false;
    const before = row.previous && changeOf(value, of(row.previous), kind, { currency, comparable });
    const tone = !value || name === 'lostJourneys' ? ' muted' : name === 'revenue' ? ' good' : '';
    return (
      <td key={name} class={`number${tone}`}>
        {shown(value, column, currency)}
        {before !== null && <small class="since">{before}</small>}
      </td>
    );
  });
}

function shown(value: number | null, { kind }: PathColumn, currency: string): string {
  if (kind === 'days') return daysText(value);
  return kind === 'money' ? money(value ?? 0, currency) : number(value ?? 0);
}
