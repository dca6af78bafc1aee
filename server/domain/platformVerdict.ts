import { shareInterval } from '../../shared/funnelRates.ts';
import type { PlatformVerdict, Verdict, VerdictRule } from '../../shared/wire/platforms.ts';

/** Published with every report: who reads a verdict can check it. */
export const THRESHOLDS = { leastTrials: 100, mostBots: 0.3, leastRedemptions: 5 } as const;

/** What was paid, and what came of it. */
export interface PlatformEvidence {
  /** Clicks as the platform tells, or arrivals where it does not. */
  trials: number;
  redemptions: number;
  revenueMinor: number;
  /** Null or 0: none is known. */
  costMinor: number | null;
}

/** What a verdict rests on. */
export interface PlatformCase extends PlatformEvidence {
  botShare: number | null;
  /** Whether some who arrived may still redeem. */
  isYoung: boolean;
  /** The part of it that nobody can add to any more. */
  ripe: PlatformEvidence;
}

/** What holds for the whole site. */
export interface PlatformMarket {
  /** The average value of a redemption; 0 where there was none. */
  averageMinor: number;
  marginPercent: number;
}

/**
 * Keep, scale, watch or stop, by what one click costs and what it earns. A click earns the redemptions for each
 * click × the value of one × the margin. The redemptions for each click are known only within their 95 % interval
 * (Wilson): pays even at its low end, scale; loses even at its high end, stop. Arrivals alone decide nothing.
 * Whose visitors have brought what was paid, by whatever orders, is not stopped.
 * While some may still redeem, only those who cannot any more are a reason to stop.
 */
export function platformVerdict(known: PlatformCase, market: PlatformMarket): PlatformVerdict {
  const { trials, redemptions, costMinor, botShare } = known;
  if (!costMinor) return redemptions > 0 ? say('keep', 'free') : say('watch', 'noCost');
  const each = trials === 0 ? null : costMinor / trials;
  if (botShare !== null && botShare > THRESHOLDS.mostBots) return say('watch', 'bots', each);
  if (trials < THRESHOLDS.leastTrials || each === null) return say('watch', 'tooFew', each);
  const worth = worthOf(known, market);
  if (worth === 0) return say('watch', 'noSale', each);
  const earns = earnsOf(known, worth);
  const [worst, counted, best] = earns;
  if (worst > each) return say('scale', 'surelyPays', each, earns);
  const brought = broughtBy(known, market);
  if (brought >= each && counted < each) {
    return say('keep', 'pays', each, [worst, brought, Math.max(best, brought)]);
  }
  if (best < each) return losing(known, worth, say('stop', 'surelyLoses', each, earns));
  return counted >= each ? say('keep', 'pays', each, earns) : say('watch', 'mayPay', each, earns);
}

/** What loses so far: of what is young, only the part that nobody can add to any more is a reason to stop. */
function losing({ isYoung, ripe }: PlatformCase, worth: number, surely: PlatformVerdict): PlatformVerdict {
  if (!isYoung) return surely;
  if (ripe.costMinor && ripe.trials >= THRESHOLDS.leastTrials) {
    const each = ripe.costMinor / ripe.trials;
    const earns = earnsOf(ripe, worth);
    if (earns[2] < each) return say('stop', 'surelyLost', each, earns);
  }
  return { ...surely, verdict: 'watch', rule: 'young' };
}

/** What one click earns: at worst, as counted, at best. */
function earnsOf({ redemptions, trials }: PlatformEvidence, worth: number): [number, number, number] {
  const [low, high] = shareInterval(redemptions, trials) ?? [0, 1];
  return [low * worth, (redemptions / trials) * worth, high * worth];
}

/** What one click has brought in all: a few large orders, or those made online, are no less earned. */
function broughtBy({ revenueMinor, trials }: PlatformEvidence, { marginPercent }: PlatformMarket): number {
  return (revenueMinor * marginPercent) / 100 / trials;
}

/** What one redemption earns: of few, their average says little, and the whole site's is taken. */
function worthOf(
  { redemptions, revenueMinor }: PlatformEvidence,
  { averageMinor, marginPercent }: PlatformMarket,
): number {
  const isEnough = redemptions >= THRESHOLDS.leastRedemptions;
  return ((isEnough ? revenueMinor / redemptions : averageMinor) * marginPercent) / 100;
}

function say(
  verdict: Verdict,
  rule: VerdictRule,
  costMinor: number | null = null,
  earnsMinor: number[] | null = null,
): PlatformVerdict {
  return { verdict, rule, costMinor, earnsMinor };
}
