import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HttpClient } from '../../server/httpClient.ts';
import type { HistoryAnswer, HistoryList } from '../../shared/wire/history.ts';
import type { Problem } from '../../shared/wire/problem.ts';
import { setUpShop } from '../server/testServer.ts';
import { newDatabase, type TestDatabase } from '../setup/database.ts';
import { endServers, type Running, startServer } from './running.ts';

/** HISTORY_MB=195 reads a file as large as they come; the suite a small one. */
const MEGABYTES = Number(process.env.HISTORY_MB ?? 1);
const LINES = Math.round((MEGABYTES * 1024 * 1024) / lineOf(0).length);
/** What reading may add to the process, however large the file is: collected late, but never kept. */
const MOST_GROWTH_MB = 512;

/** Where the server spools what comes. */
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
  const two = (part: number) => String(part).padStart(2, '0');
  const at = `2026-0${(n % 9) + 1}-${two((n % 28) + 1)} ${two(n % 24)}:${two(n % 60)}`;
  return `view,${at},visitor-${String(n % 90_000).padStart(6, '0')},/collection/item-${two(n % 50)}?utm_source=weibo&utm_medium=social\n`;
}

/** A file of so many lines, the one before the last with a time that is none. */
function* pieces(faulty: boolean): Generator<string> {
  yield 'type,at,visitor,url\n';
  for (let from = 0; from < LINES; from += 1_000) {
    const length = Math.min(1_000, LINES - from);
    yield Array.from({ length }, (_, n) => lineOf(from + n)).join('');
  }
  if (faulty) yield `view,then,visitor-000001,/\n${lineOf(0)}`;
}

async function send(url: string, site: string, owner: HttpClient, query: string, faulty: boolean) {
  const response = await fetch(`${url}/v1/sites/${site}/history?name=large.csv${query}`, {
    method: 'POST',
    headers: {
      origin: url,
      cookie: [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'content-type': 'text/csv',
    },
    body: Readable.toWeb(Readable.from(pieces(faulty)).map((text) => Buffer.from(text))) as never,
    duplex: 'half',
  } as RequestInit);
  return { status: response.status, body: (await response.json()) as HistoryAnswer & Problem };
}

test('a large file of history is read in bounded memory, and with one wrong line near its end nothing of it comes in', {
  timeout: 60_000 + MEGABYTES * 5_000,
}, async () => {
  const running = await startServer(database.url);
  const { site, owner } = await setUpShop(running.url, running.secret ?? '');
  const idle = highWater(running);
  const start = performance.now();
  const dry = await send(running.url, site.id, owner, '&dryRun=true', false);
  const seconds = (performance.now() - start) / 1_000;
  expect(dry).toMatchObject({
    status: 200,
    body: { check: { rows: LINES, events: LINES, errors: [] }, import: null },
  });

  const real = await send(running.url, site.id, owner, '', true);
  expect(real.status).toBe(400);
  expect(real.body.errors?.map(({ field }) => field)).toEqual([`line ${LINES + 2} at`]);
  expect(await owner.get<HistoryList>(`/v1/sites/${site.id}/history`)).toMatchObject({ imports: [] });
  const exported = await fetch(`${running.url}/v1/sites/${site.id}/exports/events?format=ndjson`, {
    headers: { cookie: [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
  });
  expect([exported.status, await exported.text()]).toEqual([200, '']);
  expect(readdirSync(folder, { recursive: true }).filter((name) => String(name).includes('large'))).toEqual(
    [],
  );

  const growth = highWater(running) - idle;
  expect(growth).toBeLessThan(MOST_GROWTH_MB);
  console.log(
    `${MEGABYTES} MB, ${LINES} lines: checked in ${seconds.toFixed(1)} s; the process grew by ${growth.toFixed(0)} MB.`,
  );
});

/** The most memory that a process ever had, in MB; 0 where the system does not say. */
function highWater({ pid }: Running): number {
  if (process.platform !== 'linux') return 0;
  const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}
