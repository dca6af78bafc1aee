import type { Kysely } from 'kysely';
import { shareCredit } from '../../domain/credit.ts';
import { sourceRow } from '../../domain/dictionary.ts';
import type { Touchpoint } from '../../domain/journey.ts';
import { DIRECT } from '../../domain/source.ts';
import { saveCredits } from '../credits.ts';
import type { Tables } from '../tables.ts';

const AT_ONCE = 500;

/**
 * Credit under every rule model, with the discount and the redemption itself shared like the value. What was
 * redeemed before is shared anew from the path that was kept with it.
 */
export async function creditModels(schema: Kysely<unknown>): Promise<void> {
  for (const column of ['discount_minor', 'share']) {
    await schema.schema
      .alterTable('credits')
      .addColumn(column, 'bigint', (definition) => definition.notNull().defaultTo(0))
      .execute();
  }
  await schema.schema
    .createIndex('redemptions_day')
    .on('redemptions')
    .columns(['site_id', 'day', 'at'])
    .execute();
  const db = schema as Kysely<Tables>;
  const sites = await db.selectFrom('sites').select(['id', 'key_secret']).orderBy('id').execute();
  for (const site of sites) {
    await db.deleteFrom('credits').where('site_id', '=', site.id).execute();
    await shareAnew(db, site.id, sourceRow(site.key_secret, DIRECT).id);
  }
}

async function shareAnew(db: Kysely<Tables>, siteId: string, directSource: number): Promise<void> {
  let last = '';
  for (;;) {
    const rows = await db
      .selectFrom('redemptions')
      .select(['id', 'at', 'amount_minor', 'discount_minor', 'source_id', 'page_id', 'path', 'voided_at'])
      .where('site_id', '=', siteId)
      .where('id', '>', last)
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    for (const row of rows.filter(({ voided_at }) => voided_at === null)) {
      const redemption = {
        at: row.at,
        amountMinor: row.amount_minor,
        discountMinor: row.discount_minor,
        source: row.source_id,
        page: row.page_id,
        path: JSON.parse(row.path) as Touchpoint[],
      };
      await saveCredits(db, siteId, row.id, shareCredit(redemption, directSource));
    }
    const end = rows.at(-1);
    if (!end) return;
    last = end.id;
  }
}
