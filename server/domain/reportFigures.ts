import { shareInterval, shareOf } from '../../shared/funnelRates.ts';
import { COUNTED_STEPS, type CountedStep } from '../../shared/steps.ts';
import type {
  Cost,
  Credited,
  Figures,
  Rate,
  ReturnOnSpend,
  StepRates,
} from '../../shared/wire/reportFigures.ts';
import { WHOLE_SHARE } from './credit.ts';
import type { StepCounts } from './funnel.ts';
import { HOURS_A_DAY, type Lead, type Part, type Spend, type Sums } from './reportSums.ts';

/** Every column of a row, from its sums and those of the total. */
export function toFigures(sums: Sums, total: Sums, marginPercent: number | null): Figures {
  const { cohort, spend } = sums;
  const cost = spend && toCost(spend);
  return {
    clicks: spend?.clicks ?? null,
    impressions: spend?.impressions ?? null,
    cost,
    arrivals: cohort?.arrival ?? null,
    steps: cohort,
    rates: cohort && toRates(cohort, spend?.clicks ?? null),
    returnOnSpend: cost && cohort && toReturn(cohort, cost.sumMinor, marginPercent),
    credited: toCredited(sums.credited, total.credited),
    compared: sums.compared && total.compared && toCredited(sums.compared, total.compared),
  };
}

function toCost({ mediaMinor, platformFeeMinor, agencyFeeMinor }: Spend): Cost {
  const sumMinor = mediaMinor + platformFeeMinor + agencyFeeMinor;
  return { mediaMinor, platformFeeMinor, agencyFeeMinor, sumMinor };
}

/** Arrivals for each click, and every later step’s share of the arrivals. */
export function toRates(cohort: StepCounts, clicks: number | null): StepRates {
  const trialsOf = (step: CountedStep) => (step === 'arrival' ? (clicks ?? 0) : cohort.arrival);
  return Object.fromEntries(
    COUNTED_STEPS.map((step) => [step, toRate(cohort[step], trialsOf(step))]),
  ) as StepRates;
}

/** A count as a share of its trials with Wilson's interval; null under five trials. */
export function toRate(count: number, trials: number): Rate | null {
  const share = shareOf(count, trials);
  if (share === null) return null;
  return { share, interval: share > 1 ? null : shareInterval(count, trials) };
}

function toReturn(
  { revenueMinor, visit, redemption }: StepCounts,
  costMinor: number,
  marginPercent: number | null,
): ReturnOnSpend {
  const each = (n: number) => (n === 0 ? null : Math.round(costMinor / n));
  const gain = marginPercent === null ? null : (revenueMinor * marginPercent) / 100 - costMinor;
  return {
    revenueMinor,
    costPerVisitMinor: each(visit),
    costPerRedemptionMinor: each(redemption),
    roas: costMinor === 0 ? null : revenueMinor / costMinor,
    roi: costMinor === 0 || gain === null ? null : gain / costMinor,
  };
}

function toCredited({ revenueMinor, discountMinor, share, leads }: Part, total: Part): Credited {
  const redemptions = share / WHOLE_SHARE;
  return {
    redemptions,
    revenueMinor,
    discountMinor,
    averageMinor: share === 0 ? null : Math.round(revenueMinor / redemptions),
    share: total.revenueMinor === 0 ? null : revenueMinor / total.revenueMinor,
    days: toDays(leads),
  };
}

/** Weighed by the part of each redemption: a row that has a tenth of a slow one is slowed by a tenth. */
function toDays(leads: readonly Lead[]): Credited['days'] {
  const whole = leads.reduce((sum, { share }) => sum + share, 0);
  if (whole === 0) return null;
  const hours = leads.reduce((sum, lead) => sum + lead.hours * lead.share, 0);
  return { average: hours / whole / HOURS_A_DAY, median: medianHours(leads, whole) / HOURS_A_DAY };
}

/** The hours that half of the whole took at most; between two where the half falls on their border. */
function medianHours(leads: readonly Lead[], whole: number): number {
  const sorted = leads.toSorted((a, b) => a.hours - b.hours);
  let below = 0;
  for (const [index, { hours, share }] of sorted.entries()) {
    below += share;
    if (below * 2 > whole) return hours;
    if (below * 2 === whole) return (hours + (sorted[index + 1]?.hours ?? hours)) / 2;
  }
  return 0;
}
