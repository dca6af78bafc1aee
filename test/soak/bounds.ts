import { percentile } from '../bench/figures.ts';
import type { Slice } from './soak.ts';

const MOST_MEGABYTES = 250;
/** From the second third to the last: what a heap may breathe. */
const MOST_GROWTH_MEGABYTES = 20;
const MOST_GROWTH_SHARE = 0.15;
/** In less than this a process is still warming up. */
const GROWTH_TOLD_AFTER_SECONDS = 55;
const MOST_LIVE_MS = 300;
const LEAST_OF_RATE = 0.97;

/** What of a soak left its bounds, each in a sentence; none where all is well. */
export function complaintsOf(slices: readonly Slice[], rate: number): string[] {
  const told: string[] = [];
  const third = Math.floor(slices.length / 3);
  const memory = (part: readonly Slice[]) =>
    percentile(
      part.map(({ megabytes }) => megabytes),
      0.5,
    );
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
  if (!(p95 <= MOST_LIVE_MS))
    told.push(`Live updates took ${p95.toFixed(0)} ms (p95), more than ${MOST_LIVE_MS}.`);
  const came = slices.reduce((sum, slice) => sum + slice.eventsPerSecond, 0) / slices.length;
  if (came < rate * LEAST_OF_RATE) told.push(`Only ${Math.round(came)} of ${rate} events/s were answered.`);
  return told;
}
