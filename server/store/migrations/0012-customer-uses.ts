import { type Kysely, sql } from 'kysely';

/** A customer's redemptions that stand, by offer: a till asks for no more of them than its limit says. */
export async function indexCustomerUses(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('redemptions_customer').execute();
  await db.schema
    .createIndex('redemptions_customer_uses')
    .on('redemptions')
    .columns(['site_id', 'customer', 'offer_id'])
    .where(sql.ref('voided_at'), 'is', null)
    .execute();
}
