import { type RawBuilder, sql } from 'kysely';
import type { Model } from '../../shared/wire/report.ts';
import type { Db } from './db.ts';
import { STORED, type StoredRedemption, toRedemption } from './redemptions.ts';
import { CREDIT_KEYS, type CreditKey, isAmong, type ReportScope, standing } from './reports.ts';

/** One of a dimension's values as `sumCredits` gives them, or several of them, or all but these. */
export interface RowKeys {
  by: CreditKey;
  keys: readonly string[];
  inside?: boolean;
}

export interface RowFilter extends ReportScope {
  /** Undefined: every row. */
  row: RowKeys | { by: 'product'; sku: string } | undefined;
  model: Model;
  offset: number;
  limit: number;
}

/** The redemptions that a row is credited with, newest first, each with what the row gets of it. */
export async function loadRowRedemptions(
  db: Db,
  siteId: string,
  filter: RowFilter,
): Promise<{ redemption: StoredRedemption; rowMinor: number }[]> {
  let query = standing(db, siteId, filter)
    .where('credits.model', '=', filter.model)
    .select((row) => [
      ...STORED.map((column) => `redemptions.${column}` as const),
      row.fn.sum<number>('credits.value_minor').as('row_minor'),
    ])
    .groupBy(STORED.map((column) => `redemptions.${column}` as const));
  if (filter.row)
    query = query.where(filter.row.by === 'product' ? hasSold(filter.row.sku) : isOneOf(filter.row));
  const rows = await query
    .orderBy('redemptions.at', 'desc')
    .orderBy('redemptions.id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  return rows.map((row) => ({ redemption: toRedemption(row), rowMinor: row.row_minor }));
}

function isOneOf({ by, keys, inside = true }: RowKeys): RawBuilder<boolean> {
  if (keys.includes('')) return sql<boolean>`${CREDIT_KEYS[by]} is null`;
  const isNumber = by === 'landing' || by === 'channel';
  // What is no key at all is nobody's, and not for every engine a number.
  const numbers = () => keys.map(Number).filter(Number.isSafeInteger);
  const among = isAmong(CREDIT_KEYS[by], isNumber ? numbers() : keys);
  return inside ? among : sql<boolean>`not (${among})`;
}

/** Whether a redemption has lines of a product; without a name: whether its lines leave something unsaid. */
function hasSold(sku: string): RawBuilder<boolean> {
  const own = sql`redemption_lines where redemption_lines.site_id = redemptions.site_id and redemption_lines.redemption_id = redemptions.id`;
  const explained = sql<number>`(select coalesce(sum(redemption_lines.amount_minor), 0) from ${own})`;
  return sku === ''
    ? sql<boolean>`(${explained} < redemptions.amount_minor or ${explained} = 0)`
    : sql<boolean>`exists (select 1 from ${own} and redemption_lines.sku = ${sku})`;
}
