import { sqlitePath } from './address.ts';
import type { Dialect } from './dialect.ts';
import { openPostgres } from './postgres/dialect.ts';
import { openSqlite } from './sqlite/dialect.ts';

/** Opens the database that an address names: `sqlite:PATH` or `postgres://…`. */
export function openDatabase(
  url: string,
  { readOnly = false, connections = 1 }: { readOnly?: boolean; connections?: number } = {},
): Dialect {
  const path = sqlitePath(url);
  return path === null ? openPostgres(url, connections) : openSqlite(path, readOnly);
}
