import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { createTables } from './createTables.ts';
import type { TableParts } from './tableParts.ts';

const TABLES: Record<string, TableParts> = {
  paths: { key: ['site_id', 'id'], columns: { site_id: 'text', id: 'bigint', steps: 'text' } },
  path_days: {
    key: ['site_id', 'day', 'path_id'],
    columns: { site_id: 'text', day: 'integer', path_id: 'bigint', n: 'bigint' },
  },
};

/** The paths that led to no sale, counted by day. Journeys begin to be counted with their next arrival. */
export async function createPaths(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createTables(db, dialect, TABLES);
  await db.schema
    .alterTable('site_days')
    .addColumn('new_paths', 'bigint', (definition) => definition.notNull().defaultTo(0))
    .execute();
}
