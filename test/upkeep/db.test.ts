import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { isInUse } from '../../server/db/exclusive.ts';
import { serve } from '../../server/main.ts';
import { newOwnerSecret } from '../../server/owner.ts';
import { testConfig } from '../server/testServer.ts';
import { movedTo, newFolder, openOn, runDb, sell } from './command.ts';

// Each command is a process of its own, which a busy machine takes seconds to start.
vi.setConfig({ testTimeout: 120_000 });

const redemptionsIn = (path: string) => {
  const database = new DatabaseSync(path, { readOnly: true });
  const row = database.prepare('select count(*) as n from redemptions').get();
  database.close();
  return Number(row?.n);
};

test('without a command it tells which there are; with an unknown one too, and ends with 2', async () => {
  const help = await runDb([], 'sqlite:nowhere.db');
  expect(help).toMatchObject({ code: 0, complained: '' });
  for (const name of ['backup', 'restore', 'verify', 'copy', 'distribute']) expect(help.said).toContain(name);
  for (const words of [['vanish'], ['backup', 'a', 'b'], ['verify', '--hard']]) {
    expect(await runDb(words, 'sqlite:nowhere.db')).toMatchObject({ code: 2, said: '' });
  }
});

test.each([
  [['backup', 'copy.db']],
  [['verify']],
  [['copy', 'sqlite:/nowhere/a.db', 'postgres://localhost/a']],
])('%j of a database that is not there is told in a sentence', async (words) => {
  const { code, complained } = await runDb(words, 'sqlite:/nowhere/a.db');
  expect([code, complained.trim()]).toEqual([1, 'There is no database at /nowhere/a.db.']);
});

test('a copy made while the server takes beacons and redemptions is whole, and comes to the same', async () => {
  const folder = newFolder();
  const path = join(folder, 'data.db');
  const url = `sqlite:${path}`;
  const file = join(folder, 'copies/first.db');
  const open = await openOn(path);
  for (let n = 0; n < 30; n += 1) await sell(open);
  let isBackedUp = false;
  let during = 0;
  const selling = (async () => {
    while (!isBackedUp) {
      await sell(open);
      during += 1;
    }
  })();
  const done = await runDb(['backup', file], url);
  isBackedUp = true;
  await selling;
  expect(done).toMatchObject({ code: 0, complained: '' });
  expect(during).toBeGreaterThan(3);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'copies'))).toEqual(['first.db']);
  expect(redemptionsIn(file)).toBeGreaterThanOrEqual(30);
  expect(await runDb(['verify'], `sqlite:${file}`)).toMatchObject({ code: 0 });
  // The same name is not taken twice.
  expect(await runDb(['backup', file], url)).toMatchObject({ code: 1 });

  // It is not put back while the server runs, nor over what is there unless that is said.
  const running = await runDb(['restore', file, '--replace'], url);
  expect([running.code, running.complained]).toEqual([1, `A server has ${path} open: stop it first.\n`]);
  const all = redemptionsIn(path);
  await open.server.close();
  const there = await runDb(['restore', file], url);
  expect([there.code, there.complained]).toEqual([1, expect.stringContaining('--replace')]);
  expect(redemptionsIn(path)).toBe(all);
  expect(await runDb(['restore', file, '--replace'], url)).toMatchObject({ code: 0 });
  expect(redemptionsIn(path)).toBe(redemptionsIn(file));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const aside = readdirSync(folder).find((name) => /^data\.db\.before-[\dTZ-]+$/.test(name)) ?? '';
  expect(redemptionsIn(join(folder, aside))).toBe(all);

  // A server takes it up.
  const server = await serve({ config: testConfig({ databaseUrl: url }) });
  expect(await newOwnerSecret(server, Date)).toBeNull();
  await sell({ server, shop: { ...open.shop, till: movedTo(server.url, open.shop.till) } });
  await server.close();
  expect(isInUse(path)).toBe(false);
});

test('a file that is none, or not whole, is not put in place', async () => {
  const folder = newFolder();
  const url = `sqlite:${join(folder, 'data.db')}`;
  const text = join(folder, 'letter.db');
  writeFileSync(text, 'Dear all, this is no database. '.repeat(100));
  const other = join(folder, 'other.db');
  new DatabaseSync(other).exec('create table songs (name text)');
  expect((await runDb(['restore', text], url)).complained).toContain('is not whole');
  expect((await runDb(['restore', other], url)).complained).toContain('holds no Backstamp data');
  expect((await runDb(['restore', join(folder, 'none.db')], url)).complained).toContain('There is no file');
  expect(existsSync(join(folder, 'data.db'))).toBe(false);
});

test('verify ends with 1 and the key, where a counter is not what its events come to', async () => {
  const path = join(newFolder(), 'data.db');
  const open = await openOn(path);
  for (let n = 0; n < 5; n += 1) await sell(open);
  const before = readFileSync(path);
  const sound = await runDb(['verify'], `sqlite:${path}`);
  expect([sound.code, sound.said]).toEqual([0, expect.stringContaining('no difference')]);
  expect(readFileSync(path).equals(before)).toBe(true);
  await open.server.close();
  const database = new DatabaseSync(path);
  database.exec('update counters set revenue_minor = revenue_minor + 1 where scope = 1');
  database.close();
  const off = await runDb(['verify'], `sqlite:${path}`);
  expect([off.code, off.said]).toEqual([1, expect.stringMatching(/page \d+, source \d+, .*revenueMinor/)]);
});

test('what belongs to PostgreSQL is told with its own command, without the password', async () => {
  const url = 'postgres://shop:secret@localhost/shop';
  for (const [words, tool] of [
    [['backup', 'copy.dump'], 'pg_dump --format=custom --file \'copy.dump\' "$DATABASE_URL"'],
    [['restore', 'copy.dump'], 'pg_restore'],
  ] as const) {
    const { code, complained } = await runDb([...words], url);
    expect(code).toBe(1);
    expect(complained).toContain(tool);
    expect(complained).not.toContain('secret');
  }
});
