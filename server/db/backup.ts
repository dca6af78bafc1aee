import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sqlitePath } from '../store/address.ts';
import { CommandError } from './commandError.ts';

/**
 * Writes a whole copy of the last commit to a file that only its owner reads; the server goes on meanwhile. The file
 * has its name only once it is whole and checked.
 */
export function backup(url: string, file: string, say: (text: string) => void): void {
  const path = sqlitePath(url);
  if (path === null) throw new CommandError(postgresAdvice('pg_dump --format=custom --file', file));
  if (!existsSync(path)) throw new CommandError(`There is no database at ${path}.`);
  const target = resolve(file);
  if (existsSync(target)) throw new CommandError(`${file} is there already: give the copy another name.`);
  const part = `${target}.part`;
  const began = performance.now();
  process.umask(0o077);
  mkdirSync(dirname(target), { recursive: true });
  rmSync(part, { force: true });
  try {
    copyTo(path, part);
    checkWhole(part);
    renameSync(part, target);
  } finally {
    rmSync(part, { force: true });
  }
  const megabytes = (statSync(target).size / 1e6).toFixed(1);
  say(`${file}: ${megabytes} MB, checked, in ${((performance.now() - began) / 1_000).toFixed(1)} s.`);
}

function copyTo(path: string, part: string): void {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    database.prepare('vacuum into ?').run(part);
  } finally {
    database.close();
  }
}

/** Throws a CommandError where a file is no whole database. */
export function checkWhole(path: string): void {
  let answer: unknown;
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    answer = database.prepare('pragma integrity_check(1)').get()?.integrity_check;
    database.close();
  } catch (error) {
    answer = error instanceof Error ? error.message : error;
  }
  if (answer !== 'ok') throw new CommandError(`${path} is not whole: ${answer}.`);
}

/** PostgreSQL has tools of its own. The address stays out of the text: it may hold a password. */
export function postgresAdvice(tool: string, file: string): string {
  return `DATABASE_URL is a PostgreSQL database, which has tools of its own. Run:\n\n  ${tool} '${file}' "$DATABASE_URL"`;
}
