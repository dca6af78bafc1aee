import { PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Dialect } from '../dialect.ts';
import { PreparingClient } from './client.ts';
import { postgresFailure } from './failures.ts';
import { TYPES } from './values.ts';

const CONNECT_MS = 3_000;
/** What holds a row longer is stuck: its connection ends, and others go on. */
const SESSION = [
  '-c idle_in_transaction_session_timeout=60s',
  '-c statement_timeout=60s',
  '-c lock_timeout=20s',
].join(' ');

/** How every connection to the server is opened. */
export function connectionTo(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'backstamp',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    options: SESSION,
    types: TYPES,
  };
}

/** Opens a PostgreSQL database with at most so many connections. The first one is made when it is needed. */
export function openPostgres(url: string, connections: number): Dialect {
  const pool = new pg.Pool({ ...connectionTo(url), Client: PreparingClient, max: connections });
  // A connection that breaks while nobody uses it is replaced when it is next needed.
  pool.on('error', () => {});
  return {
    kysely: new PostgresDialect({ pool }),
    clustered: (table) => table,
    // Text is compared byte by byte, as the embedded engine does: the same order on every machine.
    text: sql`text collate "C"`,
    failureOf: postgresFailure,
    teachPlanner: () => {},
  };
}
