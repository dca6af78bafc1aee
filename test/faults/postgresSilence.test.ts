import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '../../server/engine/engine.ts';
import { openEngine } from '../../server/engine/open.ts';
import { ENGINE, newDatabase, type TestDatabase } from '../setup/database.ts';
import { openTunnel, type Tunnel } from './tunnel.ts';

/** Instead of half a minute. */
const ANSWER_MS = 800;

/** The way between server and database breaks, and nobody says so. */
describe.skipIf(ENGINE === 'sqlite')('a server on PostgreSQL', () => {
  let database: TestDatabase;
  let tunnel: Tunnel;
  let engine: Engine;
  beforeEach(async () => {
    database = await newDatabase();
    tunnel = await openTunnel(database.url);
    engine = await openEngine(`${tunnel.url}?query_timeout=${ANSWER_MS}`, { mintCap: 10 });
  });
  afterEach(async () => {
    await engine.close();
    await tunnel.close();
    await database.remove();
  });

  const tryAt = (siteId: string) =>
    engine.write('countTries', { key: siteId, startedAt: Date.now(), n: 1, siteId } as never);

  test('gives up connections that went silent, and goes on with new ones', async () => {
    // Several, so that more than one lies idle when they fall silent.
    await Promise.all(['a', 'b', 'c', 'd'].map(tryAt));
    const gap = new Promise<void>((resolve) => engine.onGap(resolve));
    tunnel.hush();
    await Promise.all(['e', 'f'].map(tryAt));
    expect(await engine.read('firstSites', { limit: 1 })).toEqual([]);
    // Whoever watches is told that changes may have gone by.
    await gap;
  }, 30_000);

  test('lets everybody wait for a database that is away, but not one after another', async () => {
    await tryAt('a');
    await tunnel.cut();
    const before = performance.now();
    const sites = Array.from({ length: 60 }, (_, n) => `site-${n}`);
    const outcomes = await Promise.allSettled(sites.map(tryAt));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toEqual([]);
    // Four at a time for five seconds each would be more than a minute.
    expect(performance.now() - before).toBeLessThan(15_000);
    await tunnel.mend();
    await expect.poll(() => tryAt('z').catch(() => 0), { timeout: 10_000 }).toBe(1);
  }, 40_000);
});
