/** The days that the overlay shows, by the day on which visitors came. */
export type Range =
  | { kind: 'today' }
  | { kind: 'last'; days: 7 | 28 }
  | { kind: 'days'; from: string; to: string };

export const DEFAULT_RANGE: Range = { kind: 'last', days: 7 };

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Today, `YYYY-MM-DD`, where the shop is. */
export function dayIn(timeZone: string, now: number): string {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
}

/** The first and last day of a range, both included, in the site's time zone. */
export function rangeDays(range: Range, timeZone: string, now: number): { from: string; to: string } {
  if (range.kind === 'days') return { from: range.from, to: range.to };
  return lastDays(range.kind === 'today' ? 1 : range.days, timeZone, now);
}

/** So many days up to today, in the site's time zone. */
export function lastDays(days: number, timeZone: string, now: number): { from: string; to: string } {
  const to = dayIn(timeZone, now);
  return { from: daysBefore(to, days - 1), to };
}

/** As many days, right before these. */
export function rangeBefore(from: string, to: string): { from: string; to: string } {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
  return { from: daysBefore(from, days), to: daysBefore(from, 1) };
}

function daysBefore(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}

/** Two days that a person chose as a range, in order; null where one is no day. */
export function chosenRange(from: string, to: string): Range | null {
  if (!isDay(from) || !isDay(to)) return null;
  return from <= to ? { kind: 'days', from, to } : { kind: 'days', from: to, to: from };
}

/** Whether something that came in a message is a range. */
export function isRange(value: unknown): value is Range {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'today') return true;
  if (value.kind === 'last') return 'days' in value && (value.days === 7 || value.days === 28);
  return value.kind === 'days' && 'from' in value && 'to' in value && isDay(value.from) && isDay(value.to);
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
}
