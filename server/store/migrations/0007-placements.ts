import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { createTables } from './createTables.ts';

/** Placements, and which of the paired extensions may add some: not those that were paired before. */
export async function createPlacements(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createTables(db, dialect, {
    placements: {
      key: ['site_id', 'id'],
      columns: {
        site_id: 'text',
        id: 'text',
        name: 'text',
        'page?': 'text',
        source: 'text',
        'medium?': 'text',
        'campaign?': 'text',
        'content?': 'text',
        'term?': 'text',
        'adapter?': 'text',
      },
    },
  });
  await db.schema
    .alterTable('tokens')
    .addColumn('may_place', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
