import { afterAll, beforeAll, expect, test } from 'vitest';
import { setUpShop } from '../server/testServer.ts';
import { ENGINE } from '../setup/database.ts';
import { type PostgresServer, startPostgres } from '../setup/postgresServer.ts';
import { watchAcknowledged } from './acknowledged.ts';
import { endServers, startServer } from './running.ts';

const KILLS = 3;

let postgres: PostgresServer;
beforeAll(async () => {
  if (ENGINE === 'postgres') postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  endServers();
  await postgres?.close();
});

test.skipIf(ENGINE === 'sqlite')(
  'PostgreSQL is killed under load: the server says to come back, goes on by itself, and nothing acknowledged is lost',
  { timeout: 180_000 },
  async () => {
    const acknowledged = watchAcknowledged();
    const { events } = acknowledged;
    const running = await startServer(postgres.url());
    const shop = await setUpShop(running.url, running.secret ?? '');
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const before = events.length;
      const loading = acknowledged.load(running.url, shop).catch(() => undefined);
      await expect.poll(() => events.length, { timeout: 20_000 }).toBeGreaterThan(before + 60);
      await postgres.kill();
      const away = await fetch(`${running.url}/readyz`);
      expect(away.status).toBe(503);
      expect(Number(away.headers.get('retry-after'))).toBeGreaterThan(0);
      // Every sender was told by now that its last beacon was not taken.
      await loading;
      await postgres.restart();
      await expect
        .poll(async () => (await fetch(`${running.url}/readyz`)).status, { timeout: 20_000 })
        .toBe(200);
    }
    const before = events.length;
    const loading = acknowledged.load(running.url, shop).catch(() => undefined);
    await expect.poll(() => events.length, { timeout: 20_000 }).toBeGreaterThan(before + 60);
    await running.end('SIGTERM');
    await loading;
    await acknowledged.check(postgres.url(), shop.site.id);
  },
);
