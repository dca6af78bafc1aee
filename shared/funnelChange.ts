import { COUNTED_STEPS } from './steps.ts';
import type { Counts, Funnel, PositionCounts, SourceCounts } from './wire/funnel.ts';
import type { CountChange, Happening, LiveChange, LiveSnapshot } from './wire/live.ts';

/** A snapshot names at most so many positions; counts of the others are not known here. */
const POSITIONS_KNOWN = 100;
/** So many happenings a feed holds. */
export const FEED_KEPT = 20;

/** A funnel after a live change, as the server would answer it now. Pure: the old snapshot stays as it was. */
export function applyChange(snapshot: LiveSnapshot, change: LiveChange): LiveSnapshot {
  const { from, to } = snapshot.funnel;
  // A stream over fixed days outlives midnight: what joins on a later day belongs to another range.
  const inRange = change.changes.filter(({ day }) => from <= day && day <= to);
  const funnel = inRange.reduce(applyCounts, snapshot.funnel);
  return {
    funnel: { ...funnel, at: Math.max(snapshot.funnel.at, change.at) },
    feed: mergeFeed(snapshot.feed, change.feed),
  };
}

/** All steps at zero. */
export function noCounts(): Counts {
  return { ...NOTHING };
}

const NOTHING = Object.fromEntries([...COUNTED_STEPS, 'revenueMinor'].map((key) => [key, 0])) as Counts;

/** `counts` with `add` added to each of its steps and to its money. */
export function addCounts(counts: Counts, add: Partial<Counts>): Counts {
  const sum = { ...counts };
  for (const key of Object.keys(add) as (keyof Counts)[]) sum[key] += add[key] ?? 0;
  return sum;
}

function applyCounts(funnel: Funnel, change: CountChange): Funnel {
  if (change.scope === 'position') {
    return { ...funnel, positions: applyToPositions(funnel.positions, change) };
  }
  return {
    ...funnel,
    counts: addCounts(funnel.counts, change.add),
    sources: applyToSources(funnel.sources, change),
    days: applyToDays(funnel.days, change),
  };
}

function applyToSources(sources: SourceCounts[], { source, add }: CountChange): SourceCounts[] {
  const known = sources.some((each) => each.source.id === source.id);
  const all = known ? sources : [...sources, { source, counts: noCounts() }];
  return all
    .map((each) => (each.source.id === source.id ? { ...each, counts: addCounts(each.counts, add) } : each))
    .sort(byArrivals);
}

function applyToPositions(positions: PositionCounts[], { position, add }: CountChange): PositionCounts[] {
  if (!position) return positions;
  const known = positions.some((each) => each.id === position.id);
  if (!known && positions.length >= POSITIONS_KNOWN) return positions;
  const all = known ? positions : [...positions, { ...position, counts: noCounts() }];
  return all
    .map((each) => (each.id === position.id ? { ...each, counts: addCounts(each.counts, add) } : each))
    .sort(byArrivals);
}

function applyToDays(days: Funnel['days'], { day, add }: CountChange): Funnel['days'] {
  const known = days.some((each) => each.day === day);
  const all = known ? days : [...days, { day, counts: noCounts() }];
  return all
    .map((each) => (each.day === day ? { ...each, counts: addCounts(each.counts, add) } : each))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

function byArrivals(a: { counts: Counts }, b: { counts: Counts }): number {
  return b.counts.arrival - a.counts.arrival;
}

/** Newest first, each happening once. */
function mergeFeed(old: Happening[], added: Happening[]): Happening[] {
  const fresh = added.filter(({ id }) => !old.some((each) => each.id === id));
  return [...fresh, ...old].sort((a, b) => b.at - a.at).slice(0, FEED_KEPT);
}
