import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { createTables } from './createTables.ts';

/** What several server processes on one database need of it. */
export async function createServers(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  // Beside `sites`, not in it: every batch changes its row.
  await createTables(db, dialect, {
    site_turns: {
      key: ['site_id'],
      columns: { site_id: 'text', n: 'bigint', book: 'bigint', watched_until: 'bigint' },
    },
    tries: {
      key: ['key', 'started_at'],
      columns: { key: 'text', started_at: 'bigint', n: 'integer' },
    },
  });
  // What a journey was when it was loaded: one that has moved on since is not overwritten.
  await db.schema
    .alterTable('journeys')
    .addColumn('base_seq', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
