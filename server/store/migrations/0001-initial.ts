import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';
import { ACCOUNT_TABLES } from './0001/accounts.ts';
import { LEDGER_TABLES } from './0001/ledger.ts';
import { SHOP_TABLES } from './0001/shop.ts';
import { TRAFFIC_TABLES } from './0001/traffic.ts';
import { createTables } from './createTables.ts';

const TABLES = { ...ACCOUNT_TABLES, ...SHOP_TABLES, ...LEDGER_TABLES, ...TRAFFIC_TABLES };

export async function createInitial(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  await createTables(db, dialect, TABLES);
  await createIndexes(db);
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('users_email').unique().on('users').column('email').execute();
  await db.schema.createIndex('tokens_hash').unique().on('tokens').column('token_hash').execute();
  // A person's sites, and a token's: asked for with every request.
  await db.schema.createIndex('members_user').on('members').column('user_id').execute();
  await db.schema.createIndex('token_sites_token').on('token_sites').column('token_id').execute();
  // One live coupon per visitor and offer: two servers that mint at once meet here.
  await db.schema
    .createIndex('coupons_live')
    .unique()
    .on('coupons')
    .columns(['site_id', 'visitor', 'offer_id'])
    .where(sql.ref('status'), '=', 'live')
    .execute();
  // An order number has one redemption that stands.
  await db.schema
    .createIndex('redemptions_order')
    .unique()
    .on('redemptions')
    .columns(['site_id', 'order_number'])
    .where(sql.ref('voided_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('redemptions_day')
    .on('redemptions')
    .columns(['site_id', 'day', 'at'])
    .execute();
  await db.schema
    .createIndex('redemptions_store_day')
    .on('redemptions')
    .columns(['site_id', 'store_id', 'day', 'at'])
    .execute();
  await db.schema.createIndex('positions_page').on('positions').columns(['site_id', 'page_id']).execute();
  await db.schema
    .createIndex('redemptions_customer')
    .on('redemptions')
    .columns(['site_id', 'customer'])
    .execute();
  await db.schema
    .createIndex('redemptions_code')
    .on('redemptions')
    .columns(['site_id', 'code', 'at'])
    .execute();
}
