import { Kysely, sql } from 'kysely';
import { expect, vi } from 'vitest';
import { READS } from '../../server/actions/registry.ts';
import { RETENTION_PARTS } from '../../server/actions/retention.ts';
import { buildApp } from '../../server/app.ts';
import { placingsOf } from '../../server/db/distribute.ts';
import type { Desk } from '../../server/engine/desk.ts';
import type { Engine } from '../../server/engine/engine.ts';
import type { FromWorker, Job, JobResult } from '../../server/engine/messages.ts';
import { openPostgresReader } from '../../server/engine/postgresReader.ts';
import { openPostgresWriter } from '../../server/engine/postgresWriter.ts';
import { hashSecret } from '../../server/http/secrets.ts';
import { openDatabase } from '../../server/store/open.ts';
import { AD_PLATFORMS } from '../../shared/wire/conversions.ts';
import { EXPORTS } from '../../shared/wire/exports.ts';
import { beacon, event } from '../server/journeys.ts';
import { type ShopSetup, sendBeacon, setUpShop, testConfig } from '../server/testServer.ts';

const SETUP = 'the first owner’s secret';

/** The store's threads in this one, so that what they send can be seen. */
async function openHere(url: string): Promise<Engine> {
  const open = new Map<number, (result: JobResult) => void>();
  const say = (message: FromWorker) => {
    if (message.type === 'results') for (const result of message.results) open.get(result.id)?.(result);
  };
  const limits = { mintCap: 1_000_000 };
  const writer = await openPostgresWriter({ url, role: 'writer', limits }, say);
  const reader = await openPostgresReader({ url, role: 'reader', limits }, say);
  let id = 0;
  const run = (desk: Desk, job: object) =>
    new Promise((resolve, reject) => {
      id += 1;
      open.set(id, (result) => ('error' in result ? reject(new Error(result.error)) : resolve(result.value)));
      desk.take([{ ...job, id } as Job]);
    });
  return {
    collect: (input) => run(writer, { type: 'collect', input }) as never,
    write: (name, input, repeatable = null) =>
      run(writer, { type: 'action', name, input, repeatable }) as never,
    read: (name, input) => run(reader, { type: 'action', name, input, repeatable: null }) as never,
    snapshot: (input) => run(reader, { type: 'snapshot', input }) as never,
    watch: (siteIds) => reader.watch(siteIds),
    onChange: () => {},
    onGap: () => {},
    waiting: () => 0,
    failed: new Promise(() => {}),
    close: async () => {
      await reader.close();
      await writer.close();
    },
  };
}

/** A server with a shop, all of it in this thread. */
export async function openShopHere(url: string) {
  const engine = await openHere(url);
  await engine.write('newSetupLink', { secretHash: hashSecret(SETUP), now: Date.now() });
  const app = await buildApp({ engine, clock: Date, config: testConfig(), dist: import.meta.dirname });
  const here = await app.listen({ host: '127.0.0.1', port: 0 });
  return { engine, app, here, shop: await setUpShop(here, SETUP) };
}

/** A shop with sales, and everything that its owner can look at. Answers which tables are a site's own. */
export async function useEverything(url: string): Promise<(table: string) => boolean> {
  const { engine, app, here, shop } = await openShopHere(url);
  const site = `/v1/sites/${shop.site.id}`;
  for (let n = 0; n < 6; n += 1) {
    const now = Date.now();
    const events = [
      event('view', `/?utm_source=weibo&utm_content=${n}`, now),
      event('click', '/', now, { position: `banner-${n}` }),
      event('ask', '/', now),
    ];
    const { coupon } = await sendBeacon(here, beacon(shop.site.id, `visitor-${n}`, events));
    await sendBeacon(here, {
      ...beacon(shop.site.id, `robot-number-${n}`, [event('view', '/', now)]),
      robot: true,
    });
    const sale = { code: coupon?.code, order: `order-${n}`, amountMinor: 10_000 };
    await shop.till.post(`${site}/lookups`, { code: sale.code });
    const { id } = await shop.till.post<{ id: string }>(`${site}/redemptions`, sale, {
      'idempotency-key': sale.order,
    });
    const [what, body] = n % 2 === 0 ? ['void', {}] : ['returns', { amountMinor: 4_000 }];
    await shop.till.post(`${site}/redemptions/${id}/${what}`, body, { 'idempotency-key': `back-${n}` });
  }
  await useFiles(shop);
  await shop.owner.post(`${site}/pairings`);
  await shop.owner.post(`${site}/members`, { email: 'marketer@shop.example', role: 'marketer' });
  await engine.snapshot({ siteId: shop.site.id, query: {}, now: Date.now() });
  // Whatever can be looked at without more than the site's name.
  const { paths } = await shop.owner.get<{ paths: Record<string, { get?: unknown }> }>('/openapi.json');
  const readable = Object.keys(paths).filter((path) => paths[path]?.get && !/live|openapi/.test(path));
  let looked = 0;
  for (const path of readable.flatMap(addressesOf)) {
    const address = path.replaceAll('{site}', shop.site.id).replaceAll('{id}', shop.offer.id);
    for (const query of ['', '?by=campaign&model=last', '?by=source&model=markov&from=2026-11-01']) {
      for (const person of [shop.owner, shop.till]) {
        const answer = await person.get(address + query).catch(() => null);
        if (answer !== null) looked += 1;
      }
    }
  }
  expect(looked).toBeGreaterThan(Object.keys(READS).length / 2);
  await useUpkeep(engine, shop.site.id);
  await app.close();
  await engine.close();
  return tablesOf(url);
}

/** Every path that a parameter stands for many of. */
function addressesOf(path: string): string[] {
  const names = {
    '{what}': EXPORTS,
    '{platform}': AD_PLATFORMS,
    '{position}': ['1'],
    '{file}': ['conversions'],
  };
  let paths = [path];
  for (const [parameter, values] of Object.entries(names)) {
    if (path.includes(parameter)) {
      paths = paths.flatMap((one) => values.map((value) => one.replace(parameter, value)));
    }
  }
  return paths;
}

/** Spend and history come in, conversions go out. */
async function useFiles({ site, owner }: ShopSetup): Promise<void> {
  const path = `/v1/sites/${site.id}`;
  const send = (what: string, text: string) =>
    owner.send('POST', `${path}/${what}`, text, { 'content-type': 'text/csv' });
  const spend =
    'day,source,medium,campaign,clicks,impressions,cost,kind\n2026-11-01,weibo,social,autumn,2,100,0.25,media\n';
  await send('spend/checks?name=a.csv', spend);
  await send('spend/imports?name=a.csv', spend);
  await send('spend/imports?name=b.csv', spend);
  const { imports } = await owner.get<{ imports: { id: string }[] }>(`${path}/spend/imports`);
  await owner.send('DELETE', `${path}/spend/imports/${imports.at(-1)?.id}`);
  const day = new Date(Date.now() - 40 * 86_400_000).toISOString();
  await send(
    'history?name=a.csv',
    `type,id,visitor,at,url\nview,past-1,visitor-past,${day},https://shop.example/?utm_source=weibo\n`,
  );
  await vi.waitFor(async () => {
    const { imports } = await owner.get<{ imports: { status: string }[] }>(`${path}/history`);
    expect(imports[0]?.status).toBe('finished');
  });
  for (const platform of AD_PLATFORMS)
    await owner.post(`${path}/conversions/${platform}`, { name: 'Store sale' });
}

/** A year later, when nearly all of it is dropped. */
async function useUpkeep(engine: Engine, siteId: string): Promise<void> {
  const common = { siteId, months: 1, limit: 100, now: Date.now() + 400 * 86_400_000 };
  for (const part of RETENTION_PARTS) await engine.write('retain', { ...common, part, after: '' });
  await engine.write('dropExpired', common);
  await engine.write('sweepSpend', common);
}

async function tablesOf(url: string): Promise<(table: string) => boolean> {
  const db = new Kysely<unknown>({ dialect: openDatabase(url).kysely });
  const { rows } = await sql<{ name: string; columns: string }>`
    select table_name as name, string_agg(column_name, ' ') as columns from information_schema.columns
    where table_schema = 'public' and table_name not like 'kysely%' group by table_name`.execute(db);
  await db.destroy();
  const placings = placingsOf(rows.map(({ name, columns }) => ({ name, columns: columns.split(' ') })));
  const distributed = new Set(placings.filter(({ as }) => as === 'distributed').map(({ table }) => table));
  return (table) => distributed.has(table);
}
