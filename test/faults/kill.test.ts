import { afterAll, beforeAll, expect, test } from 'vitest';
import { setUpShop } from '../server/testServer.ts';
import { ENGINE, newDatabase, type TestDatabase } from '../setup/database.ts';
import { watchAcknowledged, withCookies } from './acknowledged.ts';
import { endServers, startServer } from './running.ts';

/** A server on PostgreSQL keeps nothing of its own: fewer show it. */
const KILLS = ENGINE === 'sqlite' ? 10 : 4;

let database: TestDatabase;
beforeAll(async () => {
  database = await newDatabase();
});
afterAll(async () => {
  endServers();
  await database.remove();
});

test('what was acknowledged survives kills under load, and nothing is there twice', {
  timeout: 180_000,
}, async () => {
  const acknowledged = watchAcknowledged();
  const { events, redemptions } = acknowledged;
  let running = await startServer(database.url);
  const port = Number(new URL(running.url).port);
  let shop = await setUpShop(running.url, running.secret ?? '');
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const before = events.length;
    const loading = acknowledged.load(running.url, shop).catch(() => undefined);
    // Not before it has answered something, then at a moment that no batch knows.
    await expect.poll(() => events.length, { timeout: 20_000 }).toBeGreaterThan(before + 60);
    await new Promise((resolve) => setTimeout(resolve, (kill * 37) % 150));
    await running.end('SIGKILL');
    await loading;
    running = await startServer(database.url, port);
    shop = {
      ...shop,
      owner: withCookies(running.url, shop.owner),
      till: withCookies(running.url, shop.till),
    };
  }
  // The last time it is asked to stop: what it has taken by then it still finishes.
  const loading = acknowledged.load(running.url, shop).catch(() => undefined);
  const before = events.length;
  await expect.poll(() => events.length, { timeout: 20_000 }).toBeGreaterThan(before + 60);
  await running.end('SIGTERM');
  await loading;
  expect(events.length).toBeGreaterThan(KILLS * 60);
  expect(redemptions.size).toBeGreaterThan(KILLS);
  await acknowledged.check(database.url, shop.site.id);
  console.log(
    `${events.length} events and ${redemptions.size} redemptions acknowledged over ${KILLS} kills: all there, none twice.`,
  );
});
