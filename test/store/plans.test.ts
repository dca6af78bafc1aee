import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCOPE } from '../../server/domain/funnel.ts';
import { loadClerkNames } from '../../server/store/clerks.ts';
import { loadCountedOf } from '../../server/store/countedSales.ts';
import { loadCounters, sumPositions } from '../../server/store/counters.ts';
import { loadLiveCoupons } from '../../server/store/coupons.ts';
import { loadVisitorsOf } from '../../server/store/customers.ts';
import { hasRedeemed, hasRedeemedOffer } from '../../server/store/customerUses.ts';
import type { Db } from '../../server/store/db.ts';
import { loadPositions } from '../../server/store/dictionary.ts';
import { loadSeen } from '../../server/store/events.ts';
import { loadFunnelSums } from '../../server/store/funnelSums.ts';
import { loadJourneys } from '../../server/store/journeys.ts';
import { migrate } from '../../server/store/migrate.ts';
import { loadConvertedPaths, loadKnownPaths, sumLostPaths } from '../../server/store/paths.ts';
import {
  findLastUse,
  findOrder,
  findSales,
  loadStoreDay,
  sumStoreDay,
} from '../../server/store/redemptions.ts';
import { sumCohorts, sumCredits, sumRedemptions } from '../../server/store/reports.ts';
import { loadLines, loadRangeLines, loadRedemptionCredits } from '../../server/store/reportsLines.ts';
import { sumParticipation } from '../../server/store/reportsParticipation.ts';
import { loadRowRedemptions } from '../../server/store/reportsRows.ts';
import { loadMetSources } from '../../server/store/reportsSources.ts';
import { loadReturns } from '../../server/store/returns.ts';
import { sumClicksBySource, sumSpend } from '../../server/store/spend.ts';
import { sumClicks } from '../../server/store/spendStanding.ts';
import { openSqlite } from '../../server/store/sqlite/dialect.ts';
import type { Tables } from '../../server/store/tables/tables.ts';
import { loadTakenBack } from '../../server/store/takenBack.ts';

const SITE = 'testsite';
const folder = mkdtempSync(join(tmpdir(), 'backstamp-plans-'));
const dialect = openSqlite(join(folder, 'test.db'));
let asked: { text: string; parameters: readonly unknown[] }[] = [];
const db: Db = new Kysely<Tables>({
  dialect: dialect.kysely,
  log: ({ query }) => void asked.push({ text: query.sql, parameters: query.parameters }),
});

beforeAll(() => migrate(db as unknown as Kysely<unknown>, dialect));
afterAll(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

/** How the engine goes about what `read` asks. */
async function planOf(read: () => Promise<unknown>): Promise<string> {
  asked = [];
  await read();
  const plans = asked.map(({ text, parameters }) =>
    dialect.database.prepare(`explain query plan ${text}`).all(...(parameters as never[])),
  );
  return plans
    .flat()
    .map(({ detail }) => detail)
    .join('; ');
}

const RANGE = { from: 20261101, to: 20261130 };
const FILTERS = { sources: [1, 2], campaign: 'autumn', stores: { ids: ['bund'], inside: true } };
const CONVERTED = { at: 1, id: 'x', source: 1, path: [], amountMinor: 0, discountMinor: 0, leadHours: null };
const visitors = Array.from({ length: 128 }, (_, n) => `visitor-${n}`);
const numbers = visitors.map((_, n) => n);

describe('what a beacon, a redemption or a funnel waits for reads only its own rows of a site', () => {
  test.each<[string, () => Promise<unknown>, keys: string]>([
    ['raw keys', () => loadSeen(db, SITE, visitors), '(site_id=? AND id=?)'],
    ['journeys', () => loadJourneys(db, SITE, visitors), '(site_id=? AND visitor=?)'],
    ['live coupons of one', () => loadLiveCoupons(db, SITE, ['visitor-1']), '(site_id=? AND visitor=?)'],
    ['live coupons of many', () => loadLiveCoupons(db, SITE, visitors), '(site_id=? AND visitor=?)'],
    ['an order', () => findOrder(db, SITE, 'A1'), '(site_id=? AND order_number=?)'],
    ['a code’s last use', () => findLastUse(db, SITE, '000000000'), '(site_id=? AND code=?)'],
    [
      'a customer’s uses',
      () => hasRedeemedOffer(db, SITE, ['visitor-1', 'visitor-2'], { id: 'offer', times: 3 }),
      '(site_id=? AND customer=? AND offer_id=?)',
    ],
    [
      'whether a customer redeemed',
      () => hasRedeemed(db, SITE, ['visitor-1', 'visitor-2']),
      'redemptions_customer_uses (site_id=? AND customer=?)',
    ],
    [
      'a store’s day',
      () => loadStoreDay(db, SITE, 'bund', 20261120, 200),
      '(site_id=? AND store_id=? AND day=?)',
    ],
    [
      'what a store’s day comes to',
      () => sumStoreDay(db, SITE, 'bund', 20261120),
      '(site_id=? AND store_id=? AND day=?)',
    ],
    [
      'sales under an order number, whatever became of them',
      () => findSales(db, SITE, 'bund', { order: 'A1', code: null }, 20),
      'redemptions_any_order (site_id=? AND order_number=?)',
    ],
    [
      'where a visitor’s sales were counted',
      () => loadCountedOf(db, SITE, 'visitor-1', { before: 'sale-9', limit: 100 }),
      '(site_id=? AND visitor=? AND id<?)',
    ],
    [
      'what came back of a sale',
      () => loadReturns(db, SITE, 'sale-1', 100),
      '(site_id=? AND redemption_id=?)',
    ],
    ['a customer’s visitors', () => loadVisitorsOf(db, SITE, 'customer-1'), '(site_id=? AND customer=?)'],
    ['a clerk’s name', () => loadClerkNames(db, SITE, ['clerk-1']), '(site_id=? AND id=?)'],
    ['what a range comes to', () => sumRedemptions(db, SITE, RANGE), '(site_id=? AND day>? AND day<?)'],
    [
      'a range’s credits',
      () => sumCredits(db, SITE, 'campaign', ['last', 'first'], RANGE),
      '(site_id=? AND day>? AND day<?)',
    ],
    [
      'the redemptions behind a row',
      () =>
        loadRowRedemptions(db, SITE, {
          ...RANGE,
          row: { by: 'source', keys: ['x'] },
          model: 'last',
          offset: 0,
          limit: 50,
        }),
      '(site_id=? AND day>? AND day<?)',
    ],
    ['a range’s spend', () => sumSpend(db, SITE, 'campaign', RANGE), '(site_id=? AND day>? AND day<?)'],
    [
      'a range’s spend, row by row',
      () => sumSpend(db, SITE, 'channel', RANGE),
      '(site_id=? AND import_id=? AND day=? AND platform=? AND kind=?)',
    ],
    [
      'a range’s clicks',
      () => sumClicks(db, SITE, RANGE),
      '(site_id=? AND import_id=? AND day=? AND platform=? AND kind=?)',
    ],
    [
      'a range’s clicks by source',
      () => sumClicksBySource(db, SITE, RANGE),
      '(site_id=? AND import_id=? AND day=? AND platform=? AND kind=?)',
    ],
    [
      'what of a range was taken back',
      () => loadTakenBack(db, SITE, RANGE, { offset: 0, limit: 50 }),
      '(site_id=? AND day>? AND day<?)',
    ],
    ['paths', () => loadKnownPaths(db, SITE, numbers), '(site_id=? AND id=?)'],
    [
      'a range’s paths without a sale',
      () => sumLostPaths(db, SITE, RANGE, 100),
      '(site_id=? AND day>? AND day<?)',
    ],
    [
      'a range’s paths with a sale',
      () => loadConvertedPaths(db, SITE, RANGE, null, 100),
      '(site_id=? AND day>? AND day<?)',
    ],
    [
      'the next of them',
      () => loadConvertedPaths(db, SITE, RANGE, { ...CONVERTED, day: 20261115 }, 100),
      '(site_id=? AND day',
    ],
    [
      'a filtered report',
      () => sumCredits(db, SITE, 'term', ['last'], { ...RANGE, ...FILTERS }),
      '(site_id=? AND store_id=? AND day>? AND day<?)',
    ],
    [
      'a range’s cohorts by a source’s name',
      () => sumCohorts(db, SITE, 'campaign', { ...RANGE, sources: [1, 2], campaign: 'autumn' }),
      '(site_id=? AND scope=? AND subject=? AND day>? AND day<?)',
    ],
    [
      'what each redemption is credited with',
      () => loadRedemptionCredits(db, SITE, ['last'], RANGE),
      '(site_id=? AND day>? AND day<?)',
    ],
    ['a range’s lines', () => loadRangeLines(db, SITE, RANGE), '(site_id=? AND redemption_id=?)'],
    ['redemptions’ lines', () => loadLines(db, SITE, ['x']), '(site_id=? AND redemption_id=?)'],
    [
      'the redemptions behind a product',
      () =>
        loadRowRedemptions(db, SITE, {
          ...RANGE,
          ...FILTERS,
          row: { by: 'product', sku: 'sofa' },
          model: 'last',
          offset: 0,
          limit: 50,
        }),
      '(site_id=? AND store_id=? AND day>? AND day<?)',
    ],
    ['a range’s sources', () => loadMetSources(db, SITE, RANGE), '(site_id=? AND day>? AND day<?)'],
    [
      'pages’ participation',
      () => sumParticipation(db, SITE, { ...RANGE, of: 'page', offset: 0, limit: 50 }),
      '(site_id=? AND scope=?',
    ],
    [
      'the participation of a page’s positions',
      () => sumParticipation(db, SITE, { ...RANGE, of: 'position', subjects: numbers, offset: 0, limit: 50 }),
      '(site_id=? AND scope=? AND subject=? AND day>? AND day<?)',
    ],
    ['a page’s positions', () => loadPositions(db, SITE, 1), '(site_id=? AND page_id=?)'],
    [
      'positions’ sums',
      () => sumPositions(db, SITE, numbers, 20261101, 20261130),
      '(site_id=? AND scope=? AND subject=? AND day>? AND day<?)',
    ],
    [
      'a page’s counters',
      () => loadCounters(db, SITE, { scope: SCOPE.page, subject: 1, from: 20261101, to: 20261130 }),
      '(site_id=? AND scope=? AND subject=? AND day>? AND day<?)',
    ],
    [
      'a page’s sums',
      () => loadFunnelSums(db, SITE, { scope: SCOPE.page, subject: 1, from: 20261101, to: 20261130 }),
      '(site_id=? AND scope=? AND subject=? AND day>? AND day<?)',
    ],
  ])('%s', async (_what, read, keys) => {
    const plan = await planOf(read);
    expect(plan).toContain(keys);
    expect(plan).not.toContain('SCAN');
  });

  test('a report reads the names of its sources last, however many a filter has', async () => {
    const filters = { ...RANGE, sources: numbers, campaign: 'autumn' };
    for (const read of [
      () => sumCredits(db, SITE, 'term', ['last'], filters),
      () => sumCohorts(db, SITE, 'term', filters),
      () => sumSpend(db, SITE, 'term', filters),
    ]) {
      const tables = (await planOf(read)).matchAll(/SEARCH (\w+)/g);
      expect([...tables].map(([, table]) => table).at(-1)).toBe('sources');
    }
  });

  test('a code’s last use is the first that is met, however often it was used', async () => {
    expect(await planOf(() => findLastUse(db, SITE, '000000000'))).not.toContain('TEMP B-TREE');
  });
});

test('the figures are the same each time the server starts', async () => {
  const figures = () => dialect.database.prepare('select * from sqlite_stat1').all();
  const before = figures();
  expect(before.length).toBeGreaterThan(0);
  await migrate(db as unknown as Kysely<unknown>, dialect);
  expect(figures()).toEqual(before);
});
