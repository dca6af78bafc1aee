import { afterAll, beforeAll, expect, test } from 'vitest';
import { placingsOf, tablesOf } from '../../server/db/distribute.ts';
import { openWorkshop, type Workshop } from '../server/workshop.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.close());

test('every table of a site lies by site_id beside its events, every other one on all nodes', async () => {
  const tables = await tablesOf(shop.db);
  const placings = placingsOf(tables);
  expect(placings.map(({ table }) => table).sort()).toEqual(tables.map(({ name }) => name).sort());
  const reference = placings.filter(({ as }) => as === 'reference').map(({ table }) => table);
  expect(reference).toEqual([
    'members',
    'pairings',
    'setup_links',
    'sign_ins',
    'sites',
    'token_sites',
    'tokens',
    'tries',
    'users',
  ]);
  // Shared tables come first, then the one beside which the others lie.
  expect(placings.slice(0, reference.length).every(({ as }) => as === 'reference')).toBe(true);
  expect(placings[reference.length]?.statement).toBe("select create_distributed_table('events', 'site_id')");
  for (const { table, statement } of placings.slice(reference.length + 1)) {
    expect(statement).toBe(
      `select create_distributed_table('${table}', 'site_id', colocate_with => 'events')`,
    );
  }
});

test('migrations’ own tables are left alone', async () => {
  const names = (await tablesOf(shop.db)).map(({ name }) => name);
  expect(names.filter((name) => name.startsWith('kysely'))).toEqual([]);
});
