import { afterEach, beforeEach, expect, test } from 'vitest';
import { lookUp } from '../../server/actions/lookUp.ts';
import { redeem } from '../../server/actions/redeem.ts';
import { undo } from '../../server/actions/undo.ts';
import { beacon, event } from './journeys.ts';
import { MINUTE, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

const till = (now: number) => ({ siteId: SITE, storeId: 'bund', clerkId: 'clerk', now });

/** The code that the visitor's page shows. */
async function shownAt(now: number): Promise<string> {
  const outcome = await shop.send(beacon(SITE, 'visitor-a', [event('ask', '/', now)]));
  if (!outcome.ok || !outcome.value.coupon) throw new Error('no coupon');
  return outcome.value.coupon.code;
}

async function redeemed(code: string, now: number, order: string): Promise<string> {
  const outcome = await redeem(shop.context, { ...till(now), input: { code, amountMinor: 10_000, order } });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value.id;
}

test('a code whose redemption was undone after its visitor got a newer one gives no second discount', async () => {
  const first = await shownAt(NOON);
  const id = await redeemed(first, NOON + MINUTE, 'A-1');
  const second = await shownAt(NOON + 2 * MINUTE);
  expect(second).not.toBe(first);
  await undo(shop.context, { ...till(NOON + 3 * MINUTE), id });
  expect(await lookUp(shop.context, { ...till(NOON + 4 * MINUTE), code: first })).toMatchObject({
    value: { ok: false, why: 'voided' },
  });
  expect(await redeemed(second, NOON + 5 * MINUTE, 'A-1')).toEqual(expect.any(String));
});
