import { afterEach, beforeEach, expect, test } from 'vitest';
import { readParticipation } from '../../server/actions/reportParticipation.ts';
import type { ParticipationQuery, ParticipationReport } from '../../shared/wire/participation.ts';
import { beacon, event } from './journeys.ts';
import { BAIDU, buy, RANGE, visit, WEIBO } from './reportShop.ts';
import { DAY, MINUTE, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

const START = NOON - 10 * DAY;

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

async function ask(query: Partial<ParticipationQuery> = {}): Promise<ParticipationReport> {
  const full: ParticipationQuery = { by: 'page', offset: 0, limit: 50, ...RANGE, ...query };
  const outcome = await readParticipation(shop.context, { siteId: SITE, query: full, now: NOON });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value;
}

/** Comes by a way, clicks the banner there, and looks at the beds. */
async function browse(visitor: string, way: string): Promise<void> {
  await shop.send(
    beacon(SITE, visitor, [
      event('view', way, START),
      event('click', way, START + MINUTE),
      event('view', '/beds', START + 2 * MINUTE),
      event('click', '/beds', START + 3 * MINUTE, { position: 'call', label: 'Call' }),
    ]),
  );
}

/** Six browse; the one who came by Weibo buys for 90.00. Somebody else comes by Baidu only. */
async function browsing(): Promise<void> {
  for (const name of ['a', 'b', 'c', 'd', 'e']) await browse(`visitor-${name}`, BAIDU);
  await browse('visitor-f', WEIBO);
  await buy(shop, 'visitor-f', [WEIBO], 9_000, { start: START + 4 * MINUTE });
  await visit(shop, 'visitor-g', BAIDU, START);
}

test('a page’s row is what became of those who met it, with every step', async () => {
  await browsing();
  const { rows, axis, additive, more } = await ask();
  expect([axis, additive, more]).toEqual(['joinDay', false, false]);
  expect(
    rows.map(({ page, counts }) => [page, counts.arrival, counts.redemption, counts.revenueMinor]),
  ).toEqual([
    ['/beds', 6, 1, 9_000],
    ['/', 1, 1, 9_000],
    ['/sofas', 6, 0, 0],
  ]);
  expect(rows[0]).toMatchObject({ position: null, label: null, rates: { arrival: null } });
  expect(rows[0]?.rates.redemption?.share).toBeCloseTo(1 / 6, 12);
  expect(rows[1]?.rates.redemption).toBeNull();
});

test('one redemption takes part in every page that its visitor met: there is no total', async () => {
  await browsing();
  const { rows, ...rest } = await ask();
  expect(rows.reduce((sum, { counts }) => sum + counts.revenueMinor, 0)).toBe(2 * 9_000);
  expect(rest).not.toHaveProperty('total');
});

test('a position’s row is what became of those who clicked it; of one page, if asked', async () => {
  await browsing();
  const { rows } = await ask({ by: 'position' });
  expect(rows.map(({ page, position, label, counts }) => [page, position, label, counts.arrival])).toEqual([
    ['/beds', 'call', 'Call', 6],
    ['/', 'banner', 'Banner', 1],
    ['/sofas', 'banner', 'Banner', 5],
  ]);
  const beds = await ask({ by: 'position', page: 'https://shop.example/beds?x=1' });
  expect(beds.rows).toMatchObject([{ position: 'call', counts: { arrival: 6, revenueMinor: 9_000 } }]);
  expect((await ask({ by: 'position', page: '/nowhere' })).rows).toEqual([]);
  expect((await ask({ page: '/sofas' })).rows).toMatchObject([{ page: '/sofas' }]);
});

test.each(['page', 'position'] as const)('by %s under one channel or campaign', async (by) => {
  await browsing();
  const counts = async (query: Partial<ParticipationQuery>) =>
    Object.fromEntries(
      (await ask({ by, ...query })).rows.map((row) => [
        row.page,
        [row.counts.arrival, row.counts.revenueMinor],
      ]),
    );
  expect(await counts({ channel: 'paidSearch' })).toEqual({
    '/sofas': [by === 'page' ? 6 : 5, 0],
    '/beds': [5, 0],
  });
  expect(await counts({ channel: 'organicSocial' })).toEqual({ '/': [1, 9_000], '/beds': [1, 9_000] });
  expect(await counts({ channel: 'email' })).toEqual({});
  expect(Object.keys(await counts({ campaign: 'autumn' }))).toHaveLength(3);
  expect(await counts({ campaign: '' })).toEqual({});
});

test('comes a page of rows at a time', async () => {
  await browsing();
  const first = await ask({ limit: 2 });
  const second = await ask({ limit: 2, offset: 2 });
  expect([first.rows.length, first.more, second.rows.length, second.more]).toEqual([2, true, 1, false]);
  expect(new Set([...first.rows, ...second.rows].map(({ page }) => page)).size).toBe(3);
});

test('another day’s are in none of it', async () => {
  await browsing();
  expect((await ask({ from: '2026-11-11', to: '2026-11-30' })).rows).toEqual([]);
});
