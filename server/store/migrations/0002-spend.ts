import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { createTables } from './createTables.ts';
import type { TableParts } from './tableParts.ts';

/** What traffic cost. Every import has rows of its own; `spend_days` says whose rows stand. */
const SPEND_TABLES: Record<string, TableParts> = {
  spend_imports: {
    key: ['site_id', 'id'],
    columns: {
      site_id: 'text',
      id: 'text',
      file_name: 'text',
      hash: 'text',
      user_id: 'text',
      at: 'bigint',
      status: 'text',
      rows: 'integer',
      parts: 'integer',
      from_day: 'integer',
      to_day: 'integer',
      clicks: 'bigint',
      impressions: 'bigint',
      cost_minor: 'bigint',
    },
  },
  spend_parts: {
    key: ['site_id', 'import_id', 'day', 'platform', 'kind'],
    columns: {
      site_id: 'text',
      import_id: 'text',
      day: 'integer',
      platform: 'text',
      kind: 'text',
      clicks: 'bigint',
      impressions: 'bigint',
      cost_minor: 'bigint',
    },
  },
  spend: {
    key: ['site_id', 'import_id', 'day', 'platform', 'kind', 'source_id'],
    columns: {
      site_id: 'text',
      import_id: 'text',
      day: 'integer',
      platform: 'text',
      kind: 'text',
      source_id: 'bigint',
      clicks: 'bigint',
      impressions: 'bigint',
      cost_minor: 'bigint',
    },
  },
  spend_days: {
    key: ['site_id', 'day', 'platform', 'kind'],
    columns: { site_id: 'text', day: 'integer', platform: 'text', kind: 'text', import_id: 'text' },
  },
  spend_mappings: {
    key: ['site_id', 'headers_hash'],
    columns: { site_id: 'text', headers_hash: 'text', mapping: 'text', at: 'bigint' },
  },
};

export async function createSpend(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createTables(db, dialect, SPEND_TABLES);
}
