import type { AttributionReport, Credited } from '../../../../shared/wire/report.ts';
import { typedMoney } from '../say.ts';
import { t } from '../texts.ts';
import { rowName } from './rowName.ts';

/** What a spreadsheet takes for the beginning of a formula. */
const RUNS = /^[=+\-@\t\r]/;

/**
 * Rows as a CSV file (RFC 4180) that spreadsheets read as UTF-8. A text that a spreadsheet would run as a
 * formula gets an apostrophe before it; numbers are left alone.
 */
export function toCsv(rows: (string | number)[][]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = RUNS.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
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
