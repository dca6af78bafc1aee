import { afterEach, beforeEach, expect, test } from 'vitest';
import { redeem } from '../../server/actions/redeem.ts';
import { readTopPaths } from '../../server/actions/topPaths.ts';
import type { PathsQuery, PathsReport } from '../../shared/wire/paths.ts';
import { beacon, event } from './journeys.ts';
import { DAY, MINUTE, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

const WEIBO = '/?utm_source=weibo&utm_medium=social';
const MAIL = '/?utm_source=mail&utm_medium=email';
const START = NOON - 10 * DAY;

const NOTHING = { redemptions: 0, revenueMinor: 0, discountMinor: 0, lost: 0, days: null };
const AUTUMN = '/?utm_source=weibo&utm_medium=social&utm_campaign=autumn';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

async function walk(
  visitor: string,
  ways: string[],
  amountMinor: number | null,
  storeId = 'bund',
): Promise<void> {
  let code = '';
  for (const [index, way] of ways.entries()) {
    const at = START + index * DAY;
    const outcome = await shop.send(beacon(SITE, visitor, [event('view', way, at), event('ask', way, at)]));
    code = (outcome.ok && outcome.value.coupon?.code) || '';
  }
  if (amountMinor === null) return;
  const till = { siteId: SITE, storeId, clerkId: 'clerk', now: START + 3 * DAY };
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
      previous: null,
    },
    { path: ['direct'], ...NOTHING, lost: 1, previous: null },
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

test('by channel and campaign: the whole paths that hold a touch which is both', async () => {
  await walk('visitor-a', [AUTUMN, MAIL], 10_000);
  await walk('visitor-b', [WEIBO, MAIL], 20_000);
  await walk('visitor-c', [WEIBO, AUTUMN], null);
  await walk('visitor-d', [AUTUMN, WEIBO], null);
  await walk('visitor-e', ['/'], null);
  const pathsOf = async (query: Partial<PathsQuery>) =>
    (await read({ by: 'source', ...query })).rows.map(({ path, redemptions, lost }) => [
      path.join('>'),
      redemptions,
      lost,
    ]);
  expect(await pathsOf({ channel: 'email' })).toEqual([['weibo>mail', 2, 0]]);
  // Which of two touches has the campaign makes no other path of it.
  expect(await pathsOf({ campaign: 'autumn' })).toEqual([
    ['weibo>mail', 1, 0],
    ['weibo>weibo', 0, 2],
  ]);
  expect(await pathsOf({ channel: 'email', campaign: 'autumn' })).toEqual([]);
  expect(await pathsOf({ channel: 'direct' })).toEqual([['', 0, 1]]);
  const report = await read({ channel: 'email' });
  expect(report.filters).toEqual({ channel: 'email' });
  expect(report.flow.links.map(({ to, journeys }) => [to, journeys])).toEqual([
    ['2:email', 2],
    ['redeemed', 2],
  ]);
});

test('by store or city: of redemptions there; who did not buy came to no store', async () => {
  await walk('visitor-a', [WEIBO], 10_000);
  await walk('visitor-b', [MAIL], 20_000, 'lake');
  await walk('visitor-c', [MAIL], null);
  const { rows, total, flow } = await read({ store: 'bund' });
  expect(rows.map(({ path, redemptions, lost }) => [path, redemptions, lost])).toEqual([
    [['organicSocial'], 1, null],
  ]);
  expect(total).toMatchObject({ rows: 1, revenueMinor: 10_000, lost: null });
  expect(flow.links.map(({ to }) => to)).toEqual(['redeemed']);
  expect((await read({ city: 'Shanghai' })).total).toMatchObject({ redemptions: 2, lost: null });
  expect((await read({ city: '' })).rows).toEqual([]);
  expect((await read({ store: 'bund', city: 'nowhere' })).rows).toEqual([]);
});

test('beside the period before, and which figures of the two compare', async () => {
  await walk('visitor-a', [WEIBO], 10_000);
  await walk('visitor-b', [MAIL], null);
  const days = { from: '2026-11-13', to: '2026-11-18' };
  const report = await read({ ...days, previous: true });
  expect(report.previous).toEqual({
    from: '2026-11-07',
    to: '2026-11-12',
    comparable: { credited: true, cohorts: false },
  });
  expect(
    report.rows.map(({ path, redemptions, lost, previous }) => [path, redemptions, lost, previous]),
  ).toEqual([
    [['organicSocial'], 1, 0, NOTHING],
    [['email'], 0, 0, { ...NOTHING, lost: 1 }],
  ]);
  expect(report.total).toMatchObject({ rows: 2, redemptions: 1, lost: 0, previous: { ...NOTHING, lost: 1 } });
  const one = await read({ ...days, previous: true, limit: 1 });
  expect(one.others).toEqual({ rows: 1, ...NOTHING, previous: { ...NOTHING, lost: 1 } });
  expect((await read(days)).rows[0]?.previous).toBeNull();
});

test('journeys may still buy as long as touchpoints earn, however short cohorts are', async () => {
  await shop.close();
  shop = await openWorkshop({}, { windowDays: 7, lookbackDays: 12 });
  expect((await read({ from: '2026-11-01', to: '2026-11-20' })).immatureFrom).toBe('2026-11-08');
  expect((await read({ from: '2026-10-01', to: '2026-11-07' })).immatureFrom).toBe(null);
});
