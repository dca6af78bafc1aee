import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nanoid } from 'nanoid';
import pg from 'pg';
import { makeCitusDatabase } from './citus.ts';

/** An empty database of a test's own, on the engine that its project runs on. */
export interface TestDatabase {
  /** What DATABASE_URL would be. */
  url: string;
  remove(): Promise<void>;
}

/** The tests' PostgreSQL server; undefined where they run on the embedded engine. */
const SERVER = process.env.TEST_ENGINE === 'postgres' ? process.env.TEST_POSTGRES_URL : undefined;

/** With what the names of a run's databases begin on a Citus cluster; undefined on PostgreSQL itself. */
const CITUS = process.env.TEST_CITUS_RUN;

export const ENGINE = SERVER === undefined ? 'sqlite' : 'postgres';

/** A database with the whole schema, of which every test's own is a copy. */
export const TEMPLATE = 'backstamp_template';

export function newDatabase(): Promise<TestDatabase> {
  return SERVER === undefined ? newFile() : newCopy(SERVER);
}

async function newFile(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'backstamp-test-'));
  return {
    url: `sqlite:${join(folder, 'test.db')}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Copying takes some 400 ms, so that one which a test is done with is emptied for the file's next test. */
const emptied: string[] = [];

async function newCopy(server: string): Promise<TestDatabase> {
  const url = emptied.pop() ?? (await copy(server));
  return {
    url,
    remove: async () => {
      await (CITUS ? emptyTables(url) : ask(url, EMPTY));
      emptied.push(url);
    },
  };
}

/** A database without any table, for what makes them. */
export async function newEmptyDatabase(): Promise<TestDatabase> {
  if (SERVER === undefined) return newFile();
  const name = `test_${CITUS ?? ''}${nanoid()}`;
  await ask(SERVER, `create database "${name}"`);
  return {
    url: urlOf(SERVER, name),
    remove: () => ask(SERVER, `drop database "${name}" with (force)`),
  };
}

async function copy(server: string): Promise<string> {
  const name = `test_${CITUS ?? ''}${nanoid()}`;
  if (CITUS) return makeCitusDatabase(server, name);
  await ask(server, `create database "${name}" template ${TEMPLATE}`);
  return urlOf(server, name);
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = database;
  return url.href;
}

/** Every row of every table but what the migrations note of themselves. */
const EMPTY = `do $$ declare name text; begin
  for name in select tablename from pg_tables where schemaname = 'public' and tablename not like 'kysely%' loop
    execute format('delete from %I', name);
  end loop;
end $$`;

/** The same a table at a time: Citus would not change tables of both kinds in one transaction. */
async function emptyTables(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'",
    );
    for (const { name } of rows) await client.query(`delete from "${name}"`);
  } finally {
    await client.end();
  }
}

/** One statement on a connection of its own. */
export async function ask(server: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(text).finally(() => client.end());
}
