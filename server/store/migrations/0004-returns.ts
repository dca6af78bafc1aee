import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { fillCounted } from './0004/fillCounted.ts';
import { createTables } from './createTables.ts';
import type { TableParts } from './tableParts.ts';

const TABLES: Record<string, TableParts> = {
  returns: {
    key: ['site_id', 'redemption_id', 'id'],
    columns: {
      site_id: 'text',
      redemption_id: 'text',
      id: 'text',
      at: 'bigint',
      day: 'integer',
      amount_minor: 'bigint',
      discount_minor: 'bigint',
      'clerk_id?': 'text',
      'user_id?': 'text',
      reason: 'text',
      lines: 'text',
    },
  },
  customer_visitors: {
    key: ['site_id', 'customer', 'visitor'],
    columns: { site_id: 'text', customer: 'text', visitor: 'text', at: 'bigint' },
  },
};

/** What comes back of a redemption, where each was counted, and which visitors are one customer. */
export async function createReturns(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createTables(db, dialect, TABLES);
  await addColumns(db);
  // A clerk finds an order whatever became of it; taking a sale back looks for the visitor's others.
  await db.schema
    .createIndex('redemptions_any_order')
    .on('redemptions')
    .columns(['site_id', 'order_number'])
    .execute();
  await db.schema
    .createIndex('redemptions_visitor')
    .on('redemptions')
    .columns(['site_id', 'visitor', 'id'])
    .execute();
  await fillCounted(db);
}

async function addColumns(db: Kysely<unknown>): Promise<void> {
  for (const column of ['returned_minor', 'returned_discount_minor'])
    await addZero(db, 'redemptions', column);
  for (const column of ['returned_quantity', 'returned_minor']) await addZero(db, 'redemption_lines', column);
  await db.schema
    .alterTable('redemptions')
    .addColumn('counted', 'text', (definition) => definition.notNull().defaultTo(''))
    .execute();
}

async function addZero(db: Kysely<unknown>, table: string, column: string): Promise<void> {
  await db.schema
    .alterTable(table)
    .addColumn(column, 'bigint', (definition) => definition.notNull().defaultTo(0))
    .execute();
}
