import { PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Dialect } from '../dialect.ts';
import { PreparingClient } from './client.ts';
import { postgresFailure } from './failures.ts';
import { TYPES } from './values.ts';

const CONNECT_MS = 3_000;
/** A server that is gone without a word is asked for this soon. */
const KEEP_ALIVE_MS = 10_000;
const LOCK_MS = 20_000;
/** What holds a row longer is stuck: its connection ends, and others go on. */
const IDLE_MS = 60_000;
/** What is not answered so long after it had to be is never answered. */
const LATE_MS = 5_000;

/** How every connection to the server is opened. A statement may take `statementMs`, or else as long as it needs. */
export function connectionTo(url: string, statementMs?: number): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'backstamp',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    types: TYPES,
    ...(statementMs === undefined
      ? {}
      : { options: boundsOf(statementMs), query_timeout: statementMs + LATE_MS }),
  };
}

function boundsOf(statementMs: number): string {
  const bounds = {
    idle_in_transaction_session_timeout: IDLE_MS,
    statement_timeout: statementMs,
    lock_timeout: Math.min(LOCK_MS, statementMs),
  };
  return Object.entries(bounds)
    .map(([name, ms]) => `-c ${name}=${ms}ms`)
    .join(' ');
}

/** Opens a PostgreSQL database with at most so many connections. The first one is made when it is needed. */
export function openPostgres(url: string, connections: number, statementMs?: number): Dialect {
  const pool = new pg.Pool({
    ...connectionTo(url, statementMs),
    Client: PreparingClient,
    max: connections,
    // Statements go out without waiting for the answers of those before; one that is never answered ends the connection.
    pipeline: true,
  });
  // A connection that breaks while nobody uses it is replaced when it is next needed.
  pool.on('error', () => {});
  dropSilent(pool);
  return {
    kysely: new PostgresDialect({ pool }),
    clustered: (table) => table,
    // Text is compared byte by byte, as the embedded engine does: the same order on every machine.
    text: sql`text collate "C"`,
    failureOf: postgresFailure,
    teachPlanner: () => {},
  };
}

/** Where one connection gave no answer, those that nobody uses lead nowhere too: what comes next gets new ones. */
function dropSilent(pool: pg.Pool): void {
  const own = (client: pg.PoolClient) => client as unknown as PreparingClient;
  const idle = new Set<PreparingClient>();
  pool.on('acquire', (client) => void idle.delete(own(client)));
  pool.on('release', (_, client) => void idle.add(own(client)));
  pool.on('remove', (client) => void idle.delete(own(client)));
  pool.on('connect', (client) => {
    own(client).on('silent' as 'end', () => {
      for (const one of idle) one.drop();
    });
  });
}
