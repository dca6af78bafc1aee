import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSiteBooks } from '../../server/actions/siteBooks.ts';
import { replay } from '../../server/domain/replay.ts';
import { makeHttpClient } from '../../server/httpClient.ts';
import { loadAllCounters } from '../../server/store/counters.ts';
import { loadAllEvents } from '../../server/store/events.ts';
import { openDatabase } from '../../server/store/open.ts';
import type { Tables } from '../../server/store/tables/tables.ts';
import type { Redemption } from '../../shared/wire/till.ts';
import { beacon, event } from '../server/journeys.ts';
import { type ShopSetup, sendBeacon, setUpShop } from '../server/testServer.ts';
import { newDatabase, type TestDatabase } from '../setup/database.ts';

const KILLS = 10;
const SENDERS = 12;

interface Running {
  process: ChildProcess;
  url: string;
  secret: string | null;
}

let database: TestDatabase;
const started = new Set<ChildProcess>();
beforeAll(async () => {
  database = await newDatabase();
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await database.remove();
});

async function start(port = 0): Promise<Running> {
  const script = join(import.meta.dirname, 'serverProcess.ts');
  const child = spawn(process.execPath, [script, database.url, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.add(child);
  child.on('exit', () => started.delete(child));
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    if (line.startsWith('{'))
      return { process: child, ...(JSON.parse(line) as { url: string; secret: string | null }) };
  }
  throw new Error('the server ended before it listened');
}

async function end(running: Running, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const exited = once(running.process, 'exit');
  running.process.kill(signal);
  await exited;
}

/** What the server said was done. */
const acknowledged = { events: [] as string[], redemptions: new Map<string, string>() };
/** Redemptions whose answer was lost with the server: tried again with the same key. */
const open: { code: string; order: string }[] = [];
let sent = 0;

/** Sends until the server is gone. */
async function load(url: string, shop: ShopSetup): Promise<void> {
  const redeem = async (body: { code: string; order: string }) => {
    const path = `/v1/sites/${shop.site.id}/redemptions`;
    const key = { 'idempotency-key': body.order };
    const redemption = await shop.till.post<Redemption>(path, { ...body, amountMinor: 10_000 }, key);
    acknowledged.redemptions.set(body.order, redemption.id);
  };
  const send = async () => {
    for (;;) {
      sent += 1;
      const mine = sent;
      const now = Date.now();
      const visitor = `visitor-${mine}`;
      const events = [
        event('view', '/?utm_source=weibo', now),
        event('click', '/', now, { position: `banner-${mine % 7}` }),
        event('ask', '/', now),
      ];
      const answer = await sendBeacon(url, beacon(shop.site.id, visitor, events));
      acknowledged.events.push(...events.map(({ id }) => id));
      if (mine % 3 !== 0 || !answer.coupon) continue;
      const body = { code: answer.coupon.code, order: `order-${mine}` };
      open.push(body);
      await redeem(body);
      open.splice(open.indexOf(body), 1);
    }
  };
  for (const body of [...open]) {
    await redeem(body);
    open.splice(open.indexOf(body), 1);
  }
  await Promise.allSettled(Array.from({ length: SENDERS }, send));
}

test('what was acknowledged survives ten kills under load, and nothing is there twice', {
  timeout: 180_000,
}, async () => {
  let running = await start();
  const port = Number(new URL(running.url).port);
  let shop = await setUpShop(running.url, running.secret ?? '');
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const before = acknowledged.events.length;
    const loading = load(running.url, shop).catch(() => undefined);
    // Not before it has answered something, then at a moment that no batch knows.
    await expect.poll(() => acknowledged.events.length, { timeout: 20_000 }).toBeGreaterThan(before + 60);
    await new Promise((resolve) => setTimeout(resolve, (kill * 37) % 150));
    await end(running, 'SIGKILL');
    await loading;
    running = await start(port);
    shop = {
      ...shop,
      owner: withCookies(running.url, shop.owner),
      till: withCookies(running.url, shop.till),
    };
  }
  // The last time it is asked to stop: what it has taken by then it still finishes.
  const loading = load(running.url, shop).catch(() => undefined);
  const before = acknowledged.events.length;
  await expect.poll(() => acknowledged.events.length, { timeout: 20_000 }).toBeGreaterThan(before + 60);
  await end(running, 'SIGTERM');
  await loading;
  await check(shop.site.id);
});

function withCookies(url: string, old: ShopSetup['till']): ShopSetup['till'] {
  const client = makeHttpClient(url);
  for (const [name, value] of old.cookies) client.cookies.set(name, value);
  return client;
}

async function check(siteId: string): Promise<void> {
  const db = new Kysely<Tables>({ dialect: openDatabase(database.url, { readOnly: true }).kysely });
  const events = await loadAllEvents(db, siteId);
  const kept = new Set(events.map(({ id }) => id));
  expect(acknowledged.events.length).toBeGreaterThan(KILLS * 60);
  expect(acknowledged.events.filter((id) => !kept.has(id))).toEqual([]);
  expect(kept.size).toBe(events.length);
  const rows = await db.selectFrom('redemptions').select(['id', 'order_number', 'code']).execute();
  const byOrder = new Map(rows.map((row) => [row.order_number, row.id]));
  expect(acknowledged.redemptions.size).toBeGreaterThan(KILLS);
  for (const [order, id] of acknowledged.redemptions) expect(byOrder.get(order), order).toBe(id);
  expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
  const book = await makeSiteBooks().of(db, siteId);
  if (!book) throw new Error('the site is there');
  const counters = (await loadAllCounters(db, siteId)).filter(({ scope, subject, source, day, ...counts }) =>
    Object.values(counts).some((n) => n !== 0),
  );
  expect(replay(events, book)).toEqual(counters);
  await db.destroy();
  console.log(
    `${acknowledged.events.length} events and ${acknowledged.redemptions.size} redemptions acknowledged over ${KILLS} kills: all there, none twice.`,
  );
}
