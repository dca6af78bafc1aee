import type { SpendFault, SpendReading } from '../../shared/wire/spend.ts';
import type { DayNumber } from './day.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What may follow a day: a time, as in reports by the hour. */
const TIME = /(?:[\sT]+\d{1,2}(?::\d{2}){0,2}(?:\.\d+)?Z?)?$/.source;
const YEAR_FIRST = new RegExp(`^(\\d{4})(?:[-/.]|年)(\\d{1,2})(?:[-/.]|月)(\\d{1,2})日?${TIME}`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})${TIME}`);
const MONTH_FIRST = /^([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/;
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?[\s-]([a-z]{3})[a-z]*\.?,?[\s-](\d{4})$/;

/**
 * Reads a day as exports write it. What 03/04/2026 means `order` says; "auto" refuses it, unless one of the
 * two can be no month. With points, the day always comes first.
 */
export function readSpendDay(text: string, order: SpendReading['dayOrder']): DayNumber | SpendFault {
  const bare = text.normalize('NFKC').trim();
  if (bare === '') return 'missing';
  const first = YEAR_FIRST.exec(bare) ?? COMPACT.exec(bare);
  if (first) return dayOf(first[1], first[2], first[3]);
  const last = YEAR_LAST.exec(bare);
  if (last) return yearLast(last, order);
  const words = bare.toLowerCase();
  const month = MONTH_FIRST.exec(words);
  if (month) return dayOf(month[3], monthOf(month[1]), month[2]);
  const day = DAY_FIRST.exec(words);
  return day ? dayOf(day[3], monthOf(day[2]), day[1]) : 'badDay';
}

function yearLast(
  [, one = '', mark = '', two = '', year = '']: RegExpExecArray,
  order: SpendReading['dayOrder'],
): DayNumber | SpendFault {
  if (mark === '.' || order === 'dmy') return dayOf(year, two, one);
  if (order === 'mdy') return dayOf(year, one, two);
  if (Number(one) > 12) return dayOf(year, two, one);
  if (Number(two) > 12 || one === two) return dayOf(year, one, two);
  return 'ambiguousDay';
}

function monthOf(word = ''): string {
  return String(MONTHS.indexOf(word) + 1);
}

function dayOf(year = '', month = '', day = ''): DayNumber | SpendFault {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const date = new Date(Date.UTC(y, m - 1, d));
  const isReal = y >= 2000 && y < 2100 && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
  return isReal ? y * 10_000 + m * 100 + d : 'badDay';
}
