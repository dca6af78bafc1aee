import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, PLENTIFUL_LIMITS } from '../config.ts';
import { makeHttpClient } from '../httpClient.ts';
import { type Server, serve } from '../main.ts';
import { newOwnerSecret } from '../owner.ts';
import { backfill, tasksOf } from './backfill.ts';
import { makeClock } from './clock.ts';
import { fetchPost } from './post.ts';
import { runShoppers } from './run.ts';
import { DEMO_PIN, demoSeed } from './seed.ts';
import { type DemoShop, setUpDemo } from './setUp.ts';
import { importSpend, spendFile } from './spend.ts';
import { makeTill } from './till.ts';

const PAST_DAYS = 28;
const SHOPPERS_A_DAY = 56;
const SHOPPERS_A_MINUTE = 20;
const SEED = 20_261_121;
const OWNER = { email: 'owner@demo.example', password: 'porcelain demo' };

/** A server with the demo merchant on a database that goes when it stops. */
export interface Demo extends Server {
  shop: DemoShop;
  owner: typeof OWNER;
  pin: string;
  /** Lets simulated shoppers come until the server closes. */
  openDoors(): void;
}

/** Starts the demo, with four weeks of simulated past. */
export async function startDemo(config: Config, log: (text: string) => void): Promise<Demo> {
  const folder = mkdtempSync(join(tmpdir(), 'backstamp-demo-'));
  const clock = makeClock();
  let siteId: string | null = null;
  const server = await serve({ config: demoConfig(config, folder), clock, demoSite: () => siteId });
  const owner = makeHttpClient(server.url);
  await owner.post('/v1/setup', { secret: await newOwnerSecret(server, clock), ...OWNER });
  const shop = await setUpDemo(owner, demoSeed(server.url));
  siteId = shop.site.id;
  const run = {
    site: shop.site.id,
    origin: server.url,
    post: fetchPost(server.url),
    tills: shop.tills.map((access) => makeTill(shop.site.id, server.url, access)),
    seed: SEED,
  };
  log(`Simulating ${PAST_DAYS} days of shoppers …`);
  const past = { timeZone: shop.site.timeZone, until: Date.now(), days: PAST_DAYS, perDay: SHOPPERS_A_DAY };
  await backfill({ ...run, ...past, clock });
  const { until, timeZone } = past;
  await importSpend(owner, siteId, spendFile(tasksOf({ ...past, seed: SEED }), SEED, until, timeZone));
  const stopping = new AbortController();
  let walking: Promise<unknown> = Promise.resolve();
  return {
    ...server,
    shop,
    owner: OWNER,
    pin: DEMO_PIN,
    openDoors() {
      walking = runShoppers({ ...run, perMinute: SHOPPERS_A_MINUTE, signal: stopping.signal, log });
    },
    async close() {
      stopping.abort();
      await walking;
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Simulated shoppers come from addresses of their own, and from one machine faster than any crowd. */
function demoConfig(config: Config, folder: string): Config {
  return {
    ...config,
    databaseUrl: `sqlite:${join(folder, 'demo.db')}`,
    trustedProxies: ['127.0.0.1', '::1'],
    limits: PLENTIFUL_LIMITS,
  };
}
