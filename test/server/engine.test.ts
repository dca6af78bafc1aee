import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteEngine } from '../../server/engine/sqliteEngine.ts';

test('a store that cannot be opened says why', async () => {
  await expect(openSqliteEngine('/nowhere/at/all.db', { mintCap: 1 })).rejects.toThrow(/unable to open/);
});

test('a store that is closed has not failed, and answers no more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backstamp-engine-'));
  const engine = await openSqliteEngine(join(folder, 'test.db'), { mintCap: 1 });
  let failed = false;
  void engine.failed.then(() => {
    failed = true;
  });
  expect(await engine.read('firstSites', { limit: 1 })).toEqual([]);
  await engine.close();
  await expect(engine.read('firstSites', { limit: 1 })).rejects.toThrow('the store has stopped');
  expect(failed).toBe(false);
  rmSync(folder, { recursive: true });
});
