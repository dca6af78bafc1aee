import { percentile } from '../bench/figures.ts';
import type { Slice } from './soak.ts';

/** Its heaps grow to this at most before they are tidied up; far more than this is a leak. */
const MOST_MEGABYTES = 600;
/** What the design asks for: told, not yet held (docs/performance.md). */
export const TARGET_MEGABYTES = 250;
/** From the second third to the last, of what is left where a heap was just tidied up. */
const MOST_GROWTH_MEGABYTES = 20;
const MOST_GROWTH_SHARE = 0.1;
/** Heaps are tidied up every few minutes: in less time than this growth says nothing. */
const GROWTH_TOLD_AFTER_SECONDS = 540;
/** How quickly streams hear of beacons (p95), and how much of the rate has to be answered. */
export interface Pace {
  liveMs: number;
  shareOfRate: number;
}

/** What the design asks for, of a machine that does nothing else. */
export const PACE: Pace = { liveMs: 300, shareOfRate: 0.97 };
/** Where others use the same cores: slow, but it goes on. */
export const PACE_BESIDE_OTHERS: Pace = { liveMs: 2_000, shareOfRate: 0.1 };

/** What of a soak left its bounds, each in a sentence; none where all is well. */
export function complaintsOf(slices: readonly Slice[], rate: number, pace = PACE): string[] {
  const told: string[] = [];
  const third = Math.floor(slices.length / 3);
  const memory = (part: readonly Slice[]) => Math.min(...part.map(({ megabytes }) => megabytes));
  const middle = memory(slices.slice(third, 2 * third));
  const last = memory(slices.slice(-Math.max(third, 1)));
  const most = Math.max(...slices.map(({ megabytes }) => megabytes));
  if (most > MOST_MEGABYTES) told.push(`It held ${most.toFixed(0)} MB, more than ${MOST_MEGABYTES}.`);
  const mayGrow = Math.max(MOST_GROWTH_MEGABYTES, middle * MOST_GROWTH_SHARE);
  if ((slices.at(-1)?.seconds ?? 0) >= GROWTH_TOLD_AFTER_SECONDS && last - middle > mayGrow) {
    told.push(`Its memory grew from ${middle.toFixed(0)} to ${last.toFixed(0)} MB.`);
  }
  const p95 = percentile(
    slices.flatMap(({ latencies }) => latencies),
    0.95,
  );
  if (!(p95 <= pace.liveMs))
    told.push(`Live updates took ${p95.toFixed(0)} ms (p95), more than ${pace.liveMs}.`);
  const came = slices.reduce((sum, slice) => sum + slice.eventsPerSecond, 0) / slices.length;
  if (came < rate * pace.shareOfRate)
    told.push(`Only ${Math.round(came)} of ${rate} events/s were answered.`);
  return told;
}
