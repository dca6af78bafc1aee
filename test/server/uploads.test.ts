import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openSpendDesk, type SpendDesk, table } from './spendDesk.ts';

/** A folder for temporary files of this test's own: others upload at the same time. */
const usual = process.env.TMPDIR;
const folder = mkdtempSync(join(tmpdir(), 'backstamp-faults-'));
const LINE = '2026-11-18,google,cpc,autumn,,,1,1,1,media';

let desk: SpendDesk;
let url: URL;
let sockets: Socket[] = [];
beforeAll(async () => {
  desk = await openSpendDesk();
  url = new URL(await desk.office.listen());
  process.env.TMPDIR = folder;
});
beforeEach(() => desk.freshSite());
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await vi.waitFor(() => expect(openFiles()).toEqual([]), 5_000);
});
afterAll(async () => {
  if (usual === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = usual;
  await desk.close();
  rmSync(folder, { recursive: true });
});

/** Begins to send a file, of which more is said to come. */
function begin(part: Buffer, size = 100_000): Socket {
  const cookie = Object.entries(desk.owner.cookies).map(([name, value]) => `${name}=${value}`);
  const head = [
    `POST /v1/sites/${desk.site.id}/spend/imports HTTP/1.1`,
    'host: localhost:8787',
    'origin: http://localhost:8787',
    `cookie: ${cookie.join('; ')}`,
    'content-type: text/csv',
    `content-length: ${size}`,
  ];
  const socket = connect(Number(url.port), url.hostname);
  sockets.push(socket);
  socket.on('error', () => undefined);
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  socket.write(part);
  return socket;
}

/** What this process holds open of the folder, as Linux tells it. */
function openFiles(): string[] {
  const links = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return links.filter((link) => link.startsWith(folder));
}

test.runIf(process.platform === 'linux')(
  'a file on its way in has no name: whenever the server is killed, nothing of it is left',
  async () => {
    begin(table(LINE, LINE));
    await vi.waitFor(() => expect(openFiles()).toEqual([expect.stringContaining('(deleted)')]), 5_000);
    expect(readdirSync(folder)).toEqual([]);
  },
);

test('one that is cut off imports nothing and keeps nobody out', async () => {
  const socket = begin(table(LINE, LINE));
  await vi.waitFor(() => expect(openFiles().length).toBe(1), 5_000);
  socket.destroy();
  await vi.waitFor(() => expect(openFiles()).toEqual([]), 5_000);
  expect((await desk.spent()).platforms).toEqual([]);
  expect(await desk.imports()).toEqual([]);
  expect((await desk.bring(table(LINE))).status).toBe(200);
});

test('one that says itself that it is too large is refused before it has come', async () => {
  const socket = begin(table(LINE), 1_000_000_000);
  await vi.waitFor(() => expect(socket.bytesRead).toBeGreaterThan(0), 5_000);
  expect(String(socket.read())).toMatch(/^HTTP\/1.1 413 /);
});

test('so many of all sites come in at a time, and the next is asked to come again', async () => {
  for (let n = 1; n <= 4; n += 1) {
    begin(table(LINE));
    await vi.waitFor(() => expect(openFiles().length).toBe(n), 5_000);
    await desk.freshSite();
  }
  expect(await desk.check(table(LINE))).toMatchObject({ status: 503, body: { code: 'busy' } });
  sockets.shift()?.destroy();
  await vi.waitFor(() => expect(openFiles().length).toBe(3), 5_000);
  expect((await desk.check(table(LINE))).status).toBe(200);
});

test('a full disk is told as what it is', async () => {
  const some = await open(join(folder, 'some'), 'w');
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  const append = vi.spyOn(Object.getPrototypeOf(some), 'appendFile').mockRejectedValueOnce(full);
  const answer = await desk.check(table(LINE));
  expect(answer).toMatchObject({
    status: 503,
    body: { code: 'busy', detail: expect.stringMatching(/full/) },
  });
  append.mockRestore();
  await some.close();
});
