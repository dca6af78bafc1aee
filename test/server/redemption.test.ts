import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { readFunnel } from '../../server/actions/funnel.ts';
import { lookUp } from '../../server/actions/lookUp.ts';
import { redeem } from '../../server/actions/redeem.ts';
import { listToday } from '../../server/actions/redemptionAnswer.ts';
import { undo } from '../../server/actions/undo.ts';
import type { OwnedOffer } from '../../server/store/campaigns.ts';
import type { RedemptionInput } from '../../shared/wire/till.ts';
import { beacon, event } from './journeys.ts';
import { DAY, MINUTE, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

let shop: Workshop;
afterEach(() => shop.close());

const weibo = '/?utm_source=weibo';
const till = (now: number, storeId = 'bund') => ({ siteId: SITE, storeId, clerkId: 'clerk', now });

async function open(offer: Partial<OwnedOffer> = {}): Promise<void> {
  shop = await openWorkshop(offer);
}

async function couponFor(visitor: string | undefined, at = NOON): Promise<string> {
  const outcome = await shop.send(beacon(SITE, visitor, [event('view', weibo, at), event('ask', '/', at)]));
  if (!outcome.ok || !outcome.value.coupon) throw new Error('no coupon');
  return outcome.value.coupon.code;
}

let orders = 0;
function redeemAt(code: string, now = NOON + MINUTE, input: Partial<RedemptionInput> = {}, storeId = 'bund') {
  orders += 1;
  const order = { code, amountMinor: 499_900, order: `A-${orders}`, ...input };
  return redeem(shop.context, { ...till(now, storeId), input: order });
}

async function counts() {
  const query = { from: '2026-11-01', to: '2026-12-31' };
  const outcome = await readFunnel(shop.context, { siteId: SITE, query, now: NOON });
  if (!outcome.ok) throw new Error('no funnel');
  return outcome.value.counts;
}

describe('a redemption', () => {
  test('gives the discount, counts the step and the order’s value, and credits the last touch', async () => {
    await open();
    const code = await couponFor('visitor-a');
    const outcome = await redeemAt(code);
    expect(outcome).toMatchObject({
      ok: true,
      value: { discountMinor: 49_990, toPayMinor: 449_910, store: 'Bund' },
    });
    expect(await counts()).toMatchObject({ redemption: 1, revenueMinor: 499_900, repeat: 0 });
    const credits = await shop.db.selectFrom('credits').select(['model', 'value_minor', 'touch']).execute();
    expect(credits).toContainEqual({ model: 'last', value_minor: 499_900, touch: 0 });
  });

  test('reads a code as a person types it', async () => {
    await open();
    const code = await couponFor('visitor-a');
    const typed = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3, 6)} ${code.slice(6).replaceAll('0', 'o').replaceAll('1', 'l')}`;
    expect(await redeemAt(typed)).toMatchObject({ ok: true });
  });

  test('credits the coupon’s own source when its visitor’s path is not known', async () => {
    await open();
    const code = await couponFor('visitor-a');
    await shop.db.deleteFrom('journeys').where('site_id', '=', SITE).execute();
    expect(await redeemAt(code)).toMatchObject({ ok: true });
    const credit = await shop.db
      .selectFrom('credits')
      .select(['touch', 'source_id'])
      .executeTakeFirstOrThrow();
    const coupon = await shop.db.selectFrom('coupons').select('source_id').executeTakeFirstOrThrow();
    expect(credit).toEqual({ touch: -1, source_id: coupon.source_id });
  });

  test('by someone unrecognised counts for the source and the landing page that the coupon carries', async () => {
    await open();
    const code = await couponFor(undefined);
    await redeemAt(code);
    expect(await counts()).toMatchObject({ arrival: 1, coupon: 1, redemption: 1, revenueMinor: 499_900 });
  });

  test('of a second coupon of the same visitor is a repeat', async () => {
    await open();
    await redeemAt(await couponFor('visitor-a'));
    await redeemAt(await couponFor('visitor-a', NOON + DAY), NOON + DAY + MINUTE);
    expect(await counts()).toMatchObject({ redemption: 1, repeat: 1, revenueMinor: 999_800 });
  });

  test('of one customer on two devices is a repeat, once the shop has said who they are', async () => {
    await open();
    const key = createHmac('sha256', 'signing secret of the test site')
      .update('customer:customer-7')
      .digest('hex');
    const [first, second] = [await couponFor('visitor-a'), await couponFor('visitor-b')];
    for (const visitor of ['visitor-a', 'visitor-b']) {
      const identify = event('identify', '/', NOON, { customer: 'customer-7', signature: key });
      expect(await shop.send(beacon(SITE, visitor, [identify]))).toMatchObject({ ok: true });
    }
    await redeemAt(first);
    await redeemAt(second);
    expect(await counts()).toMatchObject({ redemption: 2, repeat: 1 });
  });

  test('keeps its order lines', async () => {
    await open();
    const lines = [
      { sku: 'sofa-1', quantity: 1, amountMinor: 400_000 },
      { sku: 'cushion', quantity: 4, amountMinor: 99_900 },
    ];
    await redeemAt(await couponFor('visitor-a'), NOON + MINUTE, { lines });
    const rows = await shop.db.selectFrom('redemption_lines').select(['line', 'sku', 'quantity']).execute();
    expect(rows).toEqual([
      { line: 0, sku: 'sofa-1', quantity: 1 },
      { line: 1, sku: 'cushion', quantity: 4 },
    ]);
  });
});

describe('undoing', () => {
  test('takes the counts, the revenue and the credit back, and the code lives again', async () => {
    await open();
    const code = await couponFor('visitor-a');
    const redeemed = await redeemAt(code);
    if (!redeemed.ok) throw new Error('refused');
    const undone = await undo(shop.context, { ...till(NOON + 10 * MINUTE), id: redeemed.value.id });
    expect(undone).toMatchObject({ ok: true, value: { voidedAt: NOON + 10 * MINUTE } });
    expect(await counts()).toMatchObject({ redemption: 0, revenueMinor: 0 });
    expect(await shop.db.selectFrom('credits').select('model').execute()).toEqual([]);
    expect(await redeemAt(code, NOON + 11 * MINUTE)).toMatchObject({ ok: true });
  });

  test('works for 15 minutes, once, and in the store where it was redeemed', async () => {
    await open();
    const redeemed = await redeemAt(await couponFor('visitor-a'), NOON);
    if (!redeemed.ok) throw new Error('refused');
    const { id } = redeemed.value;
    const late = await undo(shop.context, { ...till(NOON + 15 * MINUTE + 1), id });
    expect(late).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    const elsewhere = await undo(shop.context, { ...till(NOON + MINUTE, 'lake'), id });
    expect(elsewhere).toMatchObject({ ok: false, failure: { code: 'notFound' } });
    expect(await undo(shop.context, { ...till(NOON + 15 * MINUTE), id })).toMatchObject({ ok: true });
    const again = await undo(shop.context, { ...till(NOON + 15 * MINUTE), id });
    expect(again).toMatchObject({ ok: false, failure: { code: 'conflict' } });
  });
});

describe('a refusal', () => {
  test.each<[string, Partial<OwnedOffer>, number, Partial<RedemptionInput>, string, object]>([
    ['notYetValid', { startsAt: NOON + DAY }, NOON, {}, 'bund', { at: NOON + DAY }],
    ['expired', { validDays: 1 }, NOON + DAY, {}, 'bund', { at: NOON + DAY }],
    ['expired', { endsAt: NOON + 60 }, NOON + 60, {}, 'bund', { at: NOON + 60 }],
    ['wrongStore', { storeIds: ['lake'] }, NOON, {}, 'bund', { store: 'West Lake' }],
    ['belowMinimum', { minimumMinor: 500_000 }, NOON, {}, 'bund', { minimumMinor: 500_000 }],
    ['overAuthority', {}, NOON, {}, 'lake', { maxDiscountMinor: 10_000 }],
    ['limitReached', { budgetMinor: 49_989 }, NOON, {}, 'bund', {}],
    ['mistyped', {}, NOON, { code: '000-000-001' }, 'bund', {}],
    ['unknown', {}, NOON, { code: '000-000-000' }, 'bund', {}],
  ])('%s', async (why, offer, now, input, storeId, details) => {
    await open(offer);
    const outcome = await redeemAt(await couponFor('visitor-a'), now, input, storeId);
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: why, refusal: { ok: false, why, ...details } },
    });
    expect(await counts()).toMatchObject({ redemption: 0, revenueMinor: 0 });
  });

  test('alreadyRedeemed says when and where', async () => {
    await open();
    const code = await couponFor('visitor-a');
    await redeemAt(code, NOON);
    const outcome = await redeemAt(code, NOON + MINUTE);
    expect(outcome).toMatchObject({
      failure: { refusal: { why: 'alreadyRedeemed', at: NOON, store: 'Bund' } },
    });
  });

  test('orderUsed says when and where', async () => {
    await open();
    await redeemAt(await couponFor('visitor-a'), NOON, { order: 'same' });
    const outcome = await redeemAt(await couponFor('visitor-b'), NOON + MINUTE, { order: 'same' });
    expect(outcome).toMatchObject({ failure: { refusal: { why: 'orderUsed', at: NOON, store: 'Bund' } } });
  });

  test('limitReached for all, and for one customer', async () => {
    await open({ totalLimit: 1 });
    const [first, second] = [await couponFor('visitor-a'), await couponFor('visitor-b')];
    await redeemAt(first);
    expect(await redeemAt(second)).toMatchObject({ failure: { code: 'limitReached' } });
    await shop.close();
    await open({ customerLimit: 1, usesPerCoupon: 5 });
    const code = await couponFor('visitor-a');
    await redeemAt(code);
    expect(await redeemAt(code)).toMatchObject({ failure: { code: 'limitReached' } });
    expect(await redeemAt(await couponFor('visitor-b'))).toMatchObject({ ok: true });
  });

  test('limitReached for one customer at the second of two, and what was voided frees one', async () => {
    await open({ customerLimit: 2, usesPerCoupon: 9 });
    const code = await couponFor('visitor-a');
    expect(await redeemAt(code)).toMatchObject({ ok: true });
    expect(await redeemAt(code)).toMatchObject({ ok: true });
    expect(await redeemAt(code)).toMatchObject({ failure: { code: 'limitReached' } });
    const first = shop.db.selectFrom('redemptions').select('id').orderBy('id').limit(1);
    await shop.db.updateTable('redemptions').set({ voided_at: NOON }).where('id', '=', first).execute();
    expect(await redeemAt(code)).toMatchObject({ ok: true });
    expect(await redeemAt(code)).toMatchObject({ failure: { code: 'limitReached' } });
  });

  test('revoked and voided', async () => {
    await open();
    const code = await couponFor('visitor-a');
    await shop.db.updateTable('offers').set({ revoked_at: NOON }).where('site_id', '=', SITE).execute();
    expect(await redeemAt(code)).toMatchObject({ failure: { code: 'revoked' } });
    await shop.db.updateTable('coupons').set({ status: 'voided' }).where('site_id', '=', SITE).execute();
    expect(await redeemAt(code)).toMatchObject({ failure: { code: 'voided' } });
  });
});

describe('a look-up', () => {
  test('says what the code gives, and counts the visit, once however often it is looked up', async () => {
    await open({ minimumMinor: 100 });
    const code = await couponFor('visitor-a');
    const found = await lookUp(shop.context, { ...till(NOON), code });
    expect(found).toMatchObject({
      ok: true,
      value: { ok: true, offer: '10 % off', percent: 10, minimumMinor: 100 },
    });
    await lookUp(shop.context, { ...till(NOON + 1), code });
    expect(await counts()).toMatchObject({ visit: 1, redemption: 0 });
  });

  test.each([
    ['not a code', 'mistyped'],
    ['000-000-000', 'unknown'],
  ])('of %s counts nothing and says %s', async (code, why) => {
    await open();
    expect(await lookUp(shop.context, { ...till(NOON), code })).toEqual({
      ok: true,
      value: { ok: false, why },
    });
    expect(await counts()).toMatchObject({ visit: 0 });
  });
});

test('the day’s list is of one store, newest first, and its totals leave out what was undone', async () => {
  await open();
  const first = await redeemAt(await couponFor('visitor-a'), NOON);
  await redeemAt(await couponFor('visitor-b'), NOON + MINUTE, { amountMinor: 100_000 });
  await redeemAt(await couponFor('visitor-c'), NOON + MINUTE, { amountMinor: 1_000 }, 'lake');
  if (!first.ok) throw new Error('refused');
  await undo(shop.context, { ...till(NOON + 2 * MINUTE), id: first.value.id });
  const list = await listToday(shop.context, till(NOON + 3 * MINUTE));
  expect(list).toMatchObject({
    ok: true,
    value: {
      count: 1,
      amountMinor: 100_000,
      discountMinor: 10_000,
      redemptions: [{ amountMinor: 100_000 }, { amountMinor: 499_900 }],
    },
  });
});
