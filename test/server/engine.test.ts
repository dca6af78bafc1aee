import { expect, test } from 'vitest';
import { openEngine } from '../../server/engine/open.ts';
import { newDatabase } from '../setup/database.ts';

test('a store that cannot be opened says why', async () => {
  await expect(openEngine('sqlite:/nowhere/at/all.db', { mintCap: 1 })).rejects.toThrow(/unable to open/);
});

test('a store that is closed has not failed, and answers no more', async () => {
  const database = await newDatabase();
  const engine = await openEngine(database.url, { mintCap: 1 });
  let failed = false;
  void engine.failed.then(() => {
    failed = true;
  });
  expect(await engine.read('firstSites', { limit: 1 })).toEqual([]);
  await engine.close();
  await expect(engine.read('firstSites', { limit: 1 })).rejects.toThrow('the store has stopped');
  expect(failed).toBe(false);
  await database.remove();
});
