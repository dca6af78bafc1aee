import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readFunnel } from '../../server/actions/funnel.ts';
import { redeem } from '../../server/actions/redeem.ts';
import { readAttribution } from '../../server/actions/report.ts';
import { undo } from '../../server/actions/undo.ts';
import {
  type AttributionQuery,
  type AttributionReport,
  MODELS,
  REPORT_KEYS,
  type RedemptionsQuery,
} from '../../shared/wire/report.ts';
import type { Credited } from '../../shared/wire/reportFigures.ts';
import { beacon, event } from './journeys.ts';
import { askBehind, askReport, BAIDU, buy, MAIL, NOWHERE, RANGE, WEIBO } from './reportShop.ts';
import { DAY, MINUTE, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

/** Three sales: 50,000.00, 140.00 and 0.01, by paths of two, three and one. */
async function sellThree() {
  const first = await buy(shop, 'visitor-a', [WEIBO, BAIDU], 5_000_000);
  const second = await buy(shop, 'visitor-b', [NOWHERE, MAIL, NOWHERE], 14_000, { storeId: 'lake' });
  const third = await buy(shop, 'visitor-c', [WEIBO], 1);
  return [first, second, third];
}

const report = (query: Partial<AttributionQuery> = {}) => askReport(shop, query);
const behind = (query: Partial<RedemptionsQuery>) => askBehind(shop, query);

const money = ({ rows }: AttributionReport) =>
  Object.fromEntries(rows.map((row) => [row.label ?? '', row.credited.revenueMinor]));

describe('credit by source', () => {
  test.each([
    ['first', { weibo: 5_000_001, '': 14_000 }],
    ['last', { baidu: 5_000_000, '': 14_000, weibo: 1 }],
    ['lastNonDirect', { baidu: 5_000_000, mail: 14_000, weibo: 1, '': 0 }],
    ['linear', { weibo: 2_500_001, baidu: 2_500_000, '': 9_333, mail: 4_667 }],
    ['position', { weibo: 2_500_001, baidu: 2_500_000, '': 11_200, mail: 2_800 }],
  ] as const)('%s', async (model, expected) => {
    await sellThree();
    expect(money(await report({ model }))).toEqual(expected);
  });

  test('has two models side by side, in one order, and the total of both is the ledger', async () => {
    await sellThree();
    const { rows, total, compare, axis } = await report({ model: 'first', compare: 'last' });
    expect(compare).toBe('last');
    expect(axis).toEqual({
      credited: 'redemptionDay',
      arrivals: 'arrivalDay',
      steps: 'arrivalDay',
      spend: 'spendDay',
      returnOnSpend: 'arrivalDay',
    });
    expect(rows[0]).toMatchObject({
      key: 'weibo',
      arrivals: 2,
      credited: { redemptions: 2, revenueMinor: 5_000_001, averageMinor: 2_500_001 },
      compared: { redemptions: 1, revenueMinor: 1 },
    });
    expect(rows[0]?.credited.share).toBeCloseTo(5_000_001 / 5_014_001, 10);
    // visitor-b came three times in all, within one membership of the site: one arrival.
    expect(total).toMatchObject({ arrivals: 3, credited: { redemptions: 3, revenueMinor: 5_014_001 } });
    expect(total.compared).toEqual(total.credited);
  });

  test('counts a shared redemption in parts', async () => {
    await sellThree();
    const { rows } = await report({ model: 'linear' });
    const parts = Object.fromEntries(rows.map(({ key, credited }) => [key, credited.redemptions]));
    expect(parts).toEqual({ weibo: 1.5, baidu: 0.5, '': 0.666667, mail: 0.333333 });
  });

  test('a touchpoint older than the lookback window takes nothing', async () => {
    await shop.send(beacon(SITE, 'visitor-a', [event('view', MAIL, NOON - 45 * DAY)]));
    await buy(shop, 'visitor-a', [WEIBO], 100, { start: NOON - DAY });
    expect(money(await report({ model: 'linear' }))).toEqual({ weibo: 100 });
  });
});

const MONEY = ['revenueMinor', 'discountMinor'] as const satisfies (keyof Credited)[];

test('by channel, its sources together', async () => {
  await sellThree();
  expect(money(await report({ by: 'channel', model: 'first' }))).toEqual({
    organicSocial: 5_000_001,
    direct: 14_000,
  });
  const { rows } = await report({ by: 'channel', model: 'linear', compare: 'last' });
  expect(rows.map(({ key, arrivals }) => [key, arrivals])).toEqual([
    ['organicSocial', 2],
    ['paidSearch', 0],
    ['direct', 1],
    ['email', 0],
  ]);
});

describe('rows add up to the ledger, and to what the funnel’s counters say', () => {
  const ways = [WEIBO, BAIDU, MAIL, NOWHERE];

  test.each(REPORT_KEYS)('by %s, under every model, also where most are cut off', async (by) => {
    for (let each = 0; each < 12; each += 1) {
      const path = Array.from(
        { length: 1 + (each % 5) },
        (_, step) => ways[(each * 3 + step * step) % 4] ?? '/',
      );
      await buy(shop, `visitor-${each}`, path, 10_007 * each, { storeId: each % 3 === 0 ? 'lake' : 'bund' });
    }
    const ledger = await shop.db
      .selectFrom('redemptions')
      .select(['amount_minor', 'discount_minor'])
      .execute();
    const expected = {
      redemptions: 12,
      revenueMinor: ledger.reduce((sum, row) => sum + row.amount_minor, 0),
      discountMinor: ledger.reduce((sum, row) => sum + row.discount_minor, 0),
    };
    const funnel = await readFunnel(shop.context, { siteId: SITE, query: RANGE, now: NOON });
    expect(funnel).toMatchObject({ value: { counts: { revenueMinor: expected.revenueMinor } } });
    for (const model of MODELS) {
      const compare = model === 'linear' ? 'first' : 'linear';
      for (const limit of [1, 50]) {
        const { rows, others, total } = await report({ by, model, compare, limit });
        expect([model, total.credited]).toMatchObject([model, expected]);
        const all = [...rows, ...(others ? [others] : [])];
        for (const name of MONEY) {
          expect(all.reduce((sum, row) => sum + row.credited[name], 0)).toBe(expected[name]);
          expect(all.reduce((sum, row) => sum + (row.compared?.[name] ?? 0), 0)).toBe(expected[name]);
        }
        expect(all.reduce((sum, row) => sum + row.credited.redemptions, 0)).toBeCloseTo(12, 6);
        if (limit === 1 && others) expect(rows.length + others.rows).toBeGreaterThan(1);
        if (total.arrivals !== null)
          expect(all.reduce((sum, row) => sum + (row.arrivals ?? 0), 0)).toBe(total.arrivals);
      }
    }
  });

  test('the order in which independent people come changes nothing', async () => {
    await sellThree();
    const before = await report({ model: 'timeDecay', compare: 'position' });
    await shop.close();
    shop = await openWorkshop();
    await buy(shop, 'visitor-c', [WEIBO], 1);
    await buy(shop, 'visitor-b', [NOWHERE, MAIL, NOWHERE], 14_000, { storeId: 'lake' });
    await buy(shop, 'visitor-a', [WEIBO, BAIDU], 5_000_000);
    expect(await report({ model: 'timeDecay', compare: 'position' })).toEqual(before);
  });
});

describe('days', () => {
  test('redemptions count by the site’s day of redemption, arrivals by that of arrival', async () => {
    // 16:30 UTC on 19 November is half past midnight of the 20th in Shanghai.
    const start = Date.parse('2026-11-18T16:30:00Z');
    await buy(shop, 'visitor-a', [WEIBO, BAIDU], 100, { start });
    const day = (date: string) => report({ from: date, to: date });
    expect((await day('2026-11-19')).total).toMatchObject({ arrivals: 1, credited: { redemptions: 0 } });
    expect((await day('2026-11-20')).total).toMatchObject({ arrivals: 0, credited: { redemptions: 1 } });
  });

  test('a range without anything is empty, not broken', async () => {
    const empty = await report({ compare: 'first' });
    expect(empty).toMatchObject({ rows: [], others: null });
    expect(empty.total.credited).toEqual({
      redemptions: 0,
      revenueMinor: 0,
      discountMinor: 0,
      averageMinor: null,
      share: null,
      days: null,
    });
  });

  test.each([
    { from: '2026-11-30', to: '2026-11-01' },
    { from: '2020-01-01', to: '2026-11-01' },
    { from: '2026-02-30', to: '2026-03-01' },
  ])('a range that makes no sense is refused: %o', async (range) => {
    const query: AttributionQuery = { by: 'source', model: 'last', limit: 50, ...range };
    const outcome = await readAttribution(shop.context, { siteId: SITE, query, now: NOON });
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'invalidInput' } });
  });
});

test('what is voided is out of everything', async () => {
  const [first] = await sellThree();
  if (!first) throw new Error('no sale');
  await undo(shop.context, {
    siteId: SITE,
    clerkId: 'clerk',
    storeId: first.storeId,
    now: first.at,
    id: first.id,
  });
  for (const model of MODELS) {
    const { rows, total } = await report({ model });
    expect(total.credited).toMatchObject({ redemptions: 2, revenueMinor: 14_001 });
    expect(rows.reduce((sum, row) => sum + row.credited.revenueMinor, 0)).toBe(14_001);
  }
  expect((await behind({})).redemptions.map(({ id }) => id)).not.toContain(first.id);
});

describe('the redemptions behind a row', () => {
  test('come to the row’s revenue, by every dimension and under every model', async () => {
    await sellThree();
    for (const by of REPORT_KEYS) {
      for (const model of MODELS) {
        for (const { key, credited } of (await report({ by, model })).rows) {
          const { redemptions } = await behind({ by, model, key });
          const sum = redemptions.reduce((total, each) => total + each.rowMinor, 0);
          expect([by, model, key, sum]).toEqual([by, model, key, credited.revenueMinor]);
        }
      }
    }
  });

  test('show the path as it stood, with what each touchpoint is credited with', async () => {
    await sellThree();
    await shop.send(beacon(SITE, 'visitor-a', [event('view', MAIL, NOON)]));
    const { redemptions } = await behind({ key: 'weibo', model: 'first', compare: 'linear' });
    expect(redemptions).toHaveLength(2);
    const sale = redemptions.find(({ amountMinor }) => amountMinor === 5_000_000);
    expect(sale).toMatchObject({
      store: 'Bund',
      offer: '10 % off',
      discountMinor: 500_000,
      rowMinor: 5_000_000,
      path: [
        { source: { source: 'weibo' }, page: '/', creditedMinor: 5_000_000, comparedMinor: 2_500_000 },
        {
          source: { source: 'baidu', term: 'sofa' },
          page: '/sofas',
          creditedMinor: 0,
          comparedMinor: 2_500_000,
        },
      ],
    });
  });

  test('say where the coupon came from when the path is not known', async () => {
    const code = await shop.send(
      beacon(SITE, 'visitor-a', [event('view', MAIL, NOON), event('ask', MAIL, NOON)]),
    );
    await shop.db.deleteFrom('journeys').where('site_id', '=', SITE).execute();
    const input = { code: (code.ok && code.value.coupon?.code) || '', amountMinor: 100, order: 'U-1' };
    await redeem(shop.context, {
      siteId: SITE,
      storeId: 'bund',
      clerkId: 'clerk',
      now: NOON + MINUTE,
      input,
    });
    const { redemptions } = await behind({});
    expect(redemptions[0]?.path).toMatchObject([
      { at: null, source: { source: 'mail' }, page: '/beds', creditedMinor: 100 },
    ]);
  });

  test('come a page at a time, newest first', async () => {
    await sellThree();
    const one = await behind({ limit: 2 });
    const two = await behind({ limit: 2, offset: 2 });
    expect([one.redemptions.length, one.more, two.redemptions.length, two.more]).toEqual([2, true, 1, false]);
    const times = [...one.redemptions, ...two.redemptions].map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(new Set([...one.redemptions, ...two.redemptions].map(({ id }) => id)).size).toBe(3);
  });

  test('say nothing of who it was', async () => {
    await sellThree();
    const text = JSON.stringify(await behind({}));
    const kept = await shop.db.selectFrom('redemptions').select(['customer', 'visitor', 'code']).execute();
    for (const { customer, visitor, code } of kept) {
      for (const secret of [customer, visitor, code]) expect(text).not.toContain(secret);
    }
  });

  test('of a row that does not exist are none', async () => {
    await sellThree();
    for (const by of REPORT_KEYS) expect((await behind({ by, key: 'no such row' })).redemptions).toEqual([]);
  });
});

test('another site’s redemptions are in none of it', async () => {
  await sellThree();
  await shop.db
    .insertInto('redemptions')
    .columns([
      'site_id',
      'id',
      'code',
      'offer_id',
      'campaign_id',
      'store_id',
      'clerk_id',
      'order_number',
      'amount_minor',
      'discount_minor',
      'at',
      'day',
      'voided_at',
      'customer',
      'visitor',
      'source_id',
      'page_id',
      'path',
    ])
    .expression((row) =>
      row
        .selectFrom('redemptions')
        .select((own) => [
          own.val('othersite').as('site_id'),
          'id',
          'code',
          'offer_id',
          'campaign_id',
          'store_id',
          'clerk_id',
          'order_number',
          'amount_minor',
          'discount_minor',
          'at',
          'day',
          'voided_at',
          'customer',
          'visitor',
          'source_id',
          'page_id',
          'path',
        ]),
    )
    .execute();
  expect((await report()).total.credited).toMatchObject({ redemptions: 3, revenueMinor: 5_014_001 });
  expect((await behind({})).redemptions).toHaveLength(3);
});
