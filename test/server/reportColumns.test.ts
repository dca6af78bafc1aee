import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { returnGoods } from '../../server/actions/returns.ts';
import { COUNTED_STEPS } from '../../shared/steps.ts';
import { REPORT_KEYS } from '../../shared/wire/report.ts';
import { askBehind, askReport, BAIDU, buy, MAIL, NOWHERE, spend, visit, WEIBO } from './reportShop.ts';
import { DAY, MINUTE, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

const SECOND = Date.parse('2026-10-02T04:00:00Z');
/** Past its window on 20 November. */
const OCTOBER = { from: '2026-10-01', to: '2026-10-10' };

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

/** Six come by Baidu, two by Weibo. Two of the six buy: one after two days, one after ten, beyond the range. */
async function october(): Promise<void> {
  await buy(shop, 'visitor-a', [BAIDU], 100_000, { start: SECOND, waitMs: 2 * DAY, isLookedUp: true });
  await buy(shop, 'visitor-b', [BAIDU], 50_000, { start: SECOND, waitMs: 10 * DAY });
  for (const name of ['c', 'd', 'e', 'f']) await visit(shop, `visitor-${name}`, BAIDU, SECOND);
  for (const name of ['g', 'h']) await visit(shop, `visitor-${name}`, WEIBO, SECOND);
  await spend(shop, { day: 20261002, source: 'baidu', clicks: 10, impressions: 1_000, costMinor: 30_000 });
  await spend(shop, { day: 20261003, source: 'baidu', kind: 'platformFee', costMinor: 3_000 });
  await spend(shop, { day: 20261003, source: 'baidu', kind: 'agencyFee', costMinor: 2_000 });
  await spend(shop, { day: 20261011, source: 'baidu', clicks: 99, costMinor: 99_999 });
}

describe('the columns of a source', () => {
  test('spend by its day, steps by arrival day, credit by redemption day', async () => {
    await october();
    const { rows, total } = await askReport(shop, OCTOBER);
    expect(rows.map(({ key }) => key)).toEqual(['baidu', 'weibo']);
    expect(rows[0]).toMatchObject({
      clicks: 10,
      impressions: 1_000,
      cost: { mediaMinor: 30_000, platformFeeMinor: 3_000, agencyFeeMinor: 2_000, sumMinor: 35_000 },
      arrivals: 6,
      steps: { arrival: 6, coupon: 2, visit: 1, redemption: 2, order: 0, revenueMinor: 150_000 },
      credited: { redemptions: 1, revenueMinor: 100_000, discountMinor: 10_000, averageMinor: 100_000 },
    });
    expect(rows[1]).toMatchObject({
      clicks: 0,
      cost: { sumMinor: 0 },
      arrivals: 2,
      credited: { redemptions: 0, averageMinor: null, days: null },
    });
    expect(total).toMatchObject({ clicks: 10, arrivals: 8, steps: { redemption: 2 } });
  });

  test('return on spend is what those are worth who arrived on the days of the spend', async () => {
    await october();
    const { rows } = await askReport(shop, OCTOBER);
    expect(rows[0]?.returnOnSpend).toEqual({
      revenueMinor: 150_000,
      costPerVisitMinor: 35_000,
      costPerRedemptionMinor: 17_500,
      roas: 150_000 / 35_000,
      roi: null,
    });
    expect(rows[1]?.returnOnSpend).toMatchObject({ roas: null, roi: null, costPerVisitMinor: null });
  });

  test('ROI takes the site’s margin of the revenue, and the cost off that', async () => {
    await october();
    await shop.db.updateTable('sites').set({ margin_percent: 40 }).where('id', '=', SITE).execute();
    shop.context.books.forget(SITE);
    const { rows } = await askReport(shop, OCTOBER);
    // 40 % of 1,500.00 is 600.00; 350.00 was spent.
    expect(rows[0]?.returnOnSpend?.roi).toBeCloseTo((60_000 - 35_000) / 35_000, 12);
  });

  test('rates carry Wilson’s interval, and are left out under five trials', async () => {
    await october();
    const { rows } = await askReport(shop, OCTOBER);
    const [low, high] = rows[0]?.rates?.redemption?.interval ?? [];
    expect(rows[0]?.rates?.arrival?.share).toBe(0.6);
    expect(rows[0]?.rates?.redemption?.share).toBeCloseTo(2 / 6, 12);
    // Worked out by hand: centre (1/3 + 0.32012) / 1.64024, half 0.30139.
    expect(low).toBeCloseTo(0.0968, 3);
    expect(high).toBeCloseTo(0.7, 3);
    expect(Object.values(rows[1]?.rates ?? {})).toEqual(COUNTED_STEPS.map(() => null));
  });

  test('more arrivals than clicks are said, without an interval', async () => {
    await october();
    await spend(shop, { day: 20261004, source: 'weibo', clicks: 5 });
    for (let each = 0; each < 5; each += 1)
      await visit(shop, `visitor-late-${each}`, WEIBO, SECOND + 3 * DAY);
    const { rows } = await askReport(shop, OCTOBER);
    expect(rows[1]?.rates?.arrival).toEqual({ share: 7 / 5, interval: null });
  });
});

describe('days to the redemption', () => {
  test('are those from the first touchpoint, on average and in the middle', async () => {
    await buy(shop, 'visitor-a', [WEIBO], 100, { waitMs: DAY });
    await buy(shop, 'visitor-b', [WEIBO], 100, { waitMs: 2 * DAY });
    await buy(shop, 'visitor-c', [WEIBO], 100, { waitMs: 9 * DAY });
    const { rows, total } = await askReport(shop);
    expect(rows[0]?.credited.days).toEqual({ average: 4, median: 2 });
    expect(total.credited.days).toEqual({ average: 4, median: 2 });
  });

  test('are weighed by the part that a row has', async () => {
    // One day from Weibo to Baidu, one more to the till.
    await buy(shop, 'visitor-a', [WEIBO, BAIDU], 100, { waitMs: DAY });
    await buy(shop, 'visitor-b', [WEIBO], 100, { waitMs: 5 * DAY });
    const { rows } = await askReport(shop, { model: 'linear' });
    const byKey = new Map(rows.map((row) => [row.key, row.credited.days]));
    expect(byKey.get('weibo')).toEqual({ average: (2 * 0.5 + 5) / 1.5, median: 5 });
    expect(byKey.get('baidu')).toEqual({ average: 2, median: 2 });
  });

  test('stand with each redemption too', async () => {
    await buy(shop, 'visitor-a', [WEIBO, BAIDU], 100, { waitMs: 12 * 60 * MINUTE });
    expect((await askBehind(shop, {})).redemptions).toMatchObject([{ days: 1.5, city: 'Shanghai' }]);
  });
});

describe('products', () => {
  const lines = [
    { sku: 'sofa', quantity: 1, amountMinor: 70_000 },
    { sku: 'lamp', quantity: 2, amountMinor: 20_000 },
  ];

  test('share each redemption by its lines; what they leave is not itemised', async () => {
    await buy(shop, 'visitor-a', [WEIBO], 100_000, { lines });
    await buy(shop, 'visitor-b', [WEIBO], 5_000);
    const { rows, total } = await askReport(shop, { by: 'product' });
    expect(rows.map(({ key, credited }) => [key, credited.revenueMinor, credited.redemptions])).toEqual([
      ['sofa', 70_000, 0.7],
      ['lamp', 20_000, 0.2],
      ['', 15_000, 1.1],
    ]);
    expect(total.credited).toMatchObject({ revenueMinor: 105_000, redemptions: 2 });
    expect((await askBehind(shop, { by: 'product', key: 'lamp' })).redemptions).toMatchObject([
      { amountMinor: 100_000, rowMinor: 20_000 },
    ]);
    const rest = await askBehind(shop, { by: 'product', key: '' });
    expect(rest.redemptions.map(({ rowMinor }) => rowMinor).sort()).toEqual([10_000, 5_000]);
  });

  test('lines that come to more than the order share all of it, to the cent', async () => {
    const three = ['a', 'b', 'c'].map((sku) => ({ sku, quantity: 1, amountMinor: 1_000 }));
    await buy(shop, 'visitor-a', [WEIBO], 100, { lines: three });
    const { rows } = await askReport(shop, { by: 'product' });
    expect(rows.map(({ key, credited }) => [key, credited.revenueMinor])).toEqual([
      ['a', 34],
      ['b', 33],
      ['c', 33],
    ]);
  });

  test('a line that came back takes its money out', async () => {
    const { id } = await buy(shop, 'visitor-a', [WEIBO], 100_000, { lines });
    await returnGoods(shop.context, {
      siteId: SITE,
      id,
      by: { clerkId: 'clerk', storeId: 'bund' },
      now: NOON,
      input: { amountMinor: 20_000, lines: [lines[1] ?? { sku: '', quantity: 1, amountMinor: 0 }] },
    });
    const { rows, total } = await askReport(shop, { by: 'product' });
    expect(rows.map(({ key, credited }) => [key, credited.revenueMinor])).toEqual([
      ['sofa', 70_000],
      ['', 10_000],
    ]);
    expect(total.credited.revenueMinor).toBe(80_000);
  });
});

test.each(['landing', 'store', 'city', 'offer', 'product'] as const)(
  'by %s neither arrivals nor cost are known',
  async (by) => {
    await october();
    const { rows, total } = await askReport(shop, { ...OCTOBER, by });
    const unknown = {
      clicks: null,
      cost: null,
      arrivals: null,
      steps: null,
      rates: null,
      returnOnSpend: null,
    };
    for (const row of [...rows, total]) expect(row).toMatchObject(unknown);
    expect(rows).not.toEqual([]);
  },
);

test('pages of rows: what is before and behind is in the rest, and all add up', async () => {
  const ways = [WEIBO, BAIDU, MAIL, NOWHERE];
  for (const [index, way] of ways.entries()) await buy(shop, `visitor-${index}`, [way], 100 * (4 - index));
  const { rows, others, total } = await askReport(shop, { by: 'landing', offset: 1, limit: 1 });
  expect(rows.map(({ label }) => label)).toEqual(['/sofas']);
  expect(others).toMatchObject({ rows: 2, credited: { revenueMinor: 700 } });
  expect(total.credited.revenueMinor).toBe(1_000);
});

test('every dimension says by which day its figures are', async () => {
  for (const by of REPORT_KEYS) {
    expect((await askReport(shop, { by })).axis).toEqual({
      credited: 'redemptionDay',
      arrivals: 'arrivalDay',
      steps: 'arrivalDay',
      spend: 'spendDay',
      returnOnSpend: 'arrivalDay',
    });
  }
});
