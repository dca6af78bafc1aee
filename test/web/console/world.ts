import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../../server/config.ts';
import { fetchPost } from '../../../server/demo/post.ts';
import { makeTill, type SimulatedTill } from '../../../server/demo/till.ts';
import { hashSecret } from '../../../server/http/secrets.ts';
import { serve } from '../../../server/main.ts';
import type { BeaconAnswer, TagEvent } from '../../../shared/wire/beacon.ts';

const SETUP_SECRET = 'printed-when-it-started';
const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';

/** A real server with an empty database, and the people outside of the console: shoppers and a clerk. */
export interface World {
  url: string;
  setupLink: string;
  /** A new visitor comes to /sofas and sees a code, where the site has one for them; the answer is the code. */
  visit: (shopper: { site: string; origin: string; source: string }) => Promise<string | null>;
  /** The device is enrolled and a clerk stands at it. */
  openTill: (access: { site: string; code: string; clerk: string; pin: string }) => void;
  /** The clerk redeems a code for an order. */
  redeem: (sale: { code: string; amountMinor: number; order: string }) => Promise<void>;
  /** An extension trades its code for a token. */
  pair: (code: string, label: string) => Promise<void>;
  /** The server goes away, and comes back at the same address. */
  stop: () => Promise<void>;
  start: () => Promise<void>;
  close: () => Promise<void>;
}

export async function openWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'backstamp-console-'));
  const config = (port: string) =>
    readConfig({ PORT: port, LOG_LEVEL: 'error', DATABASE_URL: `sqlite:${folder}/test.db` });
  let server = await serve({ config: config('0') });
  const { url } = server;
  await server.engine.write('newSetupLink', { secretHash: hashSecret(SETUP_SECRET), now: Date.now() });
  const post = fetchPost(url);
  let till: SimulatedTill | null = null;
  let visitors = 0;
  return {
    url,
    setupLink: `${url}/setup#${SETUP_SECRET}`,
    async visit({ site, origin, source }) {
      visitors += 1;
      const visitor = `visitor-${visitors}`.padEnd(20, '0');
      const body = { site, visitor, sent: Date.now(), events: arrivalOf(visitor, origin, source) };
      const { body: answer } = await post('/v1/collect', body, { origin, 'user-agent': BROWSER });
      return (answer as BeaconAnswer).coupon?.code ?? null;
    },
    openTill({ site, code, clerk, pin }) {
      till = makeTill(site, url, { store: 'shanghai', code, clerk, pin });
    },
    async redeem(sale) {
      if (!(await till?.redeem(post, sale))) throw new Error('The till did not redeem the code.');
    },
    async pair(code, label) {
      const { status } = await post('/v1/pairing', { code, label }, {});
      if (status >= 400) throw new Error(`Not paired: ${status}`);
    },
    stop: () => server.close(),
    async start() {
      server = await serve({ config: config(new URL(url).port) });
    },
    async close() {
      await server.close();
      await rm(folder, { recursive: true });
    },
  };
}

function arrivalOf(visitor: string, origin: string, source: string): TagEvent[] {
  const url = `${origin}/sofas?utm_source=${source}&utm_medium=social&utm_campaign=autumn`;
  const at = Date.now();
  return [
    { id: `${visitor}-view`, at, url, type: 'view', title: 'Sofas' },
    { id: `${visitor}-ask`, at, url, type: 'ask' },
  ];
}
