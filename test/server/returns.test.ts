import { afterEach, describe, expect, test } from 'vitest';
import { findRedemptions } from '../../server/actions/findRedemptions.ts';
import { readFunnel } from '../../server/actions/funnel.ts';
import { lookUp } from '../../server/actions/lookUp.ts';
import { redeem } from '../../server/actions/redeem.ts';
import { listToday } from '../../server/actions/redemptionAnswer.ts';
import { listReturns, type ReturnActor, returnGoods } from '../../server/actions/returns.ts';
import { undo } from '../../server/actions/undo.ts';
import { replay } from '../../server/domain/replay.ts';
import type { OwnedOffer } from '../../server/store/campaigns.ts';
import { loadAllCounters } from '../../server/store/counters.ts';
import { loadAllEvents } from '../../server/store/events.ts';
import { MODELS } from '../../shared/wire/report.ts';
import type { ReturnInput } from '../../shared/wire/returns.ts';
import type { RedemptionInput } from '../../shared/wire/till.ts';
import { beacon, event } from './journeys.ts';
import { DAY, MINUTE, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

let shop: Workshop;
afterEach(() => shop.close());

const CLERK = { clerkId: 'clerk', storeId: 'bund' };
const till = (now: number, storeId = 'bund') => ({ siteId: SITE, storeId, clerkId: 'clerk', now });

async function open(
  offer: Partial<OwnedOffer> = {},
  site: Parameters<typeof openWorkshop>[1] = {},
): Promise<void> {
  shop = await openWorkshop(offer, site);
}

async function couponFor(visitor: string, at = NOON, path = '/?utm_source=weibo'): Promise<string> {
  const outcome = await shop.send(beacon(SITE, visitor, [event('view', path, at), event('ask', '/', at)]));
  if (!outcome.ok || !outcome.value.coupon) throw new Error('no coupon');
  return outcome.value.coupon.code;
}

let orders = 0;
async function buy(code: string, now = NOON + MINUTE, input: Partial<RedemptionInput> = {}) {
  orders += 1;
  const order = { code, amountMinor: 100_000, order: `A-${orders}`, ...input };
  const outcome = await redeem(shop.context, { ...till(now), input: order });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value;
}

function giveBack(
  id: string,
  amountMinor: number,
  now = NOON + DAY,
  more: Partial<ReturnInput> & { by?: ReturnActor } = {},
) {
  const { by = CLERK, ...input } = more;
  return returnGoods(shop.context, { siteId: SITE, id, by, now, input: { amountMinor, ...input } });
}

async function counts() {
  const query = { from: '2026-11-01', to: '2026-12-31' };
  const outcome = await readFunnel(shop.context, { siteId: SITE, query, now: NOON });
  if (!outcome.ok) throw new Error('no funnel');
  return outcome.value.counts;
}

async function credited() {
  const rows = await shop.db
    .selectFrom('credits')
    .select(['model', 'value_minor', 'discount_minor', 'share'])
    .execute();
  return MODELS.map((model) => {
    const own = rows.filter((row) => row.model === model);
    const sum = (name: 'value_minor' | 'discount_minor' | 'share') =>
      own.reduce((total, row) => total + row[name], 0);
    return { value: sum('value_minor'), discount: sum('discount_minor'), share: sum('share') };
  });
}

const offer = () =>
  shop.db.selectFrom('offers').select(['redeemed', 'given_minor']).executeTakeFirstOrThrow();

/** Counters that are not all zero, as they are and as the raw events come to. */
async function bothCounters() {
  const book = await shop.context.books.of(shop.db, SITE);
  if (!book) throw new Error('the site is there');
  const counters = (await loadAllCounters(shop.db, SITE)).filter(
    ({ scope, subject, source, day, ...steps }) => Object.values(steps).some((n) => n !== 0),
  );
  return { counters, replayed: replay(await loadAllEvents(shop.db, SITE), book) };
}

describe('a part that comes back', () => {
  test('takes its value and its part of the discount out of credit, funnel, offer and today’s list', async () => {
    await open();
    const sale = await buy(await couponFor('visitor-a'));
    const outcome = await giveBack(sale.id, 25_001, NOON + 40 * DAY, { reason: ' scratched ' });
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        return: { amountMinor: 25_001, discountMinor: 2_501, refundMinor: 22_500, reason: 'scratched' },
        redemption: { amountMinor: 74_999, discountMinor: 7_499, returnedMinor: 25_001, voidedAt: null },
      },
    });
    expect(await counts()).toMatchObject({ redemption: 1, revenueMinor: 74_999 });
    for (const sum of await credited())
      expect(sum).toEqual({ value: 74_999, discount: 7_499, share: 1_000_000 });
    expect(await offer()).toEqual({ redeemed: 1, given_minor: 7_499 });
    expect(await listToday(shop.context, till(NOON))).toMatchObject({
      value: { count: 1, amountMinor: 74_999, discountMinor: 7_499 },
    });
  });

  test('adds to earlier ones, each of which is kept with who, when and why', async () => {
    await open();
    const sale = await buy(await couponFor('visitor-a'));
    await giveBack(sale.id, 10_000, NOON + DAY, { reason: 'too large' });
    await giveBack(sale.id, 20_000, NOON + 2 * DAY, { by: { userId: 'nobody' } });
    const list = await listReturns(shop.context, { siteId: SITE, id: sale.id, by: CLERK });
    expect(list).toMatchObject({
      value: {
        redemption: { amountMinor: 70_000, returnedMinor: 30_000, refundedMinor: 27_000 },
        returns: [
          { day: '2026-11-22', amountMinor: 20_000, reason: '', by: null },
          { day: '2026-11-21', amountMinor: 10_000, reason: 'too large' },
        ],
      },
    });
    expect(await giveBack(sale.id, 70_001)).toMatchObject({ ok: false, failure: { code: 'invalidInput' } });
  });

  test('is taken off the lines that came back', async () => {
    await open();
    const lines = [
      { sku: 'sofa', quantity: 1, amountMinor: 80_000 },
      { sku: 'cushion', quantity: 4, amountMinor: 20_000 },
    ];
    const sale = await buy(await couponFor('visitor-a'), NOON + MINUTE, { lines });
    await giveBack(sale.id, 5_000, NOON + DAY, {
      lines: [{ sku: 'cushion', quantity: 1, amountMinor: 5_000 }],
    });
    const rows = await shop.db
      .selectFrom('redemption_lines')
      .select(['sku', 'quantity', 'amount_minor', 'returned_quantity', 'returned_minor'])
      .orderBy('line')
      .execute();
    expect(rows).toEqual([
      { sku: 'sofa', quantity: 1, amount_minor: 80_000, returned_quantity: 0, returned_minor: 0 },
      { sku: 'cushion', quantity: 3, amount_minor: 15_000, returned_quantity: 1, returned_minor: 5_000 },
    ]);
  });
});

describe('a whole return', () => {
  test('takes the redemption out of everything; its code stays used, and its order’s number is free', async () => {
    await open();
    const code = await couponFor('visitor-a');
    const sale = await buy(code);
    await giveBack(sale.id, 40_000);
    const outcome = await giveBack(sale.id, 60_000, NOON + 2 * DAY);
    expect(outcome).toMatchObject({ value: { redemption: { amountMinor: 0, voidedAt: NOON + 2 * DAY } } });
    expect(await counts()).toMatchObject({ redemption: 0, revenueMinor: 0, coupon: 1 });
    expect(await shop.db.selectFrom('credits').select('model').execute()).toEqual([]);
    expect(await offer()).toEqual({ redeemed: 0, given_minor: 0 });
    expect(await lookUp(shop.context, { ...till(NOON + 2 * DAY), code })).toMatchObject({
      value: { ok: false, why: 'alreadyRedeemed' },
    });
    await buy(await couponFor('visitor-b'), NOON + 2 * DAY, { order: sale.order });
  });

  test('falls in cohorts whose window has closed and whose journey is gone', async () => {
    await open();
    const sale = await buy(await couponFor('visitor-a'));
    await shop.db.deleteFrom('journeys').where('site_id', '=', SITE).execute();
    await giveBack(sale.id, 100_000, NOON + 200 * DAY);
    expect(await counts()).toMatchObject({ arrival: 1, redemption: 0, revenueMinor: 0 });
  });

  test('leaves a step that another use of the visitor’s holds, and a repeat can come again', async () => {
    await open({ usesPerCoupon: 5 });
    const code = await couponFor('visitor-a');
    const first = await buy(code);
    const second = await buy(code, NOON + 2 * MINUTE);
    const third = await buy(code, NOON + 3 * MINUTE);
    expect(await counts()).toMatchObject({ redemption: 1, repeat: 1, revenueMinor: 300_000 });
    await giveBack(first.id, 100_000);
    expect(await counts()).toMatchObject({ redemption: 1, repeat: 1, revenueMinor: 200_000 });
    await giveBack(second.id, 100_000);
    expect(await counts()).toMatchObject({ redemption: 1, repeat: 1 });
    await giveBack(third.id, 100_000);
    expect(await counts()).toMatchObject({ redemption: 0, repeat: 0, revenueMinor: 0 });
    await buy(code, NOON + 3 * DAY);
    expect(await counts()).toMatchObject({ redemption: 1, repeat: 0, revenueMinor: 100_000 });
    const { counters, replayed } = await bothCounters();
    expect(replayed).toEqual(counters);
  });
});

describe('undoing and returning', () => {
  test('an undone redemption cannot be returned, one that came back whole not undone', async () => {
    await open({ usesPerCoupon: 2 });
    const code = await couponFor('visitor-a');
    const [undone, returned] = [await buy(code), await buy(code, NOON + 2 * MINUTE)];
    await undo(shop.context, { ...till(NOON + 3 * MINUTE), id: undone.id });
    expect(await giveBack(undone.id, 1)).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    await giveBack(returned.id, 100_000, NOON + 4 * MINUTE);
    expect(await undo(shop.context, { ...till(NOON + 5 * MINUTE), id: returned.id })).toMatchObject({
      ok: false,
      failure: { code: 'conflict' },
    });
    expect(await giveBack(returned.id, 1)).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    expect(await counts()).toMatchObject({ redemption: 0, revenueMinor: 0 });
  });

  test('undoing after a part came back takes only what was left', async () => {
    await open();
    const sale = await buy(await couponFor('visitor-a'));
    await giveBack(sale.id, 30_000, NOON + 2 * MINUTE);
    await undo(shop.context, { ...till(NOON + 3 * MINUTE), id: sale.id });
    expect(await counts()).toMatchObject({ redemption: 0, revenueMinor: 0 });
    expect(await offer()).toEqual({ redeemed: 0, given_minor: 0 });
    const { counters, replayed } = await bothCounters();
    expect(replayed).toEqual(counters);
  });
});

describe('at the till', () => {
  test('a clerk takes back what the own store sold, and nothing of another', async () => {
    await open();
    const sale = await buy(await couponFor('visitor-a'));
    const elsewhere = { by: { clerkId: 'clerk', storeId: 'lake' } };
    expect(await giveBack(sale.id, 1, NOON + DAY, elsewhere)).toMatchObject({
      ok: false,
      failure: { code: 'notFound' },
    });
  });

  test('finds a sale by its order or its code, on any day and whatever became of it', async () => {
    await open();
    const code = await couponFor('visitor-a');
    const sale = await buy(code);
    await giveBack(sale.id, 100_000);
    const find = (text: string, storeId = 'bund') =>
      findRedemptions(shop.context, { siteId: SITE, by: { ...CLERK, storeId }, find: text });
    for (const text of [` ${sale.order} `, `${code.slice(0, 3)}-${code.slice(3).toLowerCase()}`]) {
      expect(await find(text)).toMatchObject({
        value: { redemptions: [{ id: sale.id, amountMinor: 0, returnedMinor: 100_000 }] },
      });
    }
    expect(await find(sale.order, 'lake')).toEqual({ ok: true, value: { redemptions: [] } });
  });
});

test('a journey does not grow with the uses of its code', async () => {
  await open({ usesPerCoupon: 1_000 });
  const code = await couponFor('visitor-a');
  const size = async () =>
    (await shop.db.selectFrom('journeys').select('state').executeTakeFirstOrThrow()).state.length;
  // It remembers its latest sales, and no more.
  for (let use = 1; use <= 12; use += 1) await buy(code, NOON + use * MINUTE);
  const before = await size();
  for (let use = 13; use < 60; use += 1) await buy(code, NOON + use * MINUTE);
  expect(await size()).toBeLessThanOrEqual(before + 12);
});

describe('days of redemptions and returns, in the site’s time zone', () => {
  test.each([
    ['Asia/Shanghai', '2026-11-20T15:59:59Z', 20_261_120, '2026-11-20T16:00:00Z', 20_261_121],
    // Clocks go back in the night of 25 October, forward in that of 29 March; in New York on 1 November and 8 March.
    ['Europe/Berlin', '2026-10-24T22:00:00Z', 20_261_025, '2026-10-25T22:59:59Z', 20_261_025],
    ['Europe/Berlin', '2026-03-28T23:00:00Z', 20_260_329, '2026-03-29T22:00:00Z', 20_260_330],
    ['America/New_York', '2026-11-01T04:00:00Z', 20_261_101, '2026-11-02T04:59:59Z', 20_261_101],
    ['America/New_York', '2026-03-08T05:00:00Z', 20_260_308, '2026-03-09T04:00:00Z', 20_260_309],
  ])(
    '%s: redeemed at %s is day %i, returned at %s is day %i',
    async (timeZone, bought, day, back, backDay) => {
      await open({}, { timeZone });
      const at = Date.parse(bought);
      const sale = await buy(await couponFor('visitor-a', at - MINUTE), at);
      await giveBack(sale.id, 10, Date.parse(back));
      expect(await shop.db.selectFrom('redemptions').select('day').executeTakeFirst()).toEqual({ day });
      expect(await shop.db.selectFrom('returns').select('day').executeTakeFirst()).toEqual({ day: backDay });
    },
  );
});
