import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayIn,
  formatDay,
  formatPercent,
  formatRelative,
  startOfDay,
} from '../../server/web/format.ts';

describe('formats', () => {
  test('a percentage has one decimal, and a dash where there is no rate', () => {
    expect(formatPercent(0.8034, 'en')).toBe('80.3%');
    expect(formatPercent(null, 'en')).toBe('–');
  });

  test.each([
    [-4000, '4 seconds ago'],
    [-90_000, '1 minute ago'],
    [-3 * 86_400_000, '3 days ago'],
    [200, 'now'],
    [7_200_000, 'in 2 hours'],
  ])('%d ms from now is %s', (distance, words) => {
    expect(formatRelative(1e12 + distance, 1e12, 'en')).toBe(words);
  });

  test('a site’s day is never shifted into the reader’s zone', () => {
    expect(formatDay('2026-09-03', 'en-GB')).toBe('3 Sept 2026');
  });
});

describe('days', () => {
  test('move over the end of a month and of a year', () => {
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  });

  test('change at the site’s own midnight', () => {
    const at = Date.parse('2026-09-03T16:30:00Z');
    expect(dayIn('Asia/Shanghai', at)).toBe('2026-09-04');
    expect(dayIn('America/New_York', at)).toBe('2026-09-03');
  });

  test.each([
    ['2026-09-03', 'Asia/Shanghai', '2026-09-02T16:00:00Z'],
    ['2026-07-01', 'America/New_York', '2026-07-01T04:00:00Z'],
    // The clocks change later on these days: midnight still has the offset of the night before.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00Z'],
    ['2026-04-05', 'Australia/Sydney', '2026-04-04T13:00:00Z'],
  ])('%s in %s starts at %s', (day, zone, start) => {
    expect(new Date(startOfDay(day, zone)).toISOString()).toBe(start.replace('Z', '.000Z'));
  });
});
