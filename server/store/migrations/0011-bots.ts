import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { createTables } from './createTables.ts';

/** Arrivals of known robots, by day and source: how much of a platform's traffic is nobody. */
export function createBotArrivals(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  return createTables(db, dialect, {
    bot_arrivals: {
      key: ['site_id', 'day', 'source_id'],
      columns: { site_id: 'text', day: 'integer', source_id: 'bigint', n: 'bigint' },
    },
  });
}
