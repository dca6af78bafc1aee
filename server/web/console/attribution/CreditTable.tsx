import type { AttributionReport, ReportModel } from '../../../../shared/wire/report.ts';
import type { Credited } from '../../../../shared/wire/reportFigures.ts';
import { TableCard } from '../funnel/TableCard.tsx';
import { setQuery } from '../location.ts';
import { money, number, percent } from '../say.ts';
import { t } from '../texts.ts';
import { parts } from './credits.ts';
import { attributionCsv } from './csv.ts';
import { download } from './download.ts';
import { rowName } from './rowName.ts';
import { isShared } from './view.ts';

type Figures = AttributionReport['total'];

/** What each value of the dimension is credited with; the last row is the ledger, and the rows add up to it. */
export function CreditTable({
  report,
  showAll,
}: {
  report: AttributionReport;
  showAll: (() => void) | null;
}) {
  const { rows, others, total, by } = report;
  return (
    <TableCard
      id="credit"
      title={t('attribution.table', { by: t(`by.${by}`) })}
      note={isShared(by) ? t('attribution.note') : t('attribution.wholeNote')}
      foot={<Foot report={report} showAll={showAll} />}
    >
      <thead>
        <Heads report={report} />
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <button type="button" class="link" onClick={() => setQuery({ row: row.key, sale: null })}>
                {rowName(row, by)}
              </button>
            </th>
            <Cells row={row} report={report} />
          </tr>
        ))}
        {others && (
          <tr class="muted">
            <th scope="row">{t('attribution.others', { count: others.rows })}</th>
            <Cells row={others} report={report} />
          </tr>
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('attribution.total')}</th>
          <Cells row={total} report={report} />
        </tr>
      </tfoot>
    </TableCard>
  );
}

function Foot({ report, showAll }: { report: AttributionReport; showAll: (() => void) | null }) {
  const { by, from, to } = report;
  return (
    <div class="buttons">
      <button
        type="button"
        class="small"
        onClick={() => download(`attribution-${by}-${from}-${to}.csv`, attributionCsv(report))}
      >
        {t('attribution.csv')}
      </button>
      {report.others && showAll && (
        <button type="button" class="quiet small" onClick={showAll}>
          {t('attribution.showAll')}
        </button>
      )}
    </div>
  );
}

function Heads({ report: { by, model, compare, total } }: { report: AttributionReport }) {
  return (
    <tr>
      <th scope="col">{t(`by.${by}`)}</th>
      {total.arrivals !== null && (
        <th scope="col" class="number">
          {t('measure.arrival')}
        </th>
      )}
      <ModelHeads model={isShared(by) ? model : null} />
      {compare && <ModelHeads model={compare} />}
      <th scope="col" class="number">
        {t('attribution.average')}
      </th>
      <th scope="col" class="number">
        {t('attribution.discount')}
      </th>
    </tr>
  );
}

function ModelHeads({ model }: { model: ReportModel | null }) {
  return (['redemptions', 'revenue', 'share'] as const).map((column) => (
    <th key={column} scope="col" class="number">
      {t(`attribution.${column}`)}
      {model && <small> {t(`model.${model}`)}</small>}
    </th>
  ));
}

function Cells({ row, report: { currency } }: { row: Figures; report: AttributionReport }) {
  const { averageMinor, discountMinor } = row.credited;
  return (
    <>
      {row.arrivals !== null && <td class="number">{number(row.arrivals)}</td>}
      <ModelCells credited={row.credited} currency={currency} />
      {row.compared && <ModelCells credited={row.compared} currency={currency} />}
      <td class="number">{averageMinor === null ? '–' : money(averageMinor, currency)}</td>
      <td class="number">{money(discountMinor, currency)}</td>
    </>
  );
}

function ModelCells({ credited, currency }: { credited: Credited; currency: string }) {
  return (
    <>
      <td class="number">{parts(credited.redemptions)}</td>
      <td class={credited.revenueMinor === 0 ? 'number muted' : 'number good'}>
        {money(credited.revenueMinor, currency)}
      </td>
      <td class="number muted">{percent(credited.share)}</td>
    </>
  );
}
