import { expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  dayText,
  isTimeZone,
  makeDayOf,
  readDay,
  startOfDay,
} from '../../server/domain/day.ts';

test.each([
  ['Asia/Shanghai', '2026-11-20T15:59:59Z', 20_261_120],
  ['Asia/Shanghai', '2026-11-20T16:00:00Z', 20_261_121],
  // Berlin's clocks went back at 01:00 UTC on 25 October: the day had 25 hours.
  ['Europe/Berlin', '2026-10-25T22:59:59Z', 20_261_025],
  ['Europe/Berlin', '2026-10-25T23:00:00Z', 20_261_026],
  ['Europe/Berlin', '2026-10-24T22:00:00Z', 20_261_025],
  // New York's went forward at 07:00 UTC on 8 March: the day had 23 hours.
  ['America/New_York', '2026-03-08T04:59:59Z', 20_260_307],
  ['America/New_York', '2026-03-08T05:00:00Z', 20_260_308],
  ['America/New_York', '2026-03-09T03:59:59Z', 20_260_308],
  ['America/New_York', '2026-03-09T04:00:00Z', 20_260_309],
  ['Asia/Kathmandu', '2026-11-20T18:15:00Z', 20_261_121],
])('in %s the moment %s is on day %d', (zone, moment, day) => {
  const dayOf = makeDayOf(zone);
  expect(dayOf(Date.parse(moment))).toBe(day);
  expect(dayOf(Date.parse(moment)), 'the second time from what it remembers').toBe(day);
});

test('a day starts where the clocks say so', () => {
  expect(startOfDay(20_261_025, 'Europe/Berlin')).toBe(Date.parse('2026-10-24T22:00:00Z'));
  expect(startOfDay(20_261_026, 'Europe/Berlin')).toBe(Date.parse('2026-10-25T23:00:00Z'));
});

test('days count over the ends of months and years', () => {
  expect(addDays(20_261_231, 1)).toBe(20_270_101);
  expect(addDays(20_240_301, -1)).toBe(20_240_229);
  expect(daysBetween(20_260_227, 20_260_302)).toEqual([20_260_227, 20_260_228, 20_260_301, 20_260_302]);
});

test('texts are read and written, and what is no day is refused', () => {
  expect(dayText(20_260_103)).toBe('2026-01-03');
  expect(readDay('2026-01-03')).toBe(20_260_103);
  expect(readDay('2026-02-30')).toBeNull();
});

test('zones are known by their names', () => {
  expect(['Asia/Shanghai', 'Mars/Olympus'].map(isTimeZone)).toEqual([true, false]);
});
