import type { DayNumber } from './day.ts';
import type { CounterChange } from './funnel.ts';
import { advance, type Fact, type Journey, type Touchpoint } from './journey.ts';
import { contentKey } from './key.ts';
import type { SiteBook } from './site.ts';
import { isSoldNear } from './sold.ts';

const DAY_MS = 86_400_000;
/** A longer path is known by its end. */
export const MAX_STEPS = 20;

/** Under which path, on which day, a journey without a sale is counted. */
export interface CountedPath {
  id: number;
  /** Of its last touchpoint. */
  day: DayNumber;
}

/** How one journey moves among the paths without a sale. */
export interface PathMove {
  from: CountedPath | null;
  /** The journey holds the same object: where the path gets no row of its own, both learn it. */
  to: CountedPath | null;
  /** The sources of `to`, earliest first. */
  steps: readonly number[];
  /** Whether this journey's arrival was counted before, as that of someone who was not recognised. */
  isKnown: boolean;
}

/** What counts a sale, or takes one back. */
const OF_SALES: ReadonlySet<Fact['type']> = new Set(['redemption', 'order', 'void', 'return']);

/** Moves a journey on by one fact: how counters change, and how it moves among the paths without a sale. */
export function advanceWithPath(
  journey: Journey,
  fact: Fact,
  book: SiteBook,
): { changes: CounterChange[]; move: PathMove | null } {
  const last = journey.touchpoints.at(-1);
  const changes = advance(journey, fact, book);
  return { changes, move: moveAfter(fact.type, last, journey, book) };
}

/** How a journey moves after a fact; `last` was its last touchpoint before. */
export function moveAfter(
  type: Fact['type'],
  last: Touchpoint | undefined,
  journey: Journey,
  book: SiteBook,
): PathMove | null {
  const isArrival = journey.touchpoints.at(-1) !== last;
  return isArrival || OF_SALES.has(type) ? moveAmongPaths(journey, isArrival, book) : null;
}

/**
 * A journey counts under the sources of its last touchpoints inside the lookback, on the day of the last
 * one, while it bought nothing within the lookback of that. What it is counted under it remembers: neither settings
 * nor pruning can make a count go wrong.
 */
function moveAmongPaths(journey: Journey, isArrival: boolean, book: SiteBook): PathMove | null {
  const steps = stepsOf(journey, book);
  const last = journey.touchpoints.at(-1);
  if (!last) return null;
  // Who comes again after the lookback is someone new: the path that ended without a sale stays counted.
  const from = isArrival && steps.length === 1 ? null : journey.counted;
  const to = isSoldNear(journey.sold, last.at, book.lookbackDays)
    ? null
    : { id: pathKey(book.settings.keySecret, steps), day: book.dayOf(last.at) };
  if (from === to || (from?.id === to?.id && from?.day === to?.day)) return null;
  journey.counted = to;
  // Without a session it arrived by asking for a coupon unrecognised: their view was counted.
  return { from, to, steps, isKnown: isArrival && journey.session === null };
}

export function pathKey(secret: string, steps: readonly number[]): number {
  return contentKey(secret, 'path', steps.join());
}

function stepsOf({ touchpoints }: Journey, { lookbackDays }: SiteBook): number[] {
  const lastAt = touchpoints.at(-1)?.at ?? 0;
  const recent = touchpoints.filter(({ at }) => lastAt - at <= lookbackDays * DAY_MS);
  return recent.slice(-MAX_STEPS).map(({ source }) => source);
}

/** How many journeys more, or fewer, are counted under a path on a day. */
export interface PathCount extends CountedPath {
  n: number;
}

/** Moves summed by path and day, without those that came to nothing; ordered by key, as batches lock rows. */
export function sumMoves(moves: readonly PathMove[]): PathCount[] {
  const sums = new Map<string, PathCount>();
  const add = ({ id, day }: CountedPath, n: number) => {
    const sum = sums.get(`${day} ${id}`) ?? { id, day, n: 0 };
    sum.n += n;
    sums.set(`${day} ${id}`, sum);
  };
  for (const { from, to, isKnown } of moves) {
    if (from) add(from, -1);
    if (to && !isKnown) add(to, 1);
  }
  return [...sums.values()].filter(({ n }) => n !== 0).sort((a, b) => a.day - b.day || a.id - b.id);
}

/** A path in the dictionary. */
export interface PathRow {
  id: number;
  /** The sources of its touchpoints, earliest first. */
  steps: readonly number[];
}

/** The most new paths that a site gets in a day: whoever makes up journeys makes up paths. */
export const DAILY_PATHS = 5_000;

/**
 * The rows that moves need and the dictionary lacks, at most as many as are left of the day's allowance. A journey
 * beyond it counts under its last touchpoint alone; sources have an allowance of their own.
 */
export function admitPaths(
  moves: readonly PathMove[],
  known: Set<number>,
  allowance: number,
  secret: string,
): PathRow[] {
  const rows: PathRow[] = [];
  for (const { to, steps } of moves) {
    if (!to || known.has(to.id)) continue;
    const isAdmitted = rows.length < allowance || steps.length === 1;
    const admitted = isAdmitted ? steps : steps.slice(-1);
    if (!isAdmitted) to.id = pathKey(secret, admitted);
    if (known.has(to.id)) continue;
    known.add(to.id);
    rows.push({ id: to.id, steps: admitted });
  }
  return rows.sort((a, b) => a.id - b.id);
}
