import { Kysely } from 'kysely';
import { openDatabase } from '../store/open.ts';
import type { Tables } from '../store/tables/tables.ts';

/** What the ledger holds of one campaign. */
export interface CampaignTotal {
  campaignId: string;
  redemptions: number;
  households: number;
}

/** Redemptions and the visitors behind them by the campaign that issued their coupons. */
export async function readLedger(databaseUrl: string, siteId: string): Promise<CampaignTotal[]> {
  const db = new Kysely<Tables>({ dialect: openDatabase(databaseUrl, { readOnly: true }).kysely });
  const rows = await db
    .selectFrom('redemptions')
    .select((row) => [
      'campaign_id',
      row.fn.countAll<number>().as('redemptions'),
      row.fn.count<number>('visitor').distinct().as('households'),
    ])
    .where('site_id', '=', siteId)
    .where('voided_at', 'is', null)
    .groupBy('campaign_id')
    .execute();
  await db.destroy();
  return rows.map(({ campaign_id, ...row }) => ({ campaignId: campaign_id, ...row }));
}
