import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { SCOPE } from '../../server/domain/funnel.ts';
import { loadCounted } from '../../server/store/countedSales.ts';
import type { Db } from '../../server/store/db.ts';
import { unpackState } from '../../server/store/journeyState.ts';
import { createInitial } from '../../server/store/migrations/0001-initial.ts';
import { createReturns } from '../../server/store/migrations/0004-returns.ts';
import { openSqlite } from '../../server/store/sqlite/dialect.ts';
import type { Tables } from '../../server/store/tables/tables.ts';

/** A journey as it was packed before redemptions remembered where they were counted: two sales in two cohorts. */
const OLD_STATE = JSON.stringify([
  1_000,
  [7],
  [20_261_120],
  0,
  [[0, 0, 5, 0]],
  [
    [SCOPE.site, 0, 0, 0, 0, 1, { id: 'first', step: 'redemption', valueMinor: 500, repeat: false }],
    [
      SCOPE.page,
      5,
      0,
      0,
      0,
      3,
      { id: 'first', step: 'redemption', valueMinor: 500, repeat: false },
      { id: 'second', step: 'redemption', valueMinor: 300, repeat: true },
    ],
  ],
  0,
]);

const REDEMPTION = {
  site_id: 'shop',
  code: '000000000',
  offer_id: 'offer',
  campaign_id: 'campaign',
  store_id: 'store',
  clerk_id: 'clerk',
  amount_minor: 500,
  discount_minor: 0,
  at: 2_000,
  day: 20_261_120,
  customer: 'visitor-a',
  visitor: 'visitor-a',
  source_id: 7,
  page_id: 5,
  path: '[]',
};

test('a redemption learns from its old journey where it was counted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backstamp-test-'));
  const dialect = openSqlite(join(folder, 'test.db'));
  const db: Db = new Kysely<Tables>({ dialect: dialect.kysely });
  const schema = db as unknown as Kysely<unknown>;
  const old = db as unknown as Kysely<Record<string, Record<string, unknown>>>;
  await createInitial(schema, dialect);
  await old
    .insertInto('sites')
    .values({
      id: 'shop',
      name: 'Shop',
      origins: '[]',
      time_zone: 'UTC',
      currency: 'EUR',
      window_days: 30,
      hash_routes: 0,
      key_secret: 'key',
      signing_secret: 'signing',
      created_at: 0,
    })
    .execute();
  for (const id of ['first', 'second', 'third']) {
    await old
      .insertInto('redemptions')
      .values({ ...REDEMPTION, id, order_number: id })
      .execute();
  }
  await old
    .insertInto('journeys')
    .values({ site_id: 'shop', visitor: 'visitor-a', seq: 4, state: OLD_STATE })
    .execute();
  await createReturns(schema, dialect);
  const site = { scope: SCOPE.site, subject: 0, source: 7, day: 20_261_120 };
  const page = { scope: SCOPE.page, subject: 5, source: 7, day: 20_261_120 };
  expect(await loadCounted(db, 'shop', 'first')).toEqual({ repeat: false, cohorts: [site, page] });
  expect(await loadCounted(db, 'shop', 'second')).toEqual({ repeat: true, cohorts: [page] });
  expect(await loadCounted(db, 'shop', 'third')).toEqual({ repeat: false, cohorts: [] });
  await db.destroy();
  rmSync(folder, { recursive: true });
});

test('an old journey is read with the steps that its sales reached', () => {
  const { memberships, touchpoints } = unpackState(OLD_STATE);
  // Arrival is bit 0, product 1, redemption 6, repeat 8.
  expect(memberships.map(({ reached }) => reached)).toEqual([1 | (1 << 6), 3 | (1 << 6) | (1 << 8)]);
  expect(touchpoints).toMatchObject([{ source: 7, at: 1_000, page: 5 }]);
});
