import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { createTables } from './createTables.ts';
import type { TableParts } from './tableParts.ts';

const TABLES: Record<string, TableParts> = {
  conversion_settings: {
    key: ['site_id', 'platform'],
    columns: { site_id: 'text', platform: 'text', name: 'text', value_of: 'text', model: 'text' },
  },
  conversion_batches: {
    key: ['site_id', 'platform', 'id'],
    columns: {
      site_id: 'text',
      platform: 'text',
      id: 'text',
      status: 'text',
      at: 'bigint',
      name: 'text',
      value_of: 'text',
      model: 'text',
      left_out: 'text',
    },
  },
  conversions: {
    key: ['site_id', 'platform', 'redemption_id', 'number'],
    columns: {
      site_id: 'text',
      platform: 'text',
      redemption_id: 'text',
      number: 'integer',
      batch_id: 'text',
      type: 'text',
      parameter: 'text',
      click_id: 'text',
      name: 'text',
      at: 'bigint',
      'adjusted_at?': 'bigint',
      value_minor: 'bigint',
      value_of: 'text',
      model: 'text',
    },
  },
  history_imports: {
    key: ['site_id', 'id'],
    columns: {
      site_id: 'text',
      id: 'text',
      file_name: 'text',
      user_id: 'text',
      at: 'bigint',
      status: 'text',
      rows: 'bigint',
      done: 'bigint',
      imported: 'bigint',
      known: 'bigint',
      refused: 'bigint',
      refusals: 'text',
    },
  },
  history_rows: {
    key: ['site_id', 'import_id', 'at', 'line'],
    columns: { site_id: 'text', import_id: 'text', at: 'bigint', line: 'bigint', row: 'text' },
  },
};

/** What was sent to advertising platforms, and history on its way in. */
export async function createExports(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createTables(db, dialect, TABLES);
  await db.schema
    .createIndex('conversions_batch')
    .on('conversions')
    .columns(['site_id', 'batch_id', 'redemption_id'])
    .execute();
}
