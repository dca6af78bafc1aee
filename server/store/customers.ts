import type { CustomerVisitor } from '../domain/journey.ts';
import { type Db, inChunks } from './db.ts';

/** The most visitors that are read as one customer: a shared key, or a script, must not make a till slow. */
const MAX_VISITORS = 20;

/** Remembers which visitors are one customer; what is known stays. */
export async function saveCustomerVisitors(
  db: Db,
  siteId: string,
  links: readonly CustomerVisitor[],
): Promise<void> {
  const rows = links
    .map((link) => ({ site_id: siteId, ...link }))
    .sort((a, b) => compare(a.customer, b.customer) || compare(a.visitor, b.visitor));
  await inChunks(rows, (chunk) =>
    db
      .insertInto('customer_visitors')
      .values([...chunk])
      .onConflict((conflict) => conflict.columns(['site_id', 'customer', 'visitor']).doNothing())
      .execute(),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The visitors who are this customer, those first who were identified last. */
export async function loadVisitorsOf(db: Db, siteId: string, customer: string): Promise<string[]> {
  const rows = await db
    .selectFrom('customer_visitors')
    .select('visitor')
    .where('site_id', '=', siteId)
    .where('customer', '=', customer)
    .orderBy('at', 'desc')
    .orderBy('visitor')
    .limit(MAX_VISITORS)
    .execute();
  return rows.map(({ visitor }) => visitor);
}
