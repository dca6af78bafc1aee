import { type RawBuilder, sql } from 'kysely';
import type { Model, ReportBy } from '../../shared/wire/report.ts';
import type { DayNumber } from '../domain/day.ts';
import { SCOPE, SITE_SUBJECT } from '../domain/funnel.ts';
import type { CreditSum, Ledger } from '../domain/report.ts';
import type { Db } from './db.ts';
import { STORED, type StoredRedemption, toRedemption } from './redemptions.ts';

export interface DayRange {
  from: DayNumber;
  to: DayNumber;
}

/**
 * What a source dimension reads of a source. Direct has no row of its own where nobody came directly yet. The
 * channel is never stored: it is derived from the source, whose key stands for it here.
 */
export const SOURCE_KEYS = {
  source: sql<string | null>`coalesce(sources.source, sources.referrer_host)`,
  medium: sql<string | null>`sources.medium`,
  campaign: sql<string | null>`sources.campaign`,
  term: sql<string | null>`sources.term`,
  content: sql<string | null>`sources.content`,
} satisfies Partial<Record<ReportBy, RawBuilder<unknown>>>;
export type SourceKey = keyof typeof SOURCE_KEYS | 'channel';

const KEYS: Record<ReportBy, RawBuilder<string | number | null>> = {
  ...SOURCE_KEYS,
  channel: sql<number>`credits.source_id`,
  landing: sql<number>`credits.page_id`,
  store: sql<string>`redemptions.store_id`,
  offer: sql<string>`redemptions.offer_id`,
};

/** Whether arrivals are known by this dimension too. */
export function isOfSource(by: ReportBy): by is SourceKey {
  return by === 'channel' || Object.hasOwn(SOURCE_KEYS, by);
}

/** Credit by a dimension's value and model, of the redemptions of a range that stand. */
export async function sumCredits(
  db: Db,
  siteId: string,
  by: ReportBy,
  models: readonly Model[],
  { from, to }: DayRange,
): Promise<CreditSum[]> {
  const rows = await standing(db, siteId, { from, to })
    .where('credits.model', 'in', models)
    .select((row) => [
      KEYS[by].as('key'),
      'credits.model as model',
      row.fn.sum<number>('credits.value_minor').as('revenue'),
      row.fn.sum<number>('credits.discount_minor').as('discount'),
      row.fn.sum<number>('credits.share').as('share'),
    ])
    .groupBy([KEYS[by], 'credits.model'])
    .execute();
  return rows.map(({ key, model, revenue, discount, share }) => ({
    key: textOf(key),
    model: model as Model,
    revenueMinor: revenue,
    discountMinor: discount,
    share,
  }));
}

/** A dimension's value as the key of a row; empty where nothing is known. */
export function textOf(key: string | number | null): string {
  return key === null ? '' : String(key);
}

/** Arrivals at the site by a dimension of their source, by the day they arrived. */
export async function sumArrivals(
  db: Db,
  siteId: string,
  by: SourceKey,
  { from, to }: DayRange,
): Promise<Map<string, number>> {
  const ofCounter: RawBuilder<string | number | null> =
    by === 'channel' ? sql<number>`counters.source_id` : SOURCE_KEYS[by];
  const rows = await db
    .selectFrom('counters')
    .leftJoin('sources', (join) =>
      join.onRef('sources.site_id', '=', 'counters.site_id').onRef('sources.id', '=', 'counters.source_id'),
    )
    .select((row) => [ofCounter.as('key'), row.fn.sum<number>('counters.arrival').as('arrivals')])
    .where('counters.site_id', '=', siteId)
    .where('counters.scope', '=', SCOPE.site)
    .where('counters.subject', '=', SITE_SUBJECT)
    .where('counters.day', '>=', from)
    .where('counters.day', '<=', to)
    .groupBy(ofCounter)
    .execute();
  return new Map(rows.map(({ key, arrivals }) => [textOf(key), arrivals]));
}

/** What the redemptions of a range that stand come to. */
export async function sumRedemptions(db: Db, siteId: string, { from, to }: DayRange): Promise<Ledger> {
  const row = await db
    .selectFrom('redemptions')
    .select((table) => [
      table.fn.countAll<number>().as('count'),
      table.fn.sum<number | null>('amount_minor').as('amount'),
      table.fn.sum<number | null>('discount_minor').as('discount'),
    ])
    .where('site_id', '=', siteId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('voided_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { redemptions: row.count, revenueMinor: row.amount ?? 0, discountMinor: row.discount ?? 0 };
}

/** One of a dimension's values as `sumCredits` gives them, or several of them. */
export interface RowKeys {
  by: ReportBy;
  keys: readonly string[];
}

export interface RowFilter extends DayRange {
  /** Undefined: every row. */
  row: RowKeys | undefined;
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
  if (filter.row) query = query.where(isOneOf(filter.row));
  const rows = await query
    .orderBy('redemptions.at', 'desc')
    .orderBy('redemptions.id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  return rows.map((row) => ({ redemption: toRedemption(row), rowMinor: row.row_minor }));
}

function isOneOf({ by, keys }: RowKeys): RawBuilder<boolean> {
  if (keys.length === 0) return sql<boolean>`1 = 0`;
  if (keys.includes('')) return sql<boolean>`${KEYS[by]} is null`;
  const isNumber = by === 'landing' || by === 'channel';
  return sql<boolean>`${KEYS[by]} in (${sql.join(isNumber ? keys.map(Number) : keys)})`;
}

/**
 * Credits with their redemptions: a void has taken them, so what is here stands. A cross join is SQLite's way
 * to be told to begin with the range's redemptions; it would read all credits of the site.
 */
function standing(db: Db, siteId: string, { from, to }: DayRange) {
  return db
    .selectFrom('redemptions')
    .crossJoin('credits')
    .leftJoin('sources', (join) =>
      join.onRef('sources.site_id', '=', 'credits.site_id').onRef('sources.id', '=', 'credits.source_id'),
    )
    .whereRef('credits.site_id', '=', 'redemptions.site_id')
    .whereRef('credits.redemption_id', '=', 'redemptions.id')
    .where('redemptions.site_id', '=', siteId)
    .where('redemptions.day', '>=', from)
    .where('redemptions.day', '<=', to)
    .where('redemptions.voided_at', 'is', null);
}
