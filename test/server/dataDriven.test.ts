import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { redeem } from '../../server/actions/redeem.ts';
import { readAttribution } from '../../server/actions/report.ts';
import { readRowRedemptions } from '../../server/actions/reportRedemptions.ts';
import { undo } from '../../server/actions/undo.ts';
import {
  type AttributionQuery,
  type AttributionReport,
  DATA_DRIVEN,
  type RedemptionsQuery,
  type ReportedRedemptions,
  SOURCE_DIMENSIONS,
} from '../../shared/wire/report.ts';
import { beacon, event } from './journeys.ts';
import { DAY, MINUTE, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

const GOOGLE = '/?utm_source=google&utm_medium=cpc&utm_campaign=autumn';
const MAIL = '/?utm_source=mailing&utm_medium=email';
const START = NOON - 10 * DAY;
const RANGE = { from: '2026-11-01', to: '2026-11-30' };

let shop: Workshop;
let orders = 0;
let people = 0;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

/** Somebody new comes by these ways, a day apart; the code of the last one. */
async function walk(ways: readonly string[]): Promise<string> {
  people += 1;
  let code = '';
  for (const [index, way] of ways.entries()) {
    const at = START + index * DAY;
    const events = [event('view', way, at), event('ask', way, at)];
    const outcome = await shop.send(beacon(SITE, `walker-${people}`, events));
    code = (outcome.ok && outcome.value.coupon?.code) || '';
  }
  return code;
}

async function buy(ways: readonly string[], amountMinor: number, storeId = 'bund'): Promise<string> {
  const code = await walk(ways);
  orders += 1;
  const till = { siteId: SITE, storeId, clerkId: 'clerk', now: START + 5 * DAY };
  const outcome = await redeem(shop.context, { ...till, input: { code, amountMinor, order: `D-${orders}` } });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value.id;
}

/** The worked example: google ×2, mailing, google > mailing convert; google once more does not. */
async function walkExample() {
  await buy([GOOGLE], 10_000);
  await buy([GOOGLE], 20_000, 'lake');
  await buy([MAIL], 30_000);
  await buy([GOOGLE, MAIL], 40_001);
  await walk([GOOGLE]);
}

async function report(query: Partial<AttributionQuery> = {}): Promise<AttributionReport> {
  const full: AttributionQuery = { by: 'source', model: 'markov', limit: 50, ...RANGE, ...query };
  const outcome = await readAttribution(shop.context, { siteId: SITE, query: full, now: NOON });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value;
}

async function behind(query: Partial<RedemptionsQuery>): Promise<ReportedRedemptions> {
  const full: RedemptionsQuery = { by: 'source', model: 'markov', offset: 0, limit: 50, ...RANGE, ...query };
  const outcome = await readRowRedemptions(shop.context, { siteId: SITE, query: full, now: NOON });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value;
}

const redemptionsBy = ({ rows }: AttributionReport) =>
  Object.fromEntries(rows.map(({ key, credited }) => [key, credited.redemptions]));
const moneyBy = ({ rows }: AttributionReport) =>
  Object.fromEntries(rows.map(({ key, credited }) => [key, credited.revenueMinor]));

describe('the report', () => {
  test('shares by removal effects, with those who did not buy', async () => {
    await walkExample();
    const markov = await report({ compare: 'shapley' });
    expect(redemptionsBy(markov)).toEqual({ google: 2.4, mailing: 1.6 });
    // Of 20,000.20 that a walk brings, 7,000.10 are left without google, and 6,000.00 without mailing.
    expect(moneyBy(markov)).toEqual({ mailing: 51_853, google: 48_148 });
    expect(markov.rows.map(({ key, compared }) => [key, compared?.redemptions])).toEqual([
      ['mailing', 1.5],
      ['google', 2.5],
    ]);
  });

  test('beside a rule model, in one order, both of the same total', async () => {
    await walkExample();
    const { rows, total, model, compare } = await report({ model: 'last', compare: 'markov' });
    expect([model, compare]).toEqual(['last', 'markov']);
    expect(
      rows.map(({ key, credited, compared }) => [key, credited.redemptions, compared?.redemptions]),
    ).toEqual([
      ['mailing', 2, 1.6],
      ['google', 2, 2.4],
    ]);
    expect(total.compared).toEqual(total.credited);
  });

  test('an order of its own changes what is shared', async () => {
    for (let time = 0; time < 3; time += 1) await buy([GOOGLE, '/'], 1_000);
    for (let time = 0; time < 3; time += 1) await walk([MAIL, '/']);
    expect(redemptionsBy(await report({ order: 1 }))).toEqual({ '': 1.5, google: 0.75, mailing: 0.75 });
    expect(redemptionsBy(await report({ order: 2 }))).toMatchObject({ '': 1.5, google: 1.5 });
  });

  test('a sale that is undone is a path without one', async () => {
    await walkExample();
    const id = await buy([GOOGLE, MAIL], 99_000);
    const void_ = { siteId: SITE, storeId: 'bund', clerkId: 'clerk', now: START + 5 * DAY + MINUTE, id };
    const before = await report();
    expect((await undo(shop.context, void_)).ok).toBe(true);
    const after = await report();
    expect(before.total.credited).toMatchObject({ redemptions: 5, revenueMinor: 199_001 });
    expect(after.total.credited).toMatchObject({ redemptions: 4, revenueMinor: 100_001 });
    // As if it had never been, they were 2.4 and 1.6: the walk that led to nothing tells on mailing.
    expect(redemptionsBy(after)).toEqual({ google: 2.5, mailing: 1.5 });
  });

  test.each(SOURCE_DIMENSIONS)('by %s adds up to the ledger, whole or cut off', async (by) => {
    await walkExample();
    await buy([MAIL, '/', GOOGLE, '/', '/'], 3);
    for (const model of DATA_DRIVEN) {
      for (const limit of [1, 50]) {
        const { rows, others, total } = await report({ by, model, limit });
        const all = [...rows, ...(others ? [others] : [])].map(({ credited }) => credited);
        expect(total.credited).toMatchObject({ redemptions: 5, revenueMinor: 100_004 });
        expect(all.reduce((sum, { revenueMinor }) => sum + revenueMinor, 0)).toBe(100_004);
        expect(all.reduce((sum, { discountMinor }) => sum + discountMinor, 0)).toBe(
          total.credited.discountMinor,
        );
        expect(all.reduce((sum, { redemptions }) => sum + redemptions, 0)).toBeCloseTo(5, 6);
      }
    }
  });

  test('of one store is that of its redemptions', async () => {
    await walkExample();
    expect(moneyBy(await report({ store: 'lake', model: 'shapley' }))).toEqual({ google: 20_000 });
  });

  test('of one channel holds what its touchpoints are credited with, and no more', async () => {
    await buy([GOOGLE, MAIL], 40_000);
    await buy([GOOGLE, '/', MAIL], 30_000);
    const part = await report({ by: 'source', channel: 'email', model: 'shapley' });
    expect(moneyBy(part)).toEqual({ mailing: 30_000 });
    expect(part.total.credited.revenueMinor).toBe(30_000);
    const { redemptions } = await behind({ by: 'source', channel: 'email', model: 'shapley' });
    expect(redemptions.map(({ rowMinor }) => rowMinor)).toEqual([10_000, 20_000]);
  });

  test.each(['landing', 'store', 'city', 'offer', 'product'] as const)(
    'by %s says what to do',
    async (by) => {
      const query: AttributionQuery = { by, model: 'last', compare: 'shapley', limit: 50, ...RANGE };
      const outcome = await readAttribution(shop.context, { siteId: SITE, query, now: NOON });
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'invalidInput' } });
      expect(JSON.stringify(outcome)).toContain('choose channel, source');
    },
  );

  test('of a range without anything is empty', async () => {
    const empty = await report({ compare: 'shapley' });
    expect(empty).toMatchObject({ rows: [], others: null, total: { credited: { redemptions: 0 } } });
  });
});

describe('the redemptions behind a row', () => {
  test('under Shapley add up to it, each in equal parts of what its path holds', async () => {
    await walkExample();
    const row = moneyBy(await report({ model: 'shapley' })).google;
    const { redemptions } = await behind({ key: 'google', model: 'shapley' });
    expect(redemptions.map(({ amountMinor, rowMinor }) => [amountMinor, rowMinor]).sort()).toEqual([
      [10_000, 10_000],
      [20_000, 20_000],
      [40_001, 20_001],
    ]);
    expect(redemptions.reduce((sum, { rowMinor }) => sum + rowMinor, 0)).toBe(row);
  });

  test('under Markov have the parts of the effects of what their paths hold', async () => {
    await walkExample();
    const { redemptions } = await behind({ key: 'mailing', compare: 'last' });
    const both = redemptions.find(({ amountMinor }) => amountMinor === 40_001);
    // By the effects on revenue of the whole range: .65 and .70.
    expect(both?.path.map((step) => [step.creditedMinor, step.comparedMinor])).toEqual([
      [19_260, 0],
      [20_741, 40_001],
    ]);
    expect(both?.rowMinor).toBe(20_741);
    expect(redemptions).toHaveLength(2);
  });

  test('of a channel, and a path that meets a source twice', async () => {
    await buy([GOOGLE, MAIL, GOOGLE], 10_000);
    const { redemptions } = await behind({ by: 'channel', key: 'paidSearch', model: 'shapley' });
    expect(redemptions[0]?.path.map(({ creditedMinor }) => creditedMinor)).toEqual([2_500, 5_000, 2_500]);
    expect(redemptions[0]?.rowMinor).toBe(5_000);
  });
});
