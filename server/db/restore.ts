import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { sqlitePath } from '../store/address.ts';
import type { Db } from '../store/db.ts';
import { MIGRATION_NAMES } from '../store/migrate.ts';
import { openSqlite } from '../store/sqlite/dialect.ts';
import type { Tables } from '../store/tables/tables.ts';
import { checkWhole } from './backup.ts';
import { CommandError } from './commandError.ts';
import { isInUse } from './exclusive.ts';
import { loadMigrations } from './schema.ts';

/** Puts a copy where the server looks for its database. What is there is moved aside, never deleted. */
export async function restore(
  url: string,
  file: string,
  options: { replace: boolean; now: number },
  say: (text: string) => void,
): Promise<void> {
  const path = sqlitePath(url);
  if (path === null) {
    throw new CommandError(`DATABASE_URL is a PostgreSQL database, which has tools of its own. Run on an empty one:

  pg_restore --no-owner --single-transaction --dbname="$DATABASE_URL" '${file}'`);
  }
  if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`);
  if (resolve(file) === resolve(path)) throw new CommandError(`${file} is the database itself.`);
  await checkCopy(file);
  const target = resolve(path);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  if (existsSync(target)) moveAside(target, path, options, say);
  else if (existsSync(`${target}-wal`)) {
    throw new CommandError(`${path}-wal is there without its database: move it away first.`);
  }
  const part = `${target}.part`;
  copyFileSync(file, part);
  chmodSync(part, 0o600);
  renameSync(part, target);
  say(`${path} is now as ${file}. Start the server.`);
}

async function checkCopy(file: string): Promise<void> {
  checkWhole(file);
  // A copy that is on a medium that cannot be written to is read all the same.
  const db: Db = new Kysely<Tables>({ dialect: openSqlite(file, true).kysely });
  const taken = await loadMigrations(db).finally(() => db.destroy());
  if (taken === null) throw new CommandError(`${file} holds no Backstamp data.`);
  if (taken.some((one) => !MIGRATION_NAMES.includes(one))) {
    throw new CommandError(`${file} was made by a newer version: update Backstamp first.`);
  }
}

function moveAside(
  target: string,
  path: string,
  { replace, now }: { replace: boolean; now: number },
  say: (text: string) => void,
): void {
  if (isInUse(target)) throw new CommandError(`A server has ${path} open: stop it first.`);
  if (!replace) {
    throw new CommandError(
      `${path} is there already: with --replace it is moved aside, and the copy takes its place.`,
    );
  }
  foldLog(target);
  const aside = `${target}.before-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
  renameSync(target, aside);
  for (const end of ['-wal', '-shm']) rmSync(`${target}${end}`, { force: true });
  say(`What was there is now ${aside}.`);
}

/** Takes the newest commits from the log into the file, so that the file alone is whole. */
function foldLog(target: string): void {
  const database = new DatabaseSync(target);
  database.exec('pragma wal_checkpoint(truncate)');
  database.close();
}
