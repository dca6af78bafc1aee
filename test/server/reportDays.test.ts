import { afterEach, describe, expect, test } from 'vitest';
import { askReport, buy, visit, WEIBO } from './reportShop.ts';
import { MINUTE, openWorkshop, type Workshop } from './workshop.ts';

let shop: Workshop;
afterEach(() => shop.close());

/**
 * Days on which clocks change, by their first and last minute in UTC: 23 hours in spring, 25 in autumn, where
 * they change at all.
 */
const DAYS: [timeZone: string, day: string, first: string, last: string, hours: number][] = [
  ['Asia/Shanghai', '2026-03-29', '2026-03-28T16:00:00Z', '2026-03-29T15:59:00Z', 24],
  ['Asia/Shanghai', '2026-10-25', '2026-10-24T16:00:00Z', '2026-10-25T15:59:00Z', 24],
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T21:59:00Z', 23],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', '2026-10-25T22:59:00Z', 25],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T03:59:00Z', 23],
  ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', '2026-11-02T04:59:00Z', 25],
];

describe.each(DAYS)('in %s on %s', (timeZone, day, first, last, hours) => {
  const [start, end] = [Date.parse(first), Date.parse(last)];
  const now = end + 40 * 86_400_000;

  test(`the ${hours} hours from ${first} to ${last} count on it, and no minute more`, async () => {
    expect((end + MINUTE - start) / (60 * MINUTE)).toBe(hours);
    shop = await openWorkshop({}, { timeZone });
    // Arrived and redeemed within the minute, in the first and in the last of the day.
    await buy(shop, 'visitor-a', [WEIBO], 100, { start, waitMs: 0 });
    await buy(shop, 'visitor-b', [WEIBO], 200, { start: end, waitMs: 0 });
    await buy(shop, 'visitor-c', [WEIBO], 400, { start: start - MINUTE, waitMs: 0 });
    await buy(shop, 'visitor-d', [WEIBO], 800, { start: end + MINUTE, waitMs: 0 });
    const { total } = await askReport(shop, { from: day, to: day, previous: true }, { now });
    expect(total).toMatchObject({
      arrivals: 2,
      steps: { redemption: 2, revenueMinor: 300 },
      credited: { redemptions: 2, revenueMinor: 300 },
      previous: { arrivals: 1, credited: { revenueMinor: 400 } },
    });
  });

  test('the period before has as many days, however long they were', async () => {
    shop = await openWorkshop({}, { timeZone });
    await visit(shop, 'visitor-a', WEIBO, start - MINUTE);
    const week = { from: day, to: plusDays(day, 6), previous: true };
    const { previous, total } = await askReport(shop, week, { now });
    expect(previous).toMatchObject({ from: plusDays(day, -7), to: plusDays(day, -1) });
    expect(total.previous?.arrivals).toBe(1);
  });
});

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
