import type { StoreFailure } from '../failure.ts';
import { StaleRow } from '../stale.ts';

/** By SQLSTATE, or by the first two characters of it, its class. */
const STATES: Record<string, StoreFailure> = {
  23505: 'raced', // unique_violation
  40001: 'again', // serialization_failure
  '40P01': 'again', // deadlock_detected
  '55P03': 'again', // lock_not_available, after lock_timeout
  '08': 'away', // connection exceptions
  '57P01': 'away', // admin_shutdown
  '57P02': 'away', // crash_shutdown
  '57P03': 'away', // cannot_connect_now
  '57P05': 'away', // idle_session_timeout
  '25P03': 'away', // idle_in_transaction_session_timeout
  '25006': 'away', // read_only_sql_transaction: a standby, until the failover is done
  53300: 'away', // too_many_connections
};

/** The network's own codes. */
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** What pg says, without a code, of a connection that is gone. */
const GONE =
  /connection terminated|query read timeout|client was closed|connection timeout|trying to connect|not queryable|has been discarded/i;

export function postgresFailure(error: unknown): StoreFailure {
  if (error instanceof StaleRow) return 'raced';
  if (!(error instanceof Error)) return 'fault';
  const code = 'code' in error ? String(error.code) : '';
  if (NETWORK.has(code)) return 'away';
  if (code === '' && GONE.test(error.message)) return 'away';
  return STATES[code] ?? STATES[code.slice(0, 2)] ?? 'fault';
}
