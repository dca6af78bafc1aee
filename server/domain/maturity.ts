import { addDays, type DayNumber } from './day.ts';

export interface Period {
  from: DayNumber;
  to: DayNumber;
}

/**
 * The first day of a period whose cohorts are still inside their window; null where none is. Who joined late
 * on the day that the window reaches back to is a member for the rest of today.
 */
export function immatureFrom({ from, to }: Period, today: DayNumber, windowDays: number): DayNumber | null {
  const oldest = addDays(today, -windowDays);
  return to < oldest ? null : Math.max(from, oldest);
}

/** The last day of a period whose cohorts are past their window; null where none is. */
export function matureTo({ from, to }: Period, immature: DayNumber | null): DayNumber | null {
  if (immature === null) return to;
  return immature === from ? null : addDays(immature, -1);
}
