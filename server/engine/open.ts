import type { ActionLimits } from '../actions/context.ts';
import type { Engine } from './engine.ts';
import { openSqliteEngine } from './sqliteEngine.ts';

/** The engine of the database that the address names. */
export function openEngine(databaseUrl: string, limits: ActionLimits): Promise<Engine> {
  return openSqliteEngine(databaseUrl, limits);
}
