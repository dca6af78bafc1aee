import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { type CreateTableBuilder, SqliteDialect, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { sqliteFailure } from './failures.ts';
import { teachPlanner } from './statistics.ts';

const CACHED_STATEMENTS = 400;

/**
 * Opens the embedded database. WAL with synchronous=FULL: a commit that was answered is on disk, and
 * readers never wait for the writer.
 */
export function openSqlite(path: string, readOnly = false): Dialect & { database: DatabaseSync } {
  const database = new DatabaseSync(path, { readOnly, timeout: 5_000 });
  if (!readOnly) database.exec('pragma journal_mode = wal');
  database.exec(
    'pragma synchronous = full; pragma foreign_keys = on; pragma cache_size = -32000; pragma temp_store = memory; pragma wal_autocheckpoint = 8000',
  );
  return {
    database,
    kysely: new SqliteDialect({ database: adapt(database) }),
    clustered: <T extends CreateTableBuilder<string, string>>(table: T) =>
      table.modifyEnd(sql`without rowid`) as T,
    text: 'text',
    failureOf: sqliteFailure,
    teachPlanner: () => teachPlanner(database),
  };
}

/** Kysely expects better-sqlite3's statements: a `reader` mark, and parameters as one list. */
function adapt(database: DatabaseSync) {
  const statements = new Map<string, ReturnType<typeof adaptStatement>>();
  return {
    prepare(text: string) {
      const known = statements.get(text);
      if (known) return known;
      if (statements.size >= CACHED_STATEMENTS) statements.delete(statements.keys().next().value ?? '');
      const statement = adaptStatement(database.prepare(text));
      statements.set(text, statement);
      return statement;
    },
    close: () => database.close(),
  };
}

function adaptStatement(statement: StatementSync) {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters: readonly unknown[]) => statement.all(...values(parameters)),
    run: (parameters: readonly unknown[]) => statement.run(...values(parameters)),
    iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters)),
  };
}
