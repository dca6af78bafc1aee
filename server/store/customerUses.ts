import { runCompiled } from './compiled.ts';
import type { Db } from './db.ts';

/** Whether a customer, known by any of these keys, has redeemed before, without what was voided. */
export async function hasRedeemed(db: Db, siteId: string, customers: readonly string[]): Promise<boolean> {
  const found = await runCompiled(
    db,
    'hasRedeemed',
    () =>
      db
        .selectFrom('redemptions')
        .select('id')
        .where('site_id', '=', siteId)
        .where('customer', 'in', customers)
        .where('voided_at', 'is', null)
        .limit(1),
    [siteId, ...customers, 1],
  );
  return found.length > 0;
}

/**
 * Whether a customer, known by any of these keys, has redeemed an offer so often, without what was voided. Reads no
 * further than that: a code may be used thousands of times, and every use asks.
 */
export async function hasRedeemedOffer(
  db: Db,
  siteId: string,
  customers: readonly string[],
  { id, times }: { id: string; times: number },
): Promise<boolean> {
  const found = await runCompiled(
    db,
    'hasRedeemedOffer',
    () =>
      db
        .selectFrom('redemptions')
        .select('id')
        .where('site_id', '=', siteId)
        .where('customer', 'in', customers)
        .where('offer_id', '=', id)
        .where('voided_at', 'is', null)
        .limit(1)
        .offset(times - 1),
    [siteId, ...customers, id, 1, times - 1],
  );
  return found.length > 0;
}
