import { addCounts, noCounts } from '../../shared/funnelChange.ts';
import { shareInterval, shareOf } from '../../shared/funnelRates.ts';
import type { PlatformRow } from '../../shared/wire/platforms.ts';
import type { StepCounts } from './funnel.ts';
import { type PlatformMarket, platformVerdict } from './platformVerdict.ts';
import { toRate } from './reportFigures.ts';
import { addSpend, NO_SPEND, type Spend } from './reportSums.ts';

/** What is known of one source of a range. */
export interface PlatformSource {
  /** The row that it is part of. */
  key: string;
  /** What is bought and stopped as a whole within it. */
  campaign: string;
  cohort: StepCounts | null;
  spend: Spend | null;
  botArrivals: number;
}

interface Sum {
  cohort: StepCounts;
  spend: Spend | null;
  botArrivals: number;
}

/** A row for each platform: what it delivered, what came of it, what that cost, and what to do. */
export function checkPlatforms(
  sources: readonly PlatformSource[],
  { marginPercent, isYoung }: { marginPercent: number; isYoung: boolean },
): PlatformRow[] {
  const { redemption, revenueMinor } = sumOf(sources).cohort;
  const averageMinor = redemption === 0 ? 0 : revenueMinor / redemption;
  const market = { averageMinor, marginPercent };
  return [...Map.groupBy(sources, ({ key }) => key)]
    .map(([key, own]) => ({ key, ...toRow(own, market, isYoung) }))
    .sort(
      (a, b) =>
        (b.costMinor ?? 0) - (a.costMinor ?? 0) || b.arrivals - a.arrivals || (a.key < b.key ? -1 : 1),
    );
}

function toRow(
  own: readonly PlatformSource[],
  market: PlatformMarket,
  isYoung: boolean,
): Omit<PlatformRow, 'key'> {
  const { cohort, spend, botArrivals } = sumOf(own);
  const { arrival: arrivals, redemption: redemptions, revenueMinor } = cohort;
  const clicks = spend && spend.clicks > 0 ? spend.clicks : null;
  const costMinor = spend && costOf(spend);
  const botShare = shareOf(botArrivals, arrivals + botArrivals);
  // More arrivals than clicks: the platform's file lacks days, and a rate by its clicks would be too high.
  const trials = Math.max(clicks ?? 0, arrivals);
  return {
    clicks,
    arrivals,
    unmeasured: clicks === null ? null : Math.max(0, clicks - arrivals),
    arrivalRate: clicks === null ? null : toRate(arrivals, clicks),
    engaged: toRate(cohort.engagement, arrivals),
    botArrivals,
    botShare,
    redemptions,
    revenueMinor,
    perHundred: perHundred(cohort, trials),
    trials: clicks !== null && clicks >= arrivals ? 'clicks' : 'arrivals',
    costMinor,
    idleCostMinor: spend && idleCost(own),
    verdict: platformVerdict({ trials, redemptions, revenueMinor, costMinor, botShare, isYoung }, market),
  };
}

function perHundred({ redemption, revenueMinor }: StepCounts, trials: number): PlatformRow['perHundred'] {
  const interval = shareInterval(redemption, trials);
  if (!interval) return null;
  return {
    redemptions: (redemption / trials) * 100,
    interval: interval.map((bound) => bound * 100),
    revenueMinor: Math.round((revenueMinor / trials) * 100),
  };
}

/** What went to campaigns that nobody redeemed from. */
function idleCost(own: readonly PlatformSource[]): number {
  const sums = [...Map.groupBy(own, ({ campaign }) => campaign).values()].map(sumOf);
  return sums.reduce(
    (sum, { cohort, spend }) => sum + (cohort.redemption === 0 && spend ? costOf(spend) : 0),
    0,
  );
}

function costOf({ mediaMinor, platformFeeMinor, agencyFeeMinor }: Spend): number {
  return mediaMinor + platformFeeMinor + agencyFeeMinor;
}

function sumOf(sources: readonly PlatformSource[]): Sum {
  return sources.reduce<Sum>(
    (sum, { cohort, spend, botArrivals }) => ({
      cohort: cohort ? addCounts(sum.cohort, cohort) : sum.cohort,
      spend: spend ? addSpend(sum.spend ?? NO_SPEND, spend) : sum.spend,
      botArrivals: sum.botArrivals + botArrivals,
    }),
    { cohort: noCounts(), spend: null, botArrivals: 0 },
  );
}
