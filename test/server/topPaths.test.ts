import { afterEach, beforeEach, expect, test } from 'vitest';
import { redeem } from '../../server/actions/redeem.ts';
import { readTopPaths } from '../../server/actions/topPaths.ts';
import type { PathsQuery, PathsReport } from '../../shared/wire/paths.ts';
import { beacon, event } from './journeys.ts';
import { DAY, MINUTE, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

const WEIBO = '/?utm_source=weibo&utm_medium=social';
const MAIL = '/?utm_source=mail&utm_medium=email';
const START = NOON - 10 * DAY;

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

async function walk(visitor: string, ways: string[], amountMinor: number | null): Promise<void> {
  let code = '';
  for (const [index, way] of ways.entries()) {
    const at = START + index * DAY;
    const outcome = await shop.send(beacon(SITE, visitor, [event('view', way, at), event('ask', way, at)]));
    code = (outcome.ok && outcome.value.coupon?.code) || '';
  }
  if (amountMinor === null) return;
  const till = { siteId: SITE, storeId: 'bund', clerkId: 'clerk', now: START + 3 * DAY };
  await redeem(shop.context, { ...till, input: { code, amountMinor, order: visitor } });
}

async function read(query: Partial<PathsQuery> = {}): Promise<PathsReport> {
  const full: PathsQuery = { by: 'channel', from: '2026-11-01', to: '2026-11-30', limit: 20, ...query };
  const outcome = await readTopPaths(shop.context, { siteId: SITE, query: full, now: NOON });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value;
}

test('tell what was redeemed along each path beside those who did not buy', async () => {
  await walk('visitor-a', [WEIBO, MAIL], 10_000);
  await walk('visitor-b', [WEIBO, MAIL], 20_000);
  await walk('visitor-c', [WEIBO, MAIL], null);
  await walk('visitor-d', ['/'], null);
  const { rows, others, total, flow, complete, axis } = await read();
  expect(rows).toEqual([
    {
      path: ['organicSocial', 'email'],
      redemptions: 2,
      revenueMinor: 30_000,
      discountMinor: 3_000,
      lost: 1,
      days: 3,
    },
    { path: ['direct'], redemptions: 0, revenueMinor: 0, discountMinor: 0, lost: 1, days: null },
  ]);
  expect([others, total.rows, total.lost, complete]).toEqual([null, 2, 2, true]);
  expect(axis).toEqual({ redemptions: 'redemptionDay', lost: 'lastTouchDay' });
  expect(flow.links[0]).toEqual({
    from: '1:organicSocial',
    to: '2:email',
    journeys: 3,
    redemptions: 2,
    revenueMinor: 30_000,
  });
});

test('by source, of the days asked for, as many rows as asked for', async () => {
  await walk('visitor-a', [WEIBO, MAIL], 10_000);
  await walk('visitor-b', ['/', MAIL], null);
  const { rows, others } = await read({ by: 'source', limit: 1 });
  expect(rows.map(({ path }) => path)).toEqual([['weibo', 'mail']]);
  expect(others).toMatchObject({ rows: 1, lost: 1 });
  expect((await read({ by: 'source', to: '2026-11-11' })).rows.map(({ path, lost }) => [path, lost])).toEqual(
    [[['', 'mail'], 1]],
  );
  expect((await read({ from: '2026-11-20' })).rows).toEqual([]);
});

test('a code told by a friend is the path of its coupon’s source', async () => {
  const asked = await shop.send(beacon(SITE, undefined, [event('ask', WEIBO, START)]), {});
  const code = (asked.ok && asked.value.coupon?.code) || '';
  const till = { siteId: SITE, storeId: 'bund', clerkId: 'clerk', now: START + MINUTE };
  await redeem(shop.context, { ...till, input: { code, amountMinor: 500, order: 'friend' } });
  expect((await read({ by: 'source' })).rows[0]).toMatchObject({ path: ['weibo'], redemptions: 1 });
});
