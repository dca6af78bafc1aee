import { Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { READS } from '../../server/actions/registry.ts';
import { buildApp } from '../../server/app.ts';
import { placingsOf } from '../../server/db/distribute.ts';
import type { Desk } from '../../server/engine/desk.ts';
import type { Engine } from '../../server/engine/engine.ts';
import type { FromWorker, Job, JobResult } from '../../server/engine/messages.ts';
import { openPostgresReader } from '../../server/engine/postgresReader.ts';
import { openPostgresWriter } from '../../server/engine/postgresWriter.ts';
import { hashSecret } from '../../server/http/secrets.ts';
import { openDatabase } from '../../server/store/open.ts';
import { beacon, event } from '../server/journeys.ts';
import { sendBeacon, setUpShop, testConfig } from '../server/testServer.ts';
import { ENGINE, newDatabase, type TestDatabase } from '../setup/database.ts';
import { recordStatements, type Statement, unroutable } from './statements.ts';

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

describe.skipIf(ENGINE === 'sqlite')('every statement of the store', () => {
  let database: TestDatabase;
  let statements: Statement[];
  let isSites: (table: string) => boolean;
  beforeAll(async () => {
    database = await newDatabase();
    statements = recordStatements();
    isSites = await useEverything(database.url);
  }, 60_000);
  afterAll(async () => {
    vi.restoreAllMocks();
    await database.remove();
  });

  test('names exactly one site, or only what every node has', () => {
    const sent = statements.filter(({ text }) => /^(select|insert|update|delete)\b/.test(text));
    expect(sent.length).toBeGreaterThan(300);
    const texts = new Map(
      sent.map((statement) => [`${unroutable(statement, isSites)}: ${statement.text}`, statement]),
    );
    expect([...texts.keys()].filter((line) => !line.startsWith('null: '))).toEqual([]);
  });

  test.each([
    ['select "id" from "events" where "id" = $1', ['a']],
    ['select "id" from "events" where "site_id" in ($1, $2)', ['a', 'b']],
    ['insert into "events" ("site_id", "id") values ($1, $2), ($3, $4)', ['a', 1, 'b', 2]],
    ['insert into "events" ("id") values ($1)', ['a']],
    [
      'select 1 from "events" inner join "coupons" on "coupons"."code" = "events"."id" where "events"."site_id" = $1',
      ['a'],
    ],
    ['delete from "coupons" where "code" = $1', ['a']],
  ])('would be found: %s', (text, values) => {
    expect(unroutable({ text, values }, isSites)).not.toBe(null);
  });

  test('that joins a site’s tables by their site is none of those', () => {
    const text =
      'select 1 from "events" inner join "coupons" on "coupons"."site_id" = "events"."site_id" where "events"."site_id" = $1';
    expect(unroutable({ text, values: ['a'] }, isSites)).toBe(null);
  });
});

/** A shop with sales, and everything that its owner can look at. Answers which tables are a site's own. */
async function useEverything(url: string): Promise<(table: string) => boolean> {
  const engine = await openHere(url);
  await engine.write('newSetupLink', { secretHash: hashSecret(SETUP), now: Date.now() });
  const app = await buildApp({ engine, clock: Date, config: testConfig(), dist: import.meta.dirname });
  const here = await app.listen({ host: '127.0.0.1', port: 0 });
  const shop = await setUpShop(here, SETUP);
  const site = `/v1/sites/${shop.site.id}`;
  for (let n = 0; n < 6; n += 1) {
    const now = Date.now();
    const events = [
      event('view', `/?utm_source=weibo&utm_content=${n}`, now),
      event('click', '/', now, { position: `banner-${n}` }),
      event('ask', '/', now),
    ];
    const { coupon } = await sendBeacon(here, beacon(shop.site.id, `visitor-${n}`, events));
    const body = { code: coupon?.code, order: `order-${n}`, amountMinor: 10_000 };
    await shop.till.post(`${site}/lookups`, { code: body.code });
    const { id } = await shop.till.post<{ id: string }>(`${site}/redemptions`, body, {
      'idempotency-key': body.order,
    });
    if (n % 2 === 0)
      await shop.till.post(`${site}/redemptions/${id}/void`, {}, { 'idempotency-key': `v${n}` });
  }
  await shop.owner.post(`${site}/pairings`);
  await shop.owner.post(`${site}/members`, { email: 'marketer@shop.example', role: 'marketer' });
  await engine.snapshot({ siteId: shop.site.id, query: {}, now: Date.now() });
  // Whatever can be looked at without more than the site's name.
  const { paths } = await shop.owner.get<{ paths: Record<string, { get?: unknown }> }>('/openapi.json');
  const readable = Object.keys(paths).filter((path) => paths[path]?.get && !/live|openapi/.test(path));
  let looked = 0;
  for (const path of readable) {
    const address = path.replaceAll('{site}', shop.site.id).replaceAll('{id}', shop.offer.id);
    for (const query of ['', '?by=campaign&model=last', '?by=source&model=markov&from=2026-11-01']) {
      for (const person of [shop.owner, shop.till]) {
        const answer = await person.get(address + query).catch(() => null);
        if (answer !== null) looked += 1;
      }
    }
  }
  expect(looked).toBeGreaterThan(Object.keys(READS).length / 2);
  await app.close();
  await engine.close();
  return tablesOf(url);
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
