import { DateTime, IANAZone } from 'luxon';

/** A calendar day as the number yyyymmdd: sorts, compares and stores as an integer, reads as a date. */
export type DayNumber = number;

/** Every zone in use has offsets of whole quarters of an hour, so within one the day cannot change. */
const QUARTER_MS = 900_000;
const MAX_CACHED = 20_000;

/**
 * Makes a function that tells the day of a moment in a time zone. It remembers each quarter of an hour,
 * because reading a zone's rules for every event costs more than deciding the event.
 */
export function makeDayOf(timeZone: string): (at: number) => DayNumber {
  const known = new Map<number, DayNumber>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    const found = known.get(quarter);
    if (found !== undefined) return found;
    if (known.size >= MAX_CACHED) known.clear();
    const date = DateTime.fromMillis(at, { zone: timeZone });
    const day = date.year * 10_000 + date.month * 100 + date.day;
    known.set(quarter, day);
    return day;
  };
}

/** Whether this runtime knows the IANA time zone. The names that only luxon takes, `local`, would differ by machine. */
export function isTimeZone(name: string): boolean {
  return IANAZone.isValidZone(name);
}

/** 20261121 as "2026-11-21". */
export function dayText(day: DayNumber): string {
  const digits = String(day).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/** "2026-11-21" as 20261121; null where there is no such day. */
export function readDay(text: string): DayNumber | null {
  const date = DateTime.fromISO(text, { zone: 'utc' });
  return date.isValid ? date.year * 10_000 + date.month * 100 + date.day : null;
}

/** The day so many days later; negative for earlier. */
export function addDays(day: DayNumber, days: number): DayNumber {
  const [year, month, date] = [Math.floor(day / 10_000), Math.floor(day / 100) % 100, day % 100];
  // A funnel lists each of its days: this is asked some hundred times for one answer.
  const moved = new Date(Date.UTC(year, month - 1, date + days));
  return moved.getUTCFullYear() * 10_000 + (moved.getUTCMonth() + 1) * 100 + moved.getUTCDate();
}

/** Every day from `from` to `to`, both included. */
export function daysBetween(from: DayNumber, to: DayNumber): DayNumber[] {
  const days: DayNumber[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The first millisecond of a day in a time zone, where daylight saving may have moved midnight. */
export function startOfDay(day: DayNumber, timeZone: string): number {
  return DateTime.fromISO(dayText(day), { zone: timeZone }).startOf('day').toMillis();
}
