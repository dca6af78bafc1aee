import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Funnel } from '../../shared/wire/funnel.ts';
import { openSpendDesk, type SpendDesk, table } from './spendDesk.ts';

/** A folder for temporary files of this test's own: others upload at the same time. */
const usual = process.env.TMPDIR;
const folder = mkdtempSync(join(tmpdir(), 'backstamp-faults-'));

let desk: SpendDesk;
beforeAll(async () => {
  process.env.TMPDIR = folder;
  desk = await openSpendDesk();
});
afterAll(async () => {
  await desk.close();
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
  rmSync(folder, { recursive: true });
});

const uploads = () => readdirSync(tmpdir()).filter((name) => name.startsWith('backstamp-upload-'));
const LINE = '2026-11-18,google,cpc,autumn,,,1,1,1,media';

test('an upload that is cut off imports nothing and leaves no file', async () => {
  await desk.freshSite();
  const before = uploads();
  const { hostname, port } = new URL(await desk.office.listen());
  const socket = connect(Number(port), hostname);
  const cookie = Object.entries(desk.owner.cookies).map(([name, value]) => `${name}=${value}`);
  const head = [
    `POST /v1/sites/${desk.site.id}/spend/imports HTTP/1.1`,
    'host: localhost:8787',
    'origin: http://localhost:8787',
    `cookie: ${cookie.join('; ')}`,
    'content-type: text/csv',
    'content-length: 100000',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${table(LINE, LINE)}`);
  await vi.waitFor(() => expect(uploads().length).toBeGreaterThan(before.length), 5_000);
  socket.destroy();
  await vi.waitFor(() => expect(uploads()).toEqual(before), 5_000);
  expect((await desk.spent()).platforms).toEqual([]);
  expect(await desk.imports()).toEqual([]);
  // Nor does it keep the next one out.
  expect((await desk.bring(table(LINE))).status).toBe(200);
});

test('what a server that stopped had begun never counts, and is swept away later', async () => {
  await desk.freshSite();
  const { engine, clock } = desk.office;
  const siteId = desk.site.id;
  const sum = { clicks: 1, impressions: 1, costMinor: 100 };
  const part = { day: 20261118, platform: 'google', kind: 'media' as const, ...sum };
  const given = { siteId, fileName: 'x', hash: 'x', userId: 'x', rows: 1, parts: [part] };
  const begun = await engine.write('beginSpend', { ...given, now: clock.at });
  const importId = begun.ok ? begun.value.id : '';
  const names = { source: 'google', medium: null, campaign: null, content: null, term: null };
  const line = { line: 2, isRounded: false, day: 20261118, kind: 'media' as const, ...names, ...sum };
  await engine.write('addSpend', { siteId, importId, lines: [line] });
  await desk.bring(table('2026-11-17,google,cpc,autumn,,,1,1,1,media'));
  expect((await desk.spent()).total.costMinor).toBe(100);

  clock.at += 2 * 3_600_000;
  await desk.bring(table('2026-11-16,google,cpc,autumn,,,1,1,1,media'));
  const late = await engine.write('addSpend', { siteId, importId, lines: [line] });
  expect(late).toMatchObject({ ok: false, failure: { code: 'conflict' } });
  expect((await desk.spent()).total.costMinor).toBe(200);
});

test('clicks are the first step of the site’s funnel, of one source too', async () => {
  await desk.freshSite();
  const funnel = (query = '') =>
    desk.office.get<Funnel>(
      desk.owner,
      `/v1/sites/${desk.site.id}/funnel?from=2026-11-18&to=2026-11-19${query}`,
    );
  expect(await funnel()).not.toHaveProperty('clicks');
  await desk.bring(
    table(
      '2026-11-17,google,cpc,autumn,,,100,1,1,media',
      '2026-11-18,google,cpc,autumn,,,7,1,1,media',
      '2026-11-19,weibo,social,autumn,,,5,1,1,media',
    ),
  );
  expect((await funnel()).clicks).toBe(12);
  expect((await funnel('&utmSource=google')).clicks).toBe(7);
  expect(await funnel('&utmSource=baidu')).not.toHaveProperty('clicks');
  expect(await funnel('&page=/sofas')).not.toHaveProperty('clicks');
});

test('what a killed server left of an upload is deleted with the first one a day later', async () => {
  await desk.freshSite();
  const [old, fresh] = [join(folder, 'backstamp-upload-old'), join(folder, 'backstamp-upload-new')];
  for (const path of [old, fresh]) mkdirSync(path);
  const longAgo = new Date(Date.now() - 2 * 86_400_000);
  utimesSync(old, longAgo, longAgo);
  await desk.check(table(LINE));
  expect(uploads()).toEqual(['backstamp-upload-new']);
});
