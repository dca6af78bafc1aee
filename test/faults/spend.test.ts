import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HttpClient } from '../../server/httpClient.ts';
import type { Spend, SpendCheck, SpendImported } from '../../shared/wire/spend.ts';
import { setUpShop } from '../server/testServer.ts';
import { newDatabase, type TestDatabase } from '../setup/database.ts';
import { withCookies } from './acknowledged.ts';
import { endServers, type Running, startServer } from './running.ts';

/** SPEND_MB=200 reads a file as large as they come; the suite a small one. */
const MEGABYTES = Number(process.env.SPEND_MB ?? 1);
const LINES = Math.round((MEGABYTES * 1024 * 1024) / lineOf(0).length);
/** What reading may add to the process, however large the file is: collected late, but never kept. */
const MOST_GROWTH_MB = 512;

/** Where a killed server leaves what it had spooled. */
const usual = process.env.TMPDIR;
const folder = mkdtempSync(join(tmpdir(), 'backstamp-faults-'));

let database: TestDatabase;
beforeAll(async () => {
  database = await newDatabase();
  process.env.TMPDIR = folder;
});
afterAll(async () => {
  endServers();
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
  await database.remove();
  rmSync(folder, { recursive: true, force: true });
});

function lineOf(n: number): string {
  const day = String((n % 28) + 1).padStart(2, '0');
  return `2026-10-${day},google,cpc,campaign-${n % 50},ad group number ${n % 400},keyword ${n % 9_000},2,100,0.25,media\n`;
}

function* pieces(): Generator<string> {
  yield 'day,source,medium,campaign,content,term,clicks,impressions,cost,kind\n';
  for (let from = 0; from < LINES; from += 1_000) {
    const length = Math.min(1_000, LINES - from);
    yield Array.from({ length }, (_, n) => lineOf(from + n)).join('');
  }
}

async function send<Body>(url: string, site: string, owner: HttpClient, what: string): Promise<Body> {
  const response = await fetch(`${url}/v1/sites/${site}/spend/${what}?name=large.csv`, {
    method: 'POST',
    headers: {
      origin: url,
      cookie: [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'content-type': 'text/csv',
    },
    body: Readable.toWeb(Readable.from(pieces()).map((text) => Buffer.from(text))) as never,
    duplex: 'half',
  } as RequestInit);
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Body;
}

function spent(owner: HttpClient, site: string): Promise<Spend> {
  return owner.get<Spend>(`/v1/sites/${site}/spend?from=2026-10-01&to=2026-10-31`);
}

test('a large file whose import is killed at any moment counts whole or not at all; its memory is bounded', {
  timeout: 60_000 + MEGABYTES * 20_000,
}, async () => {
  let running = await startServer(database.url);
  const port = Number(new URL(running.url).port);
  const shop = await setUpShop(running.url, running.secret ?? '');
  const site = shop.site.id;
  let owner = shop.owner;
  const idle = highWater(running);
  const start = performance.now();
  const check = await send<SpendCheck>(running.url, site, owner, 'checks');
  const seconds = (performance.now() - start) / 1_000;
  expect([check.rows, check.errorCount, check.costMinor]).toEqual([LINES, 0, LINES * 25]);

  const broken = send<SpendImported>(running.url, site, owner, 'imports').catch(() => null);
  await new Promise((resolve) => setTimeout(resolve, Math.min(20_000, seconds * 1_300)));
  const growth = highWater(running) - idle;
  await running.end('SIGKILL');
  await broken;
  running = await startServer(database.url, port);
  owner = withCookies(running.url, owner);
  const { costMinor } = (await spent(owner, site)).total;
  expect([0, LINES * 25]).toContain(costMinor);

  const again = performance.now();
  await send<SpendImported>(running.url, site, owner, 'imports');
  const took = (performance.now() - again) / 1_000;
  const { total } = await spent(owner, site);
  expect(total).toEqual({ clicks: LINES * 2, impressions: LINES * 100, costMinor: LINES * 25 });
  expect(Math.max(growth, highWater(running) - idle)).toBeLessThan(MOST_GROWTH_MB);
  console.log(
    `${MEGABYTES} MB, ${LINES} lines: checked in ${seconds.toFixed(1)} s, imported in ${took.toFixed(1)} s; the process grew by ${growth.toFixed(0)} MB at the first, ${(highWater(running) - idle).toFixed(0)} MB at the second.`,
  );
});

/** The most memory that a process ever had, in MB; 0 where the system does not say. */
function highWater({ pid }: Running): number {
  if (process.platform !== 'linux') return 0;
  const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
