import { afterEach, beforeEach, expect, test } from 'vitest';
import { listTakenBack, readRedemption } from '../../server/actions/redemptionStory.ts';
import { returnGoods } from '../../server/actions/returns.ts';
import { undo } from '../../server/actions/undo.ts';
import type { RedemptionQuery, TakenBackQuery } from '../../shared/wire/redemptions.ts';
import { buy, MAIL, RANGE, WEIBO } from './reportShop.ts';
import { DAY, MINUTE, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

async function read(id: string, query: RedemptionQuery = { model: 'last' }, siteId = SITE) {
  const outcome = await readRedemption(shop.context, { siteId, id, query });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value;
}

async function list(query: Partial<TakenBackQuery> = {}) {
  const full = { offset: 0, limit: 50, ...RANGE, ...query };
  const outcome = await listTakenBack(shop.context, { siteId: SITE, query: full, now: NOON });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value;
}

function giveBack(id: string, amountMinor: number, now = NOON) {
  const by = { clerkId: 'clerk', storeId: 'bund' };
  return returnGoods(shop.context, {
    siteId: SITE,
    id,
    by,
    now,
    input: { amountMinor, reason: 'scratched' },
  });
}

test('a redemption by its id: its path, each arrival with its credit under two models', async () => {
  const { id } = await buy(shop, 'visitor-a', [WEIBO, MAIL], 10_000);
  const { redemption, model, compare, voidedAt, returns, currency } = await read(id, {
    model: 'first',
    compare: 'linear',
  });
  expect([model, compare, voidedAt, returns, currency]).toEqual(['first', 'linear', null, [], 'CNY']);
  expect(redemption).toMatchObject({ id, store: 'Bund', city: 'Shanghai', amountMinor: 10_000, days: 1 });
  expect(
    redemption.path.map(({ source, page, creditedMinor, comparedMinor }) => [
      source.source,
      page,
      creditedMinor,
      comparedMinor,
    ]),
  ).toEqual([
    ['weibo', '/', 10_000, 5_000],
    ['mail', '/beds', 0, 5_000],
  ]);
  expect((await read(id, { model: 'last', compare: 'last' })).compare).toBeNull();
});

test('one of which all came back still has its path; nothing is credited, and it says what came back', async () => {
  const { id } = await buy(shop, 'visitor-a', [WEIBO, MAIL], 10_000);
  await giveBack(id, 4_000, NOON);
  await giveBack(id, 6_000, NOON + MINUTE);
  const { redemption, voidedAt, returns } = await read(id);
  expect(redemption.path.map(({ source, creditedMinor }) => [source.source, creditedMinor])).toEqual([
    ['weibo', 0],
    ['mail', 0],
  ]);
  expect([redemption.amountMinor, redemption.returnedMinor, redemption.rowMinor]).toEqual([0, 10_000, 0]);
  expect(voidedAt).toBe(NOON + MINUTE);
  expect(returns).toEqual([
    { at: NOON + MINUTE, day: '2026-11-20', amountMinor: 6_000, refundMinor: 5_400 },
    { at: NOON, day: '2026-11-20', amountMinor: 4_000, refundMinor: 3_600 },
  ]);
});

test('what is not there, or another site’s, is not found', async () => {
  const { id } = await buy(shop, 'visitor-a', [WEIBO], 10_000);
  await expect(read('nosuchone')).rejects.toThrow('notFound');
  await expect(read(id, { model: 'last' }, 'another')).rejects.toThrow('notFound');
});

test('those taken back, wholly, in part or undone, by the day of the redemption, newest first', async () => {
  const start = NOON - 10 * DAY;
  const whole = await buy(shop, 'visitor-a', [WEIBO], 10_000, { start });
  const part = await buy(shop, 'visitor-b', [MAIL], 20_000, { start: start + DAY });
  const undone = await buy(shop, 'visitor-c', [MAIL], 30_000, { start: start + 2 * DAY });
  await buy(shop, 'visitor-d', [MAIL], 40_000, { start: start + 3 * DAY });
  await giveBack(whole.id, 10_000);
  await giveBack(part.id, 5_000);
  const till = { siteId: SITE, storeId: 'bund', clerkId: 'clerk', now: undone.at + MINUTE };
  expect((await undo(shop.context, { ...till, id: undone.id })).ok).toBe(true);
  const { redemptions, more, axis } = await list();
  expect([more, axis]).toEqual([false, 'redemptionDay']);
  expect(
    redemptions.map(({ id, amountMinor, returnedMinor, voidedAt }) => [
      id,
      amountMinor,
      returnedMinor,
      voidedAt !== null,
    ]),
  ).toEqual([
    [undone.id, 30_000, 0, true],
    [part.id, 15_000, 5_000, false],
    [whole.id, 0, 10_000, true],
  ]);
  expect(redemptions[1]).toMatchObject({ store: 'Bund', city: 'Shanghai', offer: expect.any(String) });
  const second = await list({ offset: 1, limit: 1 });
  expect([second.redemptions.map(({ id }) => id), second.more]).toEqual([[part.id], true]);
  expect((await list({ from: '2026-11-19' })).redemptions).toEqual([]);
});
