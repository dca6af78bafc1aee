import { addCounts, noCounts } from '../../shared/funnelChange.ts';
import { shareInterval, shareOf } from '../../shared/funnelRates.ts';
import type { PlatformRow } from '../../shared/wire/platforms.ts';
import type { StepCounts } from './funnel.ts';
import { type PlatformEvidence, type PlatformMarket, platformVerdict } from './platformVerdict.ts';
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
  /** What of both is of days that nobody can add to any more. */
  ripe: Pick<PlatformSource, 'cohort' | 'spend'>;
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
  const { arrival: arrivals } = cohort;
  const clicks = spend && spend.clicks > 0 ? spend.clicks : null;
  const botShare = shareOf(botArrivals, arrivals + botArrivals);
  const evidence = evidenceOf(cohort, spend);
  const { redemptions, revenueMinor, costMinor } = evidence;
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
    perHundred: perHundred(evidence, market),
    trials: clicks !== null && clicks >= arrivals ? 'clicks' : 'arrivals',
    costMinor,
    idleCostMinor: spend && idleCost(own),
    verdict: platformVerdict({ ...evidence, botShare, isYoung, ripe: ripeOf(own) }, market),
  };
}

function evidenceOf(cohort: StepCounts, spend: Spend | null): PlatformEvidence {
  const { arrival, redemption, revenueMinor } = cohort;
  return {
    // More arrivals than clicks: the platform's file lacks days, and a rate by its clicks would be too high.
    trials: Math.max(spend?.clicks ?? 0, arrival),
    redemptions: redemption,
    revenueMinor,
    costMinor: spend && costOf(spend),
  };
}

function ripeOf(own: readonly PlatformSource[]): PlatformEvidence {
  const { cohort, spend } = sumOf(own.map(({ ripe }) => ({ ...ripe, botArrivals: 0 })));
  return evidenceOf(cohort, spend);
}

function perHundred(
  { redemptions, revenueMinor, trials }: PlatformEvidence,
  { averageMinor }: PlatformMarket,
): PlatformRow['perHundred'] {
  const interval = shareInterval(redemptions, trials);
  if (!interval) return null;
  const eachMinor = redemptions === 0 ? averageMinor : revenueMinor / redemptions;
  const countedMinor = Math.round((revenueMinor / trials) * 100);
  const [low, high] = interval.map((bound) => Math.round(bound * 100 * eachMinor)) as [number, number];
  return {
    redemptions: (redemptions / trials) * 100,
    interval: interval.map((bound) => bound * 100),
    revenueMinor: countedMinor,
    // Orders made online are in no redemption, and earned all the same.
    revenueIntervalMinor: [low, Math.max(high, countedMinor)],
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

function sumOf(sources: readonly Pick<PlatformSource, 'cohort' | 'spend' | 'botArrivals'>[]): Sum {
  return sources.reduce<Sum>(
    (sum, { cohort, spend, botArrivals }) => ({
      cohort: cohort ? addCounts(sum.cohort, cohort) : sum.cohort,
      spend: spend ? addSpend(sum.spend ?? NO_SPEND, spend) : sum.spend,
      botArrivals: sum.botArrivals + botArrivals,
    }),
    { cohort: noCounts(), spend: null, botArrivals: 0 },
  );
}
