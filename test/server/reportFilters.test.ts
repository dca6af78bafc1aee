import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { saveStore } from '../../server/store/stores.ts';
import { type AttributionReport, MODELS, REPORT_KEYS, type ReportFilters } from '../../shared/wire/report.ts';
import { askBehind, askReport, BAIDU, buy, MAIL, NOWHERE, spend, visit, WEIBO } from './reportShop.ts';
import { DAY, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
  await saveStore(shop.db, SITE, {
    id: 'lake',
    name: 'West Lake',
    city: 'Hangzhou',
    phone: '',
    address: '',
    maxDiscountMinor: null,
  });
  shop.context.books.forget(SITE);
});
afterEach(() => shop.close());

const OF_SOURCE = ['channel', 'source', 'medium', 'campaign', 'term', 'content'] as const;
const money = ({ rows }: AttributionReport) =>
  Object.fromEntries(rows.map(({ key, credited }) => [key, credited.revenueMinor]));

/** In Shanghai 100.00 by Weibo then Baidu, and 7.00 directly; in Hangzhou 30.00 by mail. */
async function sell(): Promise<void> {
  await buy(shop, 'visitor-a', [WEIBO, BAIDU], 10_000);
  await buy(shop, 'visitor-b', [NOWHERE], 700);
  await buy(shop, 'visitor-c', [MAIL], 3_000, { storeId: 'lake' });
  await spend(shop, { day: 20261110, source: 'baidu', clicks: 40, costMinor: 500 });
  await spend(shop, { day: 20261110, source: 'weibo', clicks: 20, costMinor: 300 });
}

test('cities are those of the stores; a store that is gone has none', async () => {
  await sell();
  expect(money(await askReport(shop, { by: 'city' }))).toEqual({ Shanghai: 10_700, Hangzhou: 3_000 });
  await shop.db.deleteFrom('stores').where('id', '=', 'lake').execute();
  shop.context.books.forget(SITE);
  expect(money(await askReport(shop, { by: 'city' }))).toEqual({ Shanghai: 10_700, '': 3_000 });
  expect((await askBehind(shop, { by: 'city', key: '' })).redemptions).toMatchObject([{ rowMinor: 3_000 }]);
});

test('behind a landing page that there is not, nothing is found', async () => {
  await sell();
  for (const key of ['sofas', '1e300', '-1.5'])
    expect(await askBehind(shop, { by: 'landing', key })).toMatchObject({ redemptions: [], more: false });
});

test('a product sold in several weeks is one row', async () => {
  const lines = [{ sku: 'chair', quantity: 1, amountMinor: 3_000 }];
  for (const [week, visitor] of ['visitor-a', 'visitor-b', 'visitor-c'].entries())
    await buy(shop, visitor, [WEIBO], 5_000, { start: NOON - (week * 8 + 1) * DAY, lines });
  const { rows, others, total } = await askReport(shop, { by: 'product' });
  expect(rows).toMatchObject([
    { key: 'chair', credited: { redemptions: 1.8, revenueMinor: 9_000 } },
    { key: '', credited: { redemptions: 1.2, revenueMinor: 6_000 } },
  ]);
  expect([others, total.credited.revenueMinor]).toEqual([null, 15_000]);
});

describe('filters', () => {
  test('by channel: the credit, the arrivals and the spend of its sources', async () => {
    await sell();
    const linear = await askReport(shop, { model: 'linear', compare: 'first', channel: 'paidSearch' });
    expect(linear.filters).toEqual({ channel: 'paidSearch' });
    expect(linear.rows).toMatchObject([{ key: 'baidu', clicks: 40, credited: { revenueMinor: 5_000 } }]);
    // The one who came by Baidu had come by Weibo: under the site that is one arrival, and Weibo’s.
    expect(linear.total).toMatchObject({
      clicks: 40,
      cost: { sumMinor: 500 },
      arrivals: 0,
      credited: { redemptions: 0.5, revenueMinor: 5_000, share: 1 },
      compared: { redemptions: 0, revenueMinor: 0 },
    });
  });

  test('by campaign, by its own name; by none', async () => {
    await sell();
    expect(money(await askReport(shop, { model: 'linear', campaign: 'autumn' }))).toEqual({
      weibo: 5_000,
      baidu: 5_000,
    });
    expect((await askReport(shop, { campaign: 'autumn' })).total).toMatchObject({ arrivals: 1, clicks: 60 });
    expect(money(await askReport(shop, { model: 'linear', campaign: '' }))).toEqual({ mail: 3_000, '': 700 });
    expect((await askReport(shop, { campaign: '' })).total).toMatchObject({ arrivals: 2, clicks: 0 });
  });

  test('by store and city: redemptions of there; of arrivals and spend nothing is known', async () => {
    await sell();
    for (const filter of [{ store: 'lake' }, { city: 'Hangzhou' }, { store: 'lake', city: 'Hangzhou' }]) {
      const { rows, total } = await askReport(shop, filter);
      expect(money({ rows } as AttributionReport)).toEqual({ mail: 3_000 });
      expect(total).toMatchObject({ arrivals: null, clicks: null, cost: null, steps: null });
      expect(total.credited).toMatchObject({ redemptions: 1, revenueMinor: 3_000 });
    }
    expect((await askReport(shop, { store: 'lake', city: 'Shanghai' })).rows).toEqual([]);
  });

  test.each<ReportFilters>([
    { channel: 'nonsense' },
    { campaign: 'nonsense' },
    { store: 'nonsense' },
    { city: 'nonsense' },
    { channel: '' },
    { store: 'bund', city: 'nonsense', channel: 'x', campaign: "'; drop table credits; --" },
  ])('%o is in nothing: an empty report, no error', async (filters) => {
    await sell();
    for (const by of REPORT_KEYS) {
      const { rows, others, total } = await askReport(shop, { by, ...filters });
      expect([by, rows, others]).toEqual([by, [], null]);
      expect(total.credited).toMatchObject({ redemptions: 0, revenueMinor: 0, share: null });
      expect((await askBehind(shop, { by, ...filters })).redemptions).toEqual([]);
    }
  });

  test('rows still add up to the total, and open to the redemptions behind them', async () => {
    await sell();
    const filters: ReportFilters[] = [
      { channel: 'organicSocial' },
      { campaign: 'autumn' },
      { city: 'Shanghai' },
      { channel: 'direct', store: 'bund' },
    ];
    for (const filter of filters) {
      const totals = new Set<number>();
      for (const by of REPORT_KEYS) {
        const { rows, others, total } = await askReport(shop, { by, model: 'linear', limit: 1, ...filter });
        const all = [...rows, ...(others ? [others] : [])];
        const sum = all.reduce((minor, { credited }) => minor + credited.revenueMinor, 0);
        expect([by, filter, sum]).toEqual([by, filter, total.credited.revenueMinor]);
        totals.add(sum);
        for (const { key, credited } of rows) {
          const { redemptions } = await askBehind(shop, { by, key, model: 'linear', ...filter });
          const behind = redemptions.reduce((minor, each) => minor + each.rowMinor, 0);
          expect([by, filter, key, behind]).toEqual([by, filter, key, credited.revenueMinor]);
        }
      }
      expect([filter, totals.size]).toEqual([filter, 1]);
    }
  });

  test('channels’ totals add up to the whole', async () => {
    await sell();
    for (const model of MODELS) {
      const { rows, total } = await askReport(shop, { by: 'channel', model });
      const each = await Promise.all(rows.map(({ key }) => askReport(shop, { model, channel: key })));
      expect(each.reduce((sum, one) => sum + one.total.credited.revenueMinor, 0)).toBe(
        total.credited.revenueMinor,
      );
      expect(each.reduce((sum, one) => sum + (one.total.arrivals ?? 0), 0)).toBe(total.arrivals);
      expect(each.reduce((sum, one) => sum + (one.total.clicks ?? 0), 0)).toBe(total.clicks);
    }
  });
});

describe('the period before', () => {
  const LATER = { from: '2026-10-08', to: '2026-10-14' };
  const day = (date: string) => Date.parse(`${date}T04:00:00Z`);

  async function twoWeeks(): Promise<void> {
    await buy(shop, 'visitor-a', [WEIBO], 1_000, { start: day('2026-10-02') });
    await visit(shop, 'visitor-b', MAIL, day('2026-10-07'));
    await buy(shop, 'visitor-c', [WEIBO], 4_000, { start: day('2026-10-14') });
    await spend(shop, { day: 20261001, source: 'weibo', costMinor: 100 });
    await spend(shop, { day: 20261008, source: 'weibo', costMinor: 300 });
  }

  test('is the days of equal length before, named, row by row and in all', async () => {
    await twoWeeks();
    const { rows, total, previous } = await askReport(shop, { ...LATER, previous: true, compare: 'first' });
    expect(previous).toEqual({
      from: '2026-10-01',
      to: '2026-10-07',
      comparable: { credited: true, cohorts: true },
    });
    expect(rows).toMatchObject([
      {
        key: 'weibo',
        cost: { sumMinor: 300 },
        credited: { revenueMinor: 4_000 },
        previous: { arrivals: 1, cost: { sumMinor: 100 }, credited: { revenueMinor: 1_000, share: 1 } },
      },
      { key: 'mail', arrivals: 0, credited: { revenueMinor: 0 }, previous: { arrivals: 1 } },
    ]);
    expect(total.previous).toMatchObject({ arrivals: 2, compared: { redemptions: 1, revenueMinor: 1_000 } });
  });

  test('says the same as that period asked for by itself', async () => {
    await twoWeeks();
    const before = await askReport(shop, { from: '2026-10-01', to: '2026-10-07' });
    const { rows, total } = await askReport(shop, { ...LATER, previous: true });
    const { previous: _none, ...alone } = before.total;
    expect(total.previous).toEqual(alone);
    for (const { key, label: _name, previous: _no, ...figures } of before.rows) {
      expect(rows.find((row) => row.key === key)?.previous).toEqual(figures);
    }
  });

  test('is not given where nobody asked', async () => {
    await twoWeeks();
    const { rows, total, previous } = await askReport(shop, LATER);
    expect([previous, total.previous, rows[0]?.previous]).toEqual([null, null, null]);
  });

  test('does not compare with a day that is not over, nor with cohorts that may still buy', async () => {
    await visit(shop, 'visitor-a', WEIBO, NOON);
    const today = await askReport(shop, { from: '2026-11-20', to: '2026-11-20', previous: true });
    expect(today.previous).toMatchObject({ from: '2026-11-19', to: '2026-11-19' });
    expect(today.previous?.comparable).toEqual({ credited: false, cohorts: false });
    const week = await askReport(shop, { from: '2026-11-12', to: '2026-11-18', previous: true });
    expect(week.previous?.comparable).toEqual({ credited: true, cohorts: false });
  });
});

test.each([
  // Thirty days before today, 20 November, is 21 October: who came late on it may buy for the rest of today.
  ['2026-10-01', '2026-10-19', null, '2026-10-19'],
  ['2026-10-01', '2026-10-31', '2026-10-21', '2026-10-20'],
  ['2026-10-25', '2026-11-01', '2026-10-25', null],
])('of %s to %s the cohorts from %s on are immature', async (from, to, immatureFrom, matureTo) => {
  expect(await askReport(shop, { from, to })).toMatchObject({ immatureFrom, matureTo });
});

test('another month’s redemptions are in none of it', async () => {
  await sell();
  for (const by of OF_SOURCE) {
    const { total } = await askReport(shop, { by, from: '2026-11-12', to: '2026-11-30' });
    expect(total.credited.redemptions).toBe(0);
  }
});
