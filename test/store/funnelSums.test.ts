import fc from 'fast-check';
import { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CounterChange, SCOPE, sumChanges } from '../../server/domain/funnel.ts';
import { sumFunnel } from '../../server/domain/funnelSums.ts';
import { addToCounters, loadCounters } from '../../server/store/counters.ts';
import type { Db } from '../../server/store/db.ts';
import { loadFunnelSums } from '../../server/store/funnelSums.ts';
import { migrate } from '../../server/store/migrate.ts';
import { openDatabase } from '../../server/store/open.ts';
import type { Tables } from '../../server/store/tables/tables.ts';
import { newDatabase, type TestDatabase } from '../setup/database.ts';

const SITE = 'testsite';
const RANGE = { scope: SCOPE.page, subject: 5, from: 20261120, to: 20261122 };

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await newDatabase();
  const dialect = openDatabase(database.url);
  db = new Kysely<Tables>({ dialect: dialect.kysely });
  await migrate(db as unknown as Kysely<unknown>, dialect);
});
afterAll(async () => {
  await db.destroy();
  await database.remove();
});

const changes: fc.Arbitrary<CounterChange[]> = fc.array(
  fc.record({
    scope: fc.constantFrom(SCOPE.page, SCOPE.position),
    subject: fc.constantFrom(5, 6),
    source: fc.constantFrom(7, 8, 2 ** 52 - 1),
    // The first and the last lie outside the range.
    day: fc.constantFrom(20261119, 20261120, 20261121, 20261122, 20261123),
    add: fc.record({
      arrival: fc.integer({ min: 0, max: 9 }),
      revenueMinor: fc.integer({ min: -1e12, max: 1e12 }),
    }),
  }),
);

test('the engine adds a subject up as adding its rows up one by one does, over all sources and of one', async () => {
  await fc.assert(
    fc.asyncProperty(changes, async (made) => {
      await db.deleteFrom('counters').where('site_id', '=', SITE).execute();
      await addToCounters(db, SITE, sumChanges(made));
      for (const source of [undefined, 7]) {
        const sums = await loadFunnelSums(db, SITE, RANGE, source);
        expect(sums).toEqual(sumFunnel(await loadCounters(db, SITE, RANGE, source)));
      }
    }),
    { numRuns: 40 },
  );
});
