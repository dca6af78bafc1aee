import { type Journey, MAX_TOUCHPOINTS, type Touchpoint } from './journey.ts';
import type { JourneyRules } from './membership.ts';

const DAY_MS = 86_400_000;

/**
 * The path of a redemption: the touchpoints that may be credited, of all journeys of its customer, earliest first. Two
 * devices may hold the same arrival; the shop's own people brought nobody.
 */
export function joinPaths(
  journeys: Iterable<Journey>,
  now: number,
  { lookbackDays }: JourneyRules,
): Touchpoint[] {
  const met = new Map<string, Touchpoint>();
  for (const { touchpoints, isStaff } of journeys) {
    for (const touch of isStaff ? [] : touchpoints) {
      if (now - touch.at > lookbackDays * DAY_MS) continue;
      const key = `${touch.at} ${touch.source} ${touch.page}`;
      if (!met.has(key)) met.set(key, touch);
    }
  }
  return [...met.values()].sort((a, b) => a.at - b.at).slice(-MAX_TOUCHPOINTS);
}
