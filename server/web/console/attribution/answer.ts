import type { AttributionReport } from '../../../../shared/wire/report.ts';
import { money, percent } from '../say.ts';
import { t } from '../texts.ts';
import { parts } from './credits.ts';
import { rowName } from './rowName.ts';
import { isShared } from './view.ts';

/** Who earned most, in plain words, and who it would be under the model beside it. */
export function attributionAnswer(report: AttributionReport): string {
  const { rows, total, by, currency } = report;
  const [top] = rows;
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
  const kind = isShared(by) ? 'shared' : 'whole';
  return t(`attribution.${all ? 'all' : 'most'}.${kind}`, values) + comparison(report);
}

function comparison({ rows, by, compare, currency }: AttributionReport): string {
  const [top] = rows;
  if (!compare || !top?.compared || !isShared(by)) return '';
  const other = rows.reduce((best, row) =>
    (row.compared?.revenueMinor ?? 0) > (best.compared?.revenueMinor ?? 0) ? row : best,
  );
  const values = {
    model: t(`model.${compare}`),
    name: rowName(other, by),
    revenue: money(other.compared?.revenueMinor ?? 0, currency),
  };
  if (other !== top) return t('attribution.otherFirst', values);
  const same = top.compared.revenueMinor === top.credited.revenueMinor;
  return t(same ? 'attribution.sameMoney' : 'attribution.otherMoney', values);
}
