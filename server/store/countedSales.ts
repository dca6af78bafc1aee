import { type Counted, unpackCounted } from './counted.ts';
import type { Db } from './db.ts';

/** Where a redemption was counted. */
export async function loadCounted(db: Db, siteId: string, id: string): Promise<Counted> {
  const row = await db
    .selectFrom('redemptions')
    .select('counted')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst();
  return unpackCounted(row?.counted ?? '');
}

/** Where a visitor's redemptions that stand were counted, newest first, a page at a time. */
export async function loadCountedOf(
  db: Db,
  siteId: string,
  visitor: string,
  page: { before: string | null; limit: number },
): Promise<(Counted & { id: string })[]> {
  let query = db
    .selectFrom('redemptions')
    .select(['id', 'counted'])
    .where('site_id', '=', siteId)
    .where('visitor', '=', visitor)
    .where('voided_at', 'is', null);
  if (page.before !== null) query = query.where('id', '<', page.before);
  const rows = await query.orderBy('id', 'desc').limit(page.limit).execute();
  return rows.map(({ id, counted }) => ({ id, ...unpackCounted(counted) }));
}
