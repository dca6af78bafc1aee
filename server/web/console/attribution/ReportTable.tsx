import './reportTable.css';
import type { ReportColumn } from '../../../../shared/reportColumns.ts';
import type { AttributionReport, ReportModel } from '../../../../shared/wire/report.ts';
import { attributionCsvPath } from '../../api.ts';
import { TableCard } from '../funnel/TableCard.tsx';
import { setQuery } from '../location.ts';
import { useSite } from '../session.ts';
import { t } from '../texts.ts';
import { Pager } from '../ui/Pager.tsx';
import { cellOf, isComparable } from './cell.ts';
import { type ColumnGroup, columnGroups, type TableColumn } from './columns.ts';
import { rowName } from './rowName.ts';
import { type AttributionView, fileQuery, modelMatters, PAGE_ROWS } from './view.ts';

interface Shown {
  view: AttributionView;
  report: AttributionReport;
  groups: ColumnGroup[];
}
type Figures = AttributionReport['total'];

/** What each value of the dimension comes to; the last row is the ledger, and the rows add up to it. */
export function ReportTable({ view, report }: { view: AttributionView; report: AttributionReport }) {
  const { rows, others, total, by } = report;
  const shown = { view, report, groups: columnGroups(view.columns, report.compare !== null) };
  return (
    <TableCard
      id="credit"
      title={t('attribution.table', { by: t(`by.${by}`) })}
      note={noteOf(view, report)}
      foot={<Foot view={view} report={report} />}
    >
      <Heads {...shown} />
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} class={view.row === row.key ? 'opened' : undefined}>
            <th scope="row">
              <button
                type="button"
                class="link"
                aria-expanded={view.row === row.key}
                onClick={() => setQuery({ row: row.key, sales: null, sale: null })}
              >
                {rowName(row, by)}
              </button>
            </th>
            <Cells figures={row} isOne {...shown} />
          </tr>
        ))}
        {others && (
          <tr class="muted">
            <th scope="row">{t('attribution.others', { count: others.rows })}</th>
            <Cells figures={others} {...shown} />
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('attribution.total')}</th>
          <Cells figures={total} {...shown} />
        </tr>
      </tfoot>
    </TableCard>
  );
}

/** How to read the columns that are shown. */
function noteOf({ columns }: AttributionView, report: AttributionReport): string {
  if (columns !== 'credit') return t(`attribution.note.${columns}`);
  return `${t(modelMatters(report) ? 'attribution.note' : 'attribution.wholeNote')} ${t('attribution.note.days')}`;
}

function Foot({ view, report: { rows, others } }: { view: AttributionView; report: AttributionReport }) {
  const { site } = useSite();
  const all = rows.length + (others?.rows ?? 0);
  return (
    <div class="table-foot">
      <a class="button small" href={attributionCsvPath(site.id, fileQuery(view))} download>
        {t('attribution.csv')}
      </a>
      <Pager
        page={view.page}
        size={PAGE_ROWS}
        shown={rows.length}
        total={all}
        more={view.page * PAGE_ROWS < all}
        onPage={(page) => setQuery({ page: page === 1 ? null : String(page) })}
      />
    </div>
  );
}

/** First by which day, and under which model, then the columns; each puts the rows in its order. */
function Heads({ view, report, groups }: Shown) {
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2}>
          {t(`by.${report.by}`)}
        </th>
        {groups.map((group) => (
          <th key={group.columns[0]?.name} scope="colgroup" colSpan={group.columns.length} class="axis">
            {groupName(group, report)}
            {group.axis === 'arrivalDay' && report.immatureFrom !== null && (
              <span class="watch"> · {t('immature.badge')}</span>
            )}
          </th>
        ))}
      </tr>
      <tr>
        {groups.flatMap(({ columns, model }) =>
          columns.map((column, index) => (
            <Head
              key={column.name}
              column={column}
              view={view}
              isFirst={index === 0}
              model={model === 'second' ? report.compare : null}
            />
          )),
        )}
      </tr>
    </thead>
  );
}

function groupName({ axis, model }: ColumnGroup, report: AttributionReport): string {
  const day = t(`axis.${axis}`);
  const name = model === 'second' ? report.compare : report.model;
  return model && name && modelMatters(report) ? `${t(`model.${name}`)} · ${day}` : day;
}

function Head({
  column,
  view,
  isFirst,
  model,
}: {
  column: TableColumn;
  view: AttributionView;
  isFirst: boolean;
  /** Said aloud, where a column of the same name stands under another model. */
  model: ReportModel | null;
}) {
  const { name } = column;
  const isSorted = (view.sort ?? (view.columns === 'credit' ? 'revenue' : null)) === name;
  const direction = view.ascending ? 'ascending' : 'descending';
  return (
    <th scope="col" class={isFirst ? 'number first' : 'number'} aria-sort={isSorted ? direction : undefined}>
      <button
        type="button"
        class="sort"
        onClick={() => setQuery(sortQuery(name, isSorted && !view.ascending))}
      >
        {t(`figure.${name}`)}
        {model && <span class="visually-hidden">, {t(`model.${model}`)}</span>}
        <span aria-hidden="true">{isSorted ? (view.ascending ? ' ↑' : ' ↓') : ''}</span>
      </button>
    </th>
  );
}

function sortQuery(name: ReportColumn, ascending: boolean) {
  return { sort: name, ascending: ascending ? '1' : null, page: null };
}

function Cells({ figures, report, groups, isOne = false }: Shown & { figures: Figures; isOne?: boolean }) {
  const { currency, previous } = report;
  return groups.flatMap(({ axis, columns }) => {
    const comparable = previous !== null && isComparable(previous, axis);
    return columns.map((column, index) => {
      const cell = cellOf(column, figures, { currency, comparable, isOne });
      const tone = cell.isNothing ? ' muted' : column.name === 'revenue' ? ' good' : '';
      return (
        <td key={column.name} class={`number${index === 0 ? ' first' : ''}${tone}`}>
          {cell.value}
          {cell.detail && <small class="since">{cell.detail}</small>}
          {cell.rate && (
            <small>
              {cell.rate.share}
              {cell.rate.interval && <i> {cell.rate.interval}</i>}
            </small>
          )}
          {cell.before !== null && <small class="since">{cell.before}</small>}
        </td>
      );
    });
  });
}
