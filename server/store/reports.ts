import { type RawBuilder, sql } from 'kysely';
import type { Model, ReportBy } from '../../shared/wire/report.ts';
import { WHOLE_SHARE } from '../domain/credit.ts';
import type { DayNumber } from '../domain/day.ts';
import { SCOPE, SITE_SUBJECT, type StepCounts } from '../domain/funnel.ts';
import { type CreditSum, foldCredits } from '../domain/report.ts';
import { addParts, type Part } from '../domain/reportSums.ts';
import { COUNTS, toCounts } from './counters.ts';
import type { Db } from './db.ts';

export interface DayRange {
  from: DayNumber;
  to: DayNumber;
}

/** Which redemptions and which of their credit: all of the range where nothing more is said. */
export interface ReportScope extends DayRange {
  /** Only sources of these keys: a channel’s, which no column says. */
  sources?: readonly number[] | undefined;
  /** Only sources of this campaign; empty: of none. */
  campaign?: string | undefined;
  stores?: StoreChoice | undefined;
}

/** These stores, or all but these. */
export interface StoreChoice {
  ids: readonly string[];
  inside: boolean;
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

/** The dimensions that a credit or its redemption says; a city is that of its stores. */
export const CREDIT_KEYS: Record<CreditKey, RawBuilder<string | number | null>> = {
  ...SOURCE_KEYS,
  channel: sql<number>`credits.source_id`,
  landing: sql<number>`credits.page_id`,
  store: sql<string>`redemptions.store_id`,
  city: sql<string>`redemptions.store_id`,
  offer: sql<string>`redemptions.offer_id`,
};
/** What took as many whole days, the nearest, goes together: by the hour there were as many rows as redemptions. */
const LEAD_DAY = sql<number | null>`redemptions.lead_hours + 12 - (redemptions.lead_hours + 12) % 24`;
export const LEAD_OF_CREDIT = sql<number | null>`credits.share * redemptions.lead_hours`;

/** All but products, which an order’s lines say. */
export type CreditKey = Exclude<ReportBy, 'product'>;

/** Whether arrivals and spend are known by this dimension too. */
export function isOfSource(by: ReportBy): by is SourceKey {
  return by === 'channel' || Object.hasOwn(SOURCE_KEYS, by);
}

/** Credit by a dimension's value and model, of the redemptions of a range that stand. */
export async function sumCredits(
  db: Db,
  siteId: string,
  by: CreditKey,
  models: readonly Model[],
  scope: ReportScope,
): Promise<CreditSum[]> {
  const rows = await standing(db, siteId, scope)
    .where('credits.model', 'in', models)
    .select((row) => [
      CREDIT_KEYS[by].as('key'),
      'credits.model as model',
      row.fn.sum<number>('credits.value_minor').as('revenue'),
      row.fn.sum<number>('credits.discount_minor').as('discount'),
      row.fn.sum<number>('credits.share').as('share'),
      row.fn.sum<number | null>(LEAD_OF_CREDIT).as('hours'),
    ])
    .groupBy([CREDIT_KEYS[by], 'credits.model', LEAD_DAY])
    .execute();
  return foldCredits(
    rows.map((row) => ({ key: textOf(row.key), model: row.model as Model, ...toPart(row) })),
  );
}

/** Sums of redemptions that took as many days; `hours` is theirs, weighed by their parts, null where not known. */
export function toPart(row: {
  revenue: number;
  discount: number;
  share: number;
  hours: number | null;
}): Part {
  const { revenue, discount, share, hours } = row;
  const leads = hours === null || share === 0 ? [] : [{ hours: hours / share, share }];
  return { revenueMinor: revenue, discountMinor: discount, share, leads };
}

/** A dimension's value as the key of a row; empty where nothing is known. */
export function textOf(key: string | number | null): string {
  return key === null ? '' : String(key);
}

/** The site's cohorts by a dimension of their source, by the day on which they arrived. */
export async function sumCohorts(
  db: Db,
  siteId: string,
  by: SourceKey,
  scope: Omit<ReportScope, 'stores'>,
): Promise<Map<string, StepCounts>> {
  const ofCounter: RawBuilder<string | number | null> =
    by === 'channel' ? sql<number>`counters.source_id` : SOURCE_KEYS[by];
  const rows = await db
    .selectFrom('counters')
    .leftJoin('sources', (join) =>
      join.onRef('sources.site_id', '=', 'counters.site_id').onRef('sources.id', '=', 'counters.source_id'),
    )
    .select((row) => [
      ofCounter.as('key'),
      ...COUNTS.map((name) => row.fn.sum<number>(`counters.${name}`).as(name)),
    ])
    .where('counters.site_id', '=', siteId)
    .where('counters.scope', '=', SCOPE.site)
    .where('counters.subject', '=', SITE_SUBJECT)
    .where('counters.day', '>=', scope.from)
    .where('counters.day', '<=', scope.to)
    .where(fits(sql.ref('counters.source_id'), scope))
    .groupBy(ofCounter)
    .execute();
  return new Map(rows.map((row) => [textOf(row.key), toCounts(row)]));
}

/** What the redemptions of a range that stand come to, whoever is credited with them. */
export async function sumRedemptions(
  db: Db,
  siteId: string,
  { from, to, stores }: Omit<ReportScope, 'sources' | 'campaign'>,
): Promise<Part> {
  const rows = await db
    .selectFrom('redemptions')
    .select((table) => [
      table.fn.countAll<number>().as('count'),
      table.fn.sum<number>('amount_minor').as('revenue'),
      table.fn.sum<number>('discount_minor').as('discount'),
      table.fn.sum<number | null>('lead_hours').as('hours'),
    ])
    .where('site_id', '=', siteId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('voided_at', 'is', null)
    .where(isIn(sql.ref('store_id'), stores))
    .groupBy(LEAD_DAY)
    .execute();
  return addParts(
    rows.map(({ count, hours, ...row }) => {
      const share = count * WHOLE_SHARE;
      return toPart({ ...row, share, hours: hours === null ? null : hours * WHOLE_SHARE });
    }),
  );
}

/**
 * Whether a source is one of those that were asked for; `sources` is left-joined. `coalesce` keeps it so: a
 * plain comparison lets SQLite turn the join around and try every source with every redemption.
 */
export function fits(source: RawBuilder<unknown>, { sources, campaign }: ReportScope): RawBuilder<boolean> {
  const ofChannel = sources ? isAmong(source, sources) : sql<boolean>`1 = 1`;
  if (campaign === undefined) return ofChannel;
  return sql<boolean>`${ofChannel} and coalesce(sources.campaign, '') = ${campaign}`;
}

/** Whether a store is one of those that were asked for. */
export function isIn(store: RawBuilder<unknown>, stores: StoreChoice | undefined): RawBuilder<boolean> {
  if (!stores) return sql<boolean>`1 = 1`;
  return stores.inside ? isAmong(store, stores.ids) : sql<boolean>`not (${isAmong(store, stores.ids)})`;
}

/** Whether a value is one of a list, which may be empty. */
export function isAmong(value: RawBuilder<unknown>, all: readonly (string | number)[]): RawBuilder<boolean> {
  return all.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`${value} in (${sql.join(all)})`;
}

/**
 * Credits with their redemptions: a void has taken them, so what is here stands. A cross join is SQLite's way
 * to be told to begin with the range's redemptions; it would read all credits of the site.
 */
export function standing(db: Db, siteId: string, scope: ReportScope) {
  return db
    .selectFrom('redemptions')
    .crossJoin('credits')
    .leftJoin('sources', (join) =>
      join.onRef('sources.site_id', '=', 'credits.site_id').onRef('sources.id', '=', 'credits.source_id'),
    )
    .whereRef('credits.site_id', '=', 'redemptions.site_id')
    .whereRef('credits.redemption_id', '=', 'redemptions.id')
    .where('redemptions.site_id', '=', siteId)
    .where('redemptions.day', '>=', scope.from)
    .where('redemptions.day', '<=', scope.to)
    .where('redemptions.voided_at', 'is', null)
    .where(isIn(sql.ref('redemptions.store_id'), scope.stores))
    .where(fits(sql.ref('credits.source_id'), scope));
}
