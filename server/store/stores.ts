import type { StoreCard } from '../domain/site.ts';
import type { Db } from './db.ts';

const COLUMNS = ['id', 'name', 'city', 'phone', 'address', 'max_discount_minor'] as const;

export async function loadStores(db: Db, siteId: string): Promise<StoreCard[]> {
  const rows = await db
    .selectFrom('stores')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(({ max_discount_minor, ...row }) => ({ ...row, maxDiscountMinor: max_discount_minor }));
}

/** Adds a store, or changes the one with its id. */
export async function saveStore(db: Db, siteId: string, store: StoreCard): Promise<void> {
  const { maxDiscountMinor, id, ...card } = store;
  const row = { ...card, max_discount_minor: maxDiscountMinor };
  await db
    .insertInto('stores')
    .values({ site_id: siteId, id, ...row })
    .onConflict((conflict) => conflict.columns(['site_id', 'id']).doUpdateSet(row))
    .execute();
}

/** Whether anything still needs the store: a device, a clerk or a redemption. */
export async function isStoreUsed(db: Db, siteId: string, id: string): Promise<boolean> {
  for (const table of ['devices', 'clerks', 'redemptions'] as const) {
    const row = await db
      .selectFrom(table)
      .select('id')
      .where('site_id', '=', siteId)
      .where('store_id', '=', id)
      .limit(1)
      .executeTakeFirst();
    if (row) return true;
  }
  return false;
}

export async function deleteStore(db: Db, siteId: string, id: string): Promise<void> {
  await db.deleteFrom('stores').where('site_id', '=', siteId).where('id', '=', id).execute();
}
