import { sql } from 'kysely';
import type { Model } from '../../shared/wire/report.ts';
import type { RedemptionCredit, SoldLine } from '../domain/reportProducts.ts';
import { type Db, gather } from './db.ts';
import { isIn, LEAD_OF_CREDIT, type ReportScope, standing, toPart } from './reports.ts';

/** What each redemption of a range that stands is credited with, by model. */
export async function loadRedemptionCredits(
  db: Db,
  siteId: string,
  models: readonly Model[],
  scope: ReportScope,
): Promise<RedemptionCredit[]> {
  const rows = await standing(db, siteId, scope)
    .where('credits.model', 'in', models)
    .select((row) => [
      'redemptions.id',
      'redemptions.amount_minor',
      'credits.model',
      row.fn.sum<number>('credits.value_minor').as('revenue'),
      row.fn.sum<number>('credits.discount_minor').as('discount'),
      row.fn.sum<number>('credits.share').as('share'),
      row.fn.sum<number | null>(LEAD_OF_CREDIT).as('hours'),
    ])
    .groupBy(['redemptions.id', 'redemptions.amount_minor', 'credits.model'])
    .execute();
  return rows.map((row) => ({
    key: row.id,
    model: row.model as Model,
    amountMinor: row.amount_minor,
    ...toPart(row),
  }));
}

/** The lines of a range’s redemptions, a product’s together, by redemption. */
export async function loadRangeLines(
  db: Db,
  siteId: string,
  { from, to, stores }: ReportScope,
): Promise<Map<string, SoldLine[]>> {
  const rows = await db
    .selectFrom('redemptions')
    .crossJoin('redemption_lines')
    .whereRef('redemption_lines.site_id', '=', 'redemptions.site_id')
    .whereRef('redemption_lines.redemption_id', '=', 'redemptions.id')
    .select(['redemptions.id', 'redemption_lines.sku', 'redemption_lines.amount_minor'])
    .where('redemptions.site_id', '=', siteId)
    .where('redemptions.day', '>=', from)
    .where('redemptions.day', '<=', to)
    .where('redemptions.voided_at', 'is', null)
    .where(isIn(sql.ref('redemptions.store_id'), stores))
    .orderBy('redemptions.id')
    .orderBy('redemption_lines.line')
    .execute();
  return byRedemption(rows);
}

/** The lines of these redemptions. */
export async function loadLines(
  db: Db,
  siteId: string,
  redemptionIds: readonly string[],
): Promise<Map<string, SoldLine[]>> {
  const rows = await gather(redemptionIds, (chunk) =>
    db
      .selectFrom('redemption_lines')
      .select(['redemption_id as id', 'sku', 'amount_minor'])
      .where('site_id', '=', siteId)
      .where('redemption_id', 'in', chunk)
      .orderBy('redemption_id')
      .orderBy('line')
      .execute(),
  );
  return byRedemption(rows);
}

function byRedemption(rows: { id: string; sku: string; amount_minor: number }[]): Map<string, SoldLine[]> {
  const lines = new Map<string, SoldLine[]>();
  for (const { id, sku, amount_minor: amountMinor } of rows) {
    const own = lines.get(id);
    if (own) own.push({ sku, amountMinor });
    else lines.set(id, [{ sku, amountMinor }]);
  }
  return lines;
}
