import { toRates } from '../../../server/domain/reportFigures.ts';
import { noCounts } from '../../../shared/funnelChange.ts';
import type { Counts } from '../../../shared/wire/funnel.ts';
import type { AttributionReport } from '../../../shared/wire/report.ts';
import type { Credited, Figures } from '../../../shared/wire/reportFigures.ts';

type Sums = [redemptions: number, revenueMinor: number];

/** What is known of a row; what is left out is not known, as by store. */
export interface Known {
  clicks?: number;
  costMinor?: number;
  steps?: Partial<Counts>;
  credited?: Sums;
  compared?: Sums;
}

/** The figures of a row, with rates and return as the server works them out. */
export function figuresOf(
  { clicks, costMinor, steps, credited = [0, 0], compared }: Known,
  wholeMinor = 0,
): Figures {
  const counts = steps ? { ...noCounts(), ...steps } : null;
  const each = (n: number) => (n === 0 ? null : Math.round((costMinor ?? 0) / n));
  return {
    clicks: clicks ?? null,
    impressions: null,
    cost:
      costMinor === undefined
        ? null
        : { mediaMinor: costMinor, platformFeeMinor: 0, agencyFeeMinor: 0, sumMinor: costMinor },
    arrivals: counts?.arrival ?? null,
    steps: counts,
    rates: counts && toRates(counts, clicks ?? null),
    returnOnSpend:
      counts && costMinor !== undefined
        ? {
            revenueMinor: counts.revenueMinor,
            costPerVisitMinor: each(counts.visit),
            costPerRedemptionMinor: each(counts.redemption),
            roas: costMinor === 0 ? null : counts.revenueMinor / costMinor,
            roi: null,
          }
        : null,
    credited: creditOf(credited, wholeMinor),
    compared: compared ? creditOf(compared, wholeMinor) : null,
  };
}

function creditOf([redemptions, revenueMinor]: Sums, wholeMinor: number): Credited {
  return {
    redemptions,
    revenueMinor,
    discountMinor: 0,
    averageMinor: redemptions === 0 ? null : Math.round(revenueMinor / redemptions),
    share: wholeMinor === 0 ? null : revenueMinor / wholeMinor,
    days: null,
  };
}

/** A report by source under the last touch, with the first beside it where a row has it. */
export function reportOf(
  rows: [label: string | null, known: Known][],
  more: Partial<AttributionReport> = {},
): AttributionReport {
  const sum = (of: (known: Known) => Sums | undefined): Sums => [
    rows.reduce((all, [, known]) => all + (of(known)?.[0] ?? 0), 0),
    rows.reduce((all, [, known]) => all + (of(known)?.[1] ?? 0), 0),
  ];
  const compares = rows.some(([, { compared }]) => compared);
  const total: Known = {
    credited: sum(({ credited }) => credited),
    ...(compares ? { compared: sum(({ compared }) => compared) } : {}),
  };
  const [, wholeMinor] = sum(({ credited }) => credited);
  return {
    by: 'source',
    model: 'last',
    compare: compares ? 'first' : null,
    from: '2026-03-01',
    to: '2026-03-05',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    lookbackDays: 30,
    axis: {
      credited: 'redemptionDay',
      arrivals: 'arrivalDay',
      steps: 'arrivalDay',
      spend: 'spendDay',
      returnOnSpend: 'arrivalDay',
    },
    immatureFrom: null,
    matureTo: '2026-03-05',
    filters: {},
    previous: null,
    rows: rows.map(([label, known]) => ({
      key: label ?? '',
      label,
      ...figuresOf(known, wholeMinor),
      previous: null,
    })),
    others: null,
    total: { ...figuresOf(total, wholeMinor), previous: null },
    ...more,
  };
}
