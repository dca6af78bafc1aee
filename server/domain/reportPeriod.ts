import type { PreviousPeriod } from '../../shared/wire/report.ts';
import { addDays, type DayNumber, daysBetween, dayText } from './day.ts';
import type { Period } from './maturity.ts';

/** The period of equal length that ends on the day before. */
export function periodBefore({ from, to }: Period): Period {
  return { from: addDays(from, -daysBetween(from, to).length), to: addDays(from, -1) };
}

/** The weeks of a period, the last one perhaps shorter: what reads every redemption holds those of one at a time. */
export function weeksOf({ from, to }: Period): Period[] {
  const weeks: Period[] = [];
  for (let day = from; day <= to; day = addDays(day, 7)) {
    weeks.push({ from: day, to: Math.min(addDays(day, 6), to) });
  }
  return weeks;
}

/**
 * Counters say what a cohort has come to, not what it had come to at some age. So a young cohort cannot be
 * set beside an older one at equal age; figures of both are given, and it is said that they do not compare.
 */
export function toPrevious(
  before: Period,
  { to, today, immature }: { to: DayNumber; today: DayNumber; immature: boolean },
): PreviousPeriod {
  return {
    from: dayText(before.from),
    to: dayText(before.to),
    comparable: { credited: to < today, cohorts: !immature },
  };
}
