import type { Db } from './db.ts';
import { STORED, type StoredRedemption, toRedemption } from './redemptions.ts';
import type { DayRange } from './reports.ts';

/** The redemptions of a range that were undone, or of which something came back; newest first. */
export async function loadTakenBack(
  db: Db,
  siteId: string,
  { from, to }: DayRange,
  { offset, limit }: { offset: number; limit: number },
): Promise<StoredRedemption[]> {
  const rows = await db
    .selectFrom('redemptions')
    .select(STORED)
    .where('site_id', '=', siteId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where((row) => row.or([row('returned_minor', '>', 0), row('voided_at', 'is not', null)]))
    .orderBy('day', 'desc')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(toRedemption);
}
