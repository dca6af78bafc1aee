import { ALL_SOURCES, type CohortKey, SCOPE, type Scope, type StepCounts } from '../domain/funnel.ts';
import { runCompiled } from './compiled.ts';
import { type Db, gather, inChunks } from './db.ts';
import type { CounterTable } from './tables/traffic.ts';

export const COUNTS = [
  'arrival',
  'product',
  'engagement',
  'intent',
  'coupon',
  'visit',
  'redemption',
  'online_order',
  'repeat',
  'revenue_minor',
] as const;

/** Adds to counters, one row a cohort. */
export async function addToCounters(
  db: Db,
  siteId: string,
  sums: readonly (CohortKey & StepCounts)[],
): Promise<void> {
  await inChunks(sums, (chunk) => {
    const rows = chunk.map((sum) => toRow(siteId, sum));
    const build = () =>
      db
        .insertInto('counters')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['site_id', 'scope', 'subject', 'day', 'source_id']).doUpdateSet((row) => {
            const added = COUNTS.map((name) => [
              name,
              row(`counters.${name}`, '+', row.ref(`excluded.${name}`)),
            ]);
            return Object.fromEntries(added);
          }),
        );
    return runCompiled(
      db,
      'addToCounters',
      build,
      rows.flatMap((row) => Object.values(row)),
    );
  });
}

export interface SubjectRange {
  scope: Scope;
  subject: number;
  from: number;
  to: number;
}

/** A subject's counters of a range of days, a row for each source and day. */
export async function loadCounters(
  db: Db,
  siteId: string,
  { scope, subject, from, to }: SubjectRange,
  source?: number,
): Promise<(CohortKey & StepCounts)[]> {
  const query = db
    .selectFrom('counters')
    .select(['scope', 'subject', 'source_id', 'day', ...COUNTS])
    .where('site_id', '=', siteId)
    .where('scope', '=', scope)
    .where('subject', '=', subject)
    .where('day', '>=', from)
    .where('day', '<=', to);
  const wanted = source === undefined ? query : query.where('source_id', '=', source);
  return (await wanted.execute()).map(toCounter);
}

/** Positions' counters of a range of days, summed over it: of one source, or of all. */
export async function sumPositions(
  db: Db,
  siteId: string,
  positions: readonly number[],
  from: number,
  to: number,
  source = ALL_SOURCES,
): Promise<Map<number, StepCounts>> {
  const scope = source === ALL_SOURCES ? SCOPE.positionSum : SCOPE.position;
  const rows = await gather(positions, (chunk) => {
    const build = () =>
      db
        .selectFrom('counters')
        .select((row) => ['subject', ...COUNTS.map((name) => row.fn.sum<number>(name).as(name))])
        .where('site_id', '=', siteId)
        .where('scope', '=', scope)
        .where('subject', 'in', chunk)
        .where('source_id', '=', source)
        .where('day', '>=', from)
        .where('day', '<=', to)
        .groupBy('subject');
    return runCompiled(db, 'sumPositions', build, [siteId, scope, ...chunk, source, from, to]);
  });
  return new Map(rows.map((row) => [row.subject, toCounts(row)]));
}

/** The pages that most visitors met in a range of days. */
export async function topPages(
  db: Db,
  siteId: string,
  range: { from: number; to: number; offset: number; limit: number },
): Promise<{ page: number; counts: StepCounts }[]> {
  const rows = await db
    .selectFrom('counters')
    .select((row) => ['subject', ...COUNTS.map((name) => row.fn.sum<number>(name).as(name))])
    .where('site_id', '=', siteId)
    .where('scope', '=', SCOPE.page)
    .where('day', '>=', range.from)
    .where('day', '<=', range.to)
    .groupBy('subject')
    .orderBy((row) => row.fn.sum('arrival'), 'desc')
    .orderBy('subject')
    .limit(range.limit)
    .offset(range.offset)
    .execute();
  return rows.map((row) => ({ page: row.subject, counts: toCounts(row) }));
}

/** Every counter of a site, for comparing it with what its raw events come to. */
export async function loadAllCounters(db: Db, siteId: string): Promise<(CohortKey & StepCounts)[]> {
  const rows = await db
    .selectFrom('counters')
    .select(['scope', 'subject', 'source_id', 'day', ...COUNTS])
    .where('site_id', '=', siteId)
    .orderBy('scope')
    .orderBy('subject')
    .orderBy('day')
    .orderBy('source_id')
    .execute();
  return rows.map(toCounter);
}

export type CounterRow = CohortKey & StepCounts;

/** A page of a site's counters of days from one on, after a key, in the order of their key. */
export async function loadCountersAfter(
  db: Db,
  siteId: string,
  fromDay: number,
  after: CohortKey | null,
  limit: number,
): Promise<CounterRow[]> {
  let query = db
    .selectFrom('counters')
    .select(['scope', 'subject', 'source_id', 'day', ...COUNTS])
    .where('site_id', '=', siteId)
    .where('day', '>=', fromDay);
  if (after) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('scope', 'subject', 'day', 'source_id'),
        '>',
        tuple(after.scope, after.subject, after.day, after.source),
      ),
    );
  }
  const rows = await query
    .orderBy('scope')
    .orderBy('subject')
    .orderBy('day')
    .orderBy('source_id')
    .limit(limit)
    .execute();
  return rows.map(toCounter);
}

function toRow(siteId: string, sum: CohortKey & StepCounts): CounterTable {
  // Every row's columns in the same order, whatever made the sum: the statement takes them by their place.
  return {
    site_id: siteId,
    scope: sum.scope,
    subject: sum.subject,
    source_id: sum.source,
    day: sum.day,
    arrival: sum.arrival,
    product: sum.product,
    engagement: sum.engagement,
    intent: sum.intent,
    coupon: sum.coupon,
    visit: sum.visit,
    redemption: sum.redemption,
    online_order: sum.order,
    repeat: sum.repeat,
    revenue_minor: sum.revenueMinor,
  };
}

function toCounter(row: Omit<CounterTable, 'site_id'>): CohortKey & StepCounts {
  const { scope, subject, source_id: source, day } = row;
  return { scope: scope as Scope, subject, source, day, ...toCounts(row) };
}

/** A row’s counts by the steps’ own names. */
export function toCounts(row: Pick<CounterTable, (typeof COUNTS)[number]>): StepCounts {
  return {
    arrival: row.arrival,
    product: row.product,
    engagement: row.engagement,
    intent: row.intent,
    coupon: row.coupon,
    visit: row.visit,
    redemption: row.redemption,
    order: row.online_order,
    repeat: row.repeat,
    revenueMinor: row.revenue_minor,
  };
}
