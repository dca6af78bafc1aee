import { DateTime } from 'luxon';
import type { Random } from './random.ts';

/** How busy each hour of a day is: quiet nights, a lunch hour, the evening on the sofa. */
const HOURS = [3, 2, 1, 1, 1, 1, 2, 4, 6, 7, 8, 9, 11, 10, 8, 8, 8, 9, 11, 14, 17, 18, 14, 8].map(
  (weight, hour) => ({ hour, weight }),
) as [{ hour: number; weight: number }];

/** When shoppers arrive on a day that begins at `dayStart`: about `perDay` of them, more at weekends. In order. */
export function arrivalsOf(random: Random, dayStart: DateTime, perDay: number): number[] {
  const isWeekend = dayStart.weekday >= 6;
  const count = Math.round(perDay * (isWeekend ? 1.35 : 1) * (0.85 + random.next() * 0.3));
  return Array.from({ length: count }, () => {
    const { hour } = random.weighted(HOURS);
    return dayStart.plus({ hours: hour, seconds: random.between(0, 3_599) }).toMillis();
  }).sort((a, b) => a - b);
}

/** The first time at this hour of the store's day, so many days on, that leaves an hour for the way. */
export function visitTime(after: number, afterDays: number, hour: number, timeZone: string): number {
  const day = DateTime.fromMillis(after, { zone: timeZone }).startOf('day').plus({ days: afterDays });
  const at = day.plus({ minutes: Math.floor(hour * 60) });
  return (at.toMillis() < after + 3_600_000 ? at.plus({ days: 1 }) : at).toMillis();
}
