import { noCounts } from '../../shared/funnelChange.ts';
import type { DayNumber } from './day.ts';
import { addTo, type CohortKey, type StepCounts } from './funnel.ts';

/** A subject's counts over some days, by the key of their source and by day. */
export interface FunnelSums {
  bySource: Map<number, StepCounts>;
  byDay: Map<DayNumber, StepCounts>;
}

/** The same of rows that lie there one by one. */
export function sumFunnel(rows: readonly (CohortKey & StepCounts)[]): FunnelSums {
  const sums: FunnelSums = { bySource: new Map(), byDay: new Map() };
  for (const { scope, subject, source, day, ...counts } of rows) {
    addTo(entryOf(sums.bySource, source), counts);
    addTo(entryOf(sums.byDay, day), counts);
  }
  return sums;
}

/** All of them. */
export function totalOf(sums: Iterable<StepCounts>): StepCounts {
  const total = noCounts();
  for (const sum of sums) addTo(total, sum);
  return total;
}

function entryOf(sums: Map<number, StepCounts>, key: number): StepCounts {
  let sum = sums.get(key);
  if (!sum) {
    sum = noCounts();
    sums.set(key, sum);
  }
  return sum;
}
