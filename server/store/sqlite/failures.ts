import type { StoreFailure } from '../failure.ts';
import { StaleRow } from '../stale.ts';

/** SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE. */
const UNIQUE = new Set([1555, 2067]);

/** One connection writes: nobody waits for another, and no connection breaks. */
export function sqliteFailure(error: unknown): StoreFailure {
  if (error instanceof StaleRow) return 'raced';
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
  return UNIQUE.has(code) ? 'raced' : 'fault';
}
