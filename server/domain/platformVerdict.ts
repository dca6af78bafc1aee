import { shareInterval } from '../../shared/funnelRates.ts';
import type { PlatformVerdict, Verdict, VerdictRule } from '../../shared/wire/platforms.ts';

/** Published with every report: who reads a verdict can check it. */
export const THRESHOLDS = { leastTrials: 100, mostBots: 0.3, leastRedemptions: 5 } as const;

/** What a verdict rests on. */
export interface PlatformCase {
  /** Clicks as the platform tells, or arrivals where it does not. */
  trials: number;
  redemptions: number;
  revenueMinor: number;
  /** Null or 0: none is known. */
  costMinor: number | null;
  botShare: number | null;
  /** Whether some who arrived may still redeem. */
  isYoung: boolean;
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
 */
export function platformVerdict(known: PlatformCase, market: PlatformMarket): PlatformVerdict {
  const { trials, redemptions, costMinor, botShare, isYoung } = known;
  if (!costMinor) return redemptions > 0 ? say('keep', 'free') : say('watch', 'noCost');
  const each = trials === 0 ? null : costMinor / trials;
  if (botShare !== null && botShare > THRESHOLDS.mostBots) return say('watch', 'bots', each);
  const interval = shareInterval(redemptions, trials);
  if (trials < THRESHOLDS.leastTrials || !interval || each === null) return say('watch', 'tooFew', each);
  const worth = worthOf(known, market);
  if (worth === 0) return say('watch', 'noSale', each);
  const [low, high] = interval;
  const earns = [low, redemptions / trials, high].map((rate) => rate * worth);
  const [worst = 0, counted = 0, best = 0] = earns;
  if (worst > each) return say('scale', 'surelyPays', each, earns);
  if (best < each)
    return isYoung ? say('watch', 'young', each, earns) : say('stop', 'surelyLoses', each, earns);
  return counted >= each ? say('keep', 'pays', each, earns) : say('watch', 'mayPay', each, earns);
}

/** What one redemption earns: of few, their average says little, and the whole site's is taken. */
function worthOf(
  { redemptions, revenueMinor }: PlatformCase,
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
