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

test('what is asked all the time is answered before reports that were asked for earlier', async () => {
  const database = await newDatabase();
  const engine = await openEngine(database.url, { mintCap: 1 });
  const input = { siteId: 'nosuchsite', query: { offset: 0, limit: 50 }, now: Date.now() };
  await engine.read('readPages', input);
  let answered = 0;
  const reports = Array.from({ length: 400 }, () =>
    engine.read('readPages', input).then(() => {
      answered += 1;
    }),
  );
  await engine.read('firstSites', { limit: 1 });
  expect(answered).toBeLessThan(400);
  await Promise.all(reports);
  await engine.close();
  await database.remove();
});
