import { noCounts } from '../../shared/funnelChange.ts';
import { COUNTED_STEPS } from '../../shared/steps.ts';
import type { Counts } from '../../shared/wire/funnel.ts';
import type { DayNumber } from './day.ts';

/**
 * What a cohort is a cohort of. The site is its own subject 0; `positionSum` keeps each position's sum over
 * all sources, so that a page's positions are read as one row a day. The numbers are on disk.
 */
export const SCOPE = { site: 0, page: 1, position: 2, positionSum: 3 } as const;
export type Scope = (typeof SCOPE)[keyof typeof SCOPE];

export const SITE_SUBJECT = 0;

/** The source of a sum over all of them. */
export const ALL_SOURCES = 0;

/** Which counter: visitors of `source` who joined the cohort of `subject` on `day`. */
export interface CohortKey {
  scope: Scope;
  subject: number;
  source: number;
  day: DayNumber;
}

/** Members who reached each step, and the money in minor units. In a change, any of them may be negative. */
export type StepCounts = Counts;

export interface CounterChange extends CohortKey {
  add: Partial<StepCounts>;
}

/** Adds in place: a batch sums many changes. */
export function addTo(into: StepCounts, add: Partial<StepCounts>): void {
  for (const name in add) into[name as keyof StepCounts] += add[name as keyof StepCounts] ?? 0;
}

/**
 * Sums changes to the same counter, adds each position's change to its sum over all sources, and leaves
 * out what came to nothing. Ordered by key, so that concurrent batches lock rows in one order.
 */
export function sumChanges(changes: readonly CounterChange[]): (CohortKey & StepCounts)[] {
  const sums = new Sums();
  for (const change of changes) {
    sums.add(change);
    if (change.scope === SCOPE.position) {
      sums.add({ ...change, scope: SCOPE.positionSum, source: ALL_SOURCES });
    }
  }
  return sums.all.filter(movesAnything).sort(byKey);
}

/** Sums by their keys, each a number of its own: a text made of four such numbers costs more than all the adding. */
class Sums {
  readonly all: (CohortKey & StepCounts)[] = [];
  readonly #bySubject = new Map<number, Map<number, (CohortKey & StepCounts)[]>>();

  add({ scope, subject, source, day, add }: CounterChange): void {
    const sameSource = this.#of(subject, source);
    let sum = sameSource.find((one) => one.day === day && one.scope === scope);
    if (!sum) {
      sum = { scope, subject, source, day, ...noCounts() };
      sameSource.push(sum);
      this.all.push(sum);
    }
    addTo(sum, add);
  }

  #of(subject: number, source: number): (CohortKey & StepCounts)[] {
    let bySource = this.#bySubject.get(subject);
    if (!bySource) {
      bySource = new Map();
      this.#bySubject.set(subject, bySource);
    }
    let same = bySource.get(source);
    if (!same) {
      same = [];
      bySource.set(source, same);
    }
    return same;
  }
}

function movesAnything(sum: StepCounts): boolean {
  return sum.revenueMinor !== 0 || COUNTED_STEPS.some((step) => sum[step] !== 0);
}

function byKey(a: CohortKey, b: CohortKey): number {
  return a.scope - b.scope || a.subject - b.subject || a.day - b.day || a.source - b.source;
}
