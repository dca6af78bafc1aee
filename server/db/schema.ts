import { existsSync } from 'node:fs';
import { Kysely, sql } from 'kysely';
import { sqlitePath } from '../store/address.ts';
import type { Db } from '../store/db.ts';
import { MIGRATION_NAMES } from '../store/migrate.ts';
import { openDatabase } from '../store/open.ts';
import type { Tables } from '../store/tables/tables.ts';
import { CommandError } from './commandError.ts';

/** Runs on a database that is there, with the schema of this version; changes nothing of it by itself. */
export async function withDatabase<Value>(url: string, run: (db: Db) => Promise<Value>): Promise<Value> {
  const path = sqlitePath(url);
  if (path !== null && !existsSync(path)) throw new CommandError(`There is no database at ${path}.`);
  const db: Db = new Kysely<Tables>({ dialect: openDatabase(url, { readOnly: path !== null }).kysely });
  try {
    await checkSchema(db, path ?? 'The PostgreSQL database');
    return await run(db);
  } finally {
    await db.destroy();
  }
}

/** Throws a CommandError where a database is none of Backstamp's, or of another version. */
export async function checkSchema(db: Db, name: string): Promise<void> {
  const taken = await loadMigrations(db);
  if (taken === null) throw new CommandError(`${name} holds no Backstamp data.`);
  if (taken.some((one) => !MIGRATION_NAMES.includes(one))) {
    throw new CommandError(`${name} was made by a newer version: update Backstamp first.`);
  }
  if (MIGRATION_NAMES.some((one) => !taken.includes(one))) {
    throw new CommandError(
      `${name} was made by an older version: start the server on it once, then try again.`,
    );
  }
}

/** The steps that a schema has taken; null where it has no tables of Backstamp's. */
export async function loadMigrations(db: Db): Promise<string[] | null> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return null;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}
