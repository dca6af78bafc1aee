import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { createTables } from './createTables.ts';

export async function createRetention(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createTables(db, dialect, {
    journey_bases: {
      key: ['site_id', 'visitor'],
      columns: {
        site_id: 'text',
        visitor: 'text',
        seq: 'integer',
        at: 'bigint',
        state: 'text',
        sales: 'text',
      },
    },
    retentions: { key: ['site_id'], columns: { site_id: 'text', from_day: 'integer' } },
  });
}
