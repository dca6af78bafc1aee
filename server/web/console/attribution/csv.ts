import { BYTE_ORDER_MARK, csvRow } from '../../../../shared/csv.ts';
import type { AttributionReport } from '../../../../shared/wire/report.ts';
import type { Credited } from '../../../../shared/wire/reportFigures.ts';
import { typedMoney } from '../say.ts';
import { t } from '../texts.ts';
import { rowName } from './rowName.ts';

/** Rows as a CSV file that spreadsheets read as UTF-8. */
export function toCsv(rows: (string | number)[][]): string {
  return BYTE_ORDER_MARK + rows.map(csvRow).join('');
}

/** The table of a report as it is shown, with its total. */
export function attributionCsv(report: AttributionReport): string {
  const { rows, others, total, by } = report;
  const line = (name: string, row: AttributionReport['total']) => [
    name,
    ...(row.arrivals === null ? [] : [row.arrivals]),
    ...figures(row.credited, report),
    ...(row.compared ? figures(row.compared, report) : []),
  ];
  return toCsv([
    heads(report),
    ...rows.map((row) => line(rowName(row, by), row)),
    ...(others ? [line(t('attribution.others', { count: others.rows }), others)] : []),
    line(t('attribution.total'), total),
  ]);
}

function heads({ by, model, compare, total, currency }: AttributionReport): string[] {
  const under = (name: typeof model) =>
    (['redemptions', 'revenue', 'discount', 'average'] as const).map((column) => {
      const unit = column === 'redemptions' ? '' : ` (${currency})`;
      return `${t(`attribution.${column}`)}${unit}, ${t(`model.${name}`)}`;
    });
  return [
    t(`by.${by}`),
    ...(total.arrivals === null ? [] : [t('measure.arrival')]),
    ...under(model),
    ...(compare ? under(compare) : []),
  ];
}

function figures(
  { redemptions, revenueMinor, discountMinor, averageMinor }: Credited,
  { currency }: AttributionReport,
): (string | number)[] {
  return [
    redemptions,
    Number(typedMoney(revenueMinor, currency)),
    Number(typedMoney(discountMinor, currency)),
    averageMinor === null ? '' : Number(typedMoney(averageMinor, currency)),
  ];
}
