import { BYTE_ORDER_MARK, csvRow } from '../../shared/csv.ts';
import { minorDigits } from '../../shared/money.ts';
import { COUNTED_STEPS } from '../../shared/steps.ts';
import type { AttributionReport } from '../../shared/wire/report.ts';
import type { Credited, Figures } from '../../shared/wire/reportFigures.ts';

type Cell = string | number;
/** A column: its head, and its cell in a row’s figures; null and undefined stay empty. */
type Column = [head: string, of: (figures: Figures) => Cell | null | undefined];

/**
 * The table of a report for people: every column, the rows, the rest and the total; the period before in
 * columns of its own. Money is written in the currency’s unit, names that a spreadsheet would run are not.
 */
export function reportCsv(report: AttributionReport): string {
  const { rows, others, total, previous } = report;
  const columns = columnsOf(report);
  const line = (name: string, figures: Figures & { previous: Figures | null }) => [
    name,
    ...columns.map(([, of]) => of(figures) ?? ''),
    ...(previous ? columns.map(([, of]) => (figures.previous && of(figures.previous)) ?? '') : []),
  ];
  const heads = columns.map(([head]) => head);
  const before = previous ? heads.map((head) => `${head}, ${previous.from} to ${previous.to}`) : [];
  const lines = [
    [report.by, ...heads, ...before],
    ...rows.map((row) => line(row.label ?? '', row)),
    ...(others ? [line(`${others.rows} others`, others)] : []),
    line('total', total),
  ];
  return BYTE_ORDER_MARK + lines.map(csvRow).join('');
}

function columnsOf({ currency, model, compare }: AttributionReport): Column[] {
  const unit = 10 ** minorDigits(currency);
  const money = (minor: number | null | undefined) =>
    minor === null || minor === undefined ? null : minor / unit;
  return [
    ['clicks', ({ clicks }) => clicks],
    ['impressions', ({ impressions }) => impressions],
    [`media cost (${currency})`, ({ cost }) => money(cost?.mediaMinor)],
    [`platform fees (${currency})`, ({ cost }) => money(cost?.platformFeeMinor)],
    [`agency fees (${currency})`, ({ cost }) => money(cost?.agencyFeeMinor)],
    [`cost (${currency})`, ({ cost }) => money(cost?.sumMinor)],
    ['arrival rate', ({ rates }) => rates?.arrival?.share],
    ...COUNTED_STEPS.map((step): Column => [`${step} (cohort)`, ({ steps }) => steps?.[step]]),
    [`revenue (${currency}, cohort)`, ({ steps }) => money(steps?.revenueMinor)],
    [`cost per visit (${currency})`, ({ returnOnSpend }) => money(returnOnSpend?.costPerVisitMinor)],
    [
      `cost per redemption (${currency})`,
      ({ returnOnSpend }) => money(returnOnSpend?.costPerRedemptionMinor),
    ],
    ['ROAS (cohort)', ({ returnOnSpend }) => returnOnSpend?.roas],
    ['ROI (cohort)', ({ returnOnSpend }) => returnOnSpend?.roi],
    ...credited(model, ({ credited }) => credited),
    ...(compare ? credited(compare, ({ compared }) => compared) : []),
  ];

  function credited(name: string, part: (figures: Figures) => Credited | null): Column[] {
    return [
      [`redemptions (${name})`, (figures) => part(figures)?.redemptions],
      [`revenue (${currency}, ${name})`, (figures) => money(part(figures)?.revenueMinor)],
      [`discount (${currency}, ${name})`, (figures) => money(part(figures)?.discountMinor)],
      [`average order (${currency}, ${name})`, (figures) => money(part(figures)?.averageMinor)],
      [`average days (${name})`, (figures) => part(figures)?.days?.average],
      [`median days (${name})`, (figures) => part(figures)?.days?.median],
    ];
  }
}
