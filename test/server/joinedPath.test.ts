import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { redeem } from '../../server/actions/redeem.ts';
import type { Touchpoint } from '../../server/domain/journey.ts';
import { beacon, event } from './journeys.ts';
import { DAY, MINUTE, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

let shop: Workshop;
afterEach(() => shop.close());

const FROM = {
  weibo: '/?utm_source=weibo',
  baidu: '/?utm_source=baidu&utm_medium=cpc',
  mail: '/?utm_source=mail',
};

async function arrive(visitor: string, way: keyof typeof FROM, at: number): Promise<void> {
  await shop.send(beacon(SITE, visitor, [event('view', FROM[way], at)]));
}

async function identify(visitor: string, customer: string, at: number): Promise<void> {
  const signature = createHmac('sha256', 'signing secret of the test site')
    .update(`customer:${customer}`)
    .digest('hex');
  const outcome = await shop.send(
    beacon(SITE, visitor, [event('identify', '/', at, { customer, signature })]),
  );
  if (!outcome.ok) throw new Error(outcome.failure.code);
}

async function codeOf(visitor: string | undefined, at: number): Promise<string> {
  const outcome = await shop.send(beacon(SITE, visitor, [event('ask', '/', at)]));
  if (!outcome.ok || !outcome.value.coupon) throw new Error('no coupon');
  return outcome.value.coupon.code;
}

/** Redeems a code; the names of the sources of the path that is kept with it. */
async function pathOf(code: string, now: number): Promise<(string | null)[]> {
  const input = { code, amountMinor: 10_000, order: `A-${now}` };
  const outcome = await redeem(shop.context, { siteId: SITE, storeId: 'bund', clerkId: 'clerk', now, input });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  const row = await shop.db
    .selectFrom('redemptions')
    .select('path')
    .where('id', '=', outcome.value.id)
    .executeTakeFirstOrThrow();
  const sources = await shop.db.selectFrom('sources').select(['id', 'source']).execute();
  const names = new Map(sources.map(({ id, source }) => [id, source]));
  return (JSON.parse(row.path) as Touchpoint[]).map(({ source }) => names.get(source) ?? null);
}

describe('the path of a customer whom the shop knows on several devices', () => {
  test('holds the touchpoints of all of them, in the order of time', async () => {
    shop = await openWorkshop();
    await arrive('the-phone', 'weibo', NOON);
    await arrive('the-laptop', 'baidu', NOON + DAY);
    await arrive('the-phone', 'mail', NOON + 2 * DAY);
    await identify('the-phone', 'customer-7', NOON + 2 * DAY);
    await identify('the-laptop', 'customer-7', NOON + 3 * DAY);
    const code = await codeOf('the-laptop', NOON + 3 * DAY);
    expect(await pathOf(code, NOON + 3 * DAY + MINUTE)).toEqual(['weibo', 'baidu', 'mail']);
  });

  test('holds nothing of another customer, or of a visitor whom nobody has named', async () => {
    shop = await openWorkshop();
    await arrive('the-phone', 'weibo', NOON);
    await arrive('the-tablet', 'mail', NOON);
    await arrive('the-laptop', 'baidu', NOON + MINUTE);
    await identify('the-phone', 'customer-8', NOON + MINUTE);
    await identify('the-laptop', 'customer-7', NOON + MINUTE);
    expect(await pathOf(await codeOf('the-laptop', NOON + 2 * MINUTE), NOON + DAY)).toEqual(['baidu']);
  });

  test('holds an arrival once that two devices share', async () => {
    shop = await openWorkshop();
    for (const visitor of ['the-phone', 'the-laptop']) {
      await arrive(visitor, 'weibo', NOON);
      await identify(visitor, 'customer-7', NOON + MINUTE);
    }
    expect(await pathOf(await codeOf('the-phone', NOON + 2 * MINUTE), NOON + DAY)).toEqual(['weibo']);
  });

  test('makes a redemption a repeat of the one that another device made before the shop knew', async () => {
    shop = await openWorkshop();
    await arrive('the-phone', 'weibo', NOON);
    await pathOf(await codeOf('the-phone', NOON), NOON + MINUTE);
    await arrive('the-laptop', 'baidu', NOON + DAY);
    await identify('the-phone', 'customer-7', NOON + DAY);
    await identify('the-laptop', 'customer-7', NOON + DAY);
    await pathOf(await codeOf('the-laptop', NOON + DAY), NOON + DAY + MINUTE);
    const repeats = await shop.db.selectFrom('counters').select('repeat').where('repeat', '>', 0).execute();
    expect(repeats).not.toEqual([]);
  });
});

describe('a code whose visitor nobody knows at the till keeps the source it was issued for', () => {
  test.each<[string, (visitor: string) => Promise<unknown>, string | undefined]>([
    [
      'storage was cleared and its journey is gone',
      () => shop.db.deleteFrom('journeys').where('site_id', '=', SITE).execute(),
      'the-phone',
    ],
    ['its visitor refused to be recognised, and a friend uses it', async () => {}, undefined],
  ])('%s', async (_what, forget, visitor) => {
    shop = await openWorkshop();
    const at = NOON;
    const outcome = await shop.send(
      beacon(SITE, visitor, [event('view', FROM.weibo, at), event('ask', '/', at)]),
    );
    if (!outcome.ok || !outcome.value.coupon) throw new Error('no coupon');
    await forget('the-phone');
    // Somebody else has come since, on the device that is used now.
    await arrive('the-laptop', 'baidu', NOON + MINUTE);
    await pathOf(outcome.value.coupon.code, NOON + DAY);
    const credits = await shop.db
      .selectFrom('credits')
      .innerJoin('sources', 'sources.id', 'credits.source_id')
      .select(['model', 'sources.source'])
      .execute();
    expect(new Set(credits.map(({ source }) => source))).toEqual(new Set(['weibo']));
  });
});

describe('the lookback of a site', () => {
  test.each([
    [7, 30, ['mail']],
    [30, 30, ['baidu', 'mail']],
    [60, 30, ['weibo', 'baidu', 'mail']],
  ])('of %i days, with cohorts that last %i, credits %j', async (lookbackDays, windowDays, expected) => {
    shop = await openWorkshop({}, { lookbackDays, windowDays });
    await arrive('the-phone', 'weibo', NOON - 45 * DAY);
    await arrive('the-phone', 'baidu', NOON - 20 * DAY);
    await arrive('the-phone', 'mail', NOON - DAY);
    expect(await pathOf(await codeOf('the-phone', NOON - DAY), NOON)).toEqual(expected);
  });
});
