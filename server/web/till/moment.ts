import { dayIn, formatClock } from '../format.ts';

/** When something was, as a clerk would say it: the time alone where it was today, in the site's time zone. */
export function formatMoment(at: number, now: number, locale: string, timeZone: string): string {
  if (dayIn(timeZone, at) === dayIn(timeZone, now)) return formatClock(at, locale, timeZone);
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);
}
