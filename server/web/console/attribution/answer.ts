import type { AttributionReport, AttributionRow } from '../../../../shared/wire/report.ts';
import type { Figures } from '../../../../shared/wire/reportFigures.ts';
import { money, percent } from '../say.ts';
import { t } from '../texts.ts';
import { parts } from './credits.ts';
import { rowName } from './rowName.ts';
import { modelMatters } from './view.ts';

/** Who earned most, in plain words; who it would be under the model beside it; and what cost most. */
export function attributionAnswer(report: AttributionReport): string {
  const { rows, total, by, currency } = report;
  const [top] = rows;
  if (total.credited.redemptions === 0) return t('attribution.nothing') + costliest(report);
  if (!top || total.credited.revenueMinor === 0) return t('attribution.noMoney');
  const values = {
    name: rowName(top, by),
    model: t(`model.${report.model}`),
    revenue: money(top.credited.revenueMinor, currency),
    total: money(total.credited.revenueMinor, currency),
    share: percent(top.credited.share),
    n: parts(top.credited.redemptions),
    all: parts(total.credited.redemptions),
  };
  const all = top.credited.revenueMinor === total.credited.revenueMinor;
  const kind = modelMatters(report) ? 'shared' : 'whole';
  return t(`attribution.${all ? 'all' : 'most'}.${kind}`, values) + comparison(report) + costliest(report);
}

function comparison(report: AttributionReport): string {
  const { rows, by, compare, currency } = report;
  const [top] = rows;
  if (!compare || !top?.compared || !modelMatters(report)) return '';
  const other = greatest(report, ({ compared }) => compared?.revenueMinor ?? 0);
  if (!other) return '';
  const values = {
    model: t(`model.${compare}`),
    name: rowName(other, by),
    revenue: money(other.compared?.revenueMinor ?? 0, currency),
  };
  if (other !== top) return t('attribution.otherFirst', values);
  const same = top.compared.revenueMinor === top.credited.revenueMinor;
  return t(same ? 'attribution.sameMoney' : 'attribution.otherMoney', values);
}

function costliest(report: AttributionReport): string {
  const { rows, by, currency } = report;
  const row = greatest(report, ({ cost }) => cost?.sumMinor ?? 0);
  // That the most was spent on nothing that has a name helps nobody.
  if (!row?.cost || row.label === null) return '';
  const values = {
    name: rowName(row, by),
    cost: money(row.cost.sumMinor, currency),
    n: parts(row.credited.redemptions),
  };
  if (row !== rows[0] || row.credited.revenueMinor === 0) return t('attribution.costliest', values);
  return t(rows.length === 1 ? 'attribution.itCost' : 'attribution.alsoCostliest', values);
}

/** The row with most of something; null where there is none of it, or a row that is not here may have more. */
function greatest(
  { rows, others }: AttributionReport,
  of: (figures: Figures) => number,
): AttributionRow | null {
  const [first, ...more] = rows;
  if (!first) return null;
  const best = more.reduce((best, row) => (of(row) > of(best) ? row : best), first);
  return of(best) > 0 && of(best) >= (others ? of(others) : 0) ? best : null;
}
