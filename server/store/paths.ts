import { sql } from 'kysely';
import type { PathCount, PathRow } from '../domain/countedPath.ts';
import type { DayNumber } from '../domain/day.ts';
import type { Touchpoint } from '../domain/journey.ts';
import { runCompiled } from './compiled.ts';
import { type Db, gather, inChunks } from './db.ts';
import { type DayRange, isIn, type ReportScope } from './reports.ts';

/** Which of these paths the site's dictionary has. */
export async function loadKnownPaths(db: Db, siteId: string, ids: readonly number[]): Promise<number[]> {
  const rows = await gather(ids, (chunk) =>
    runCompiled(
      db,
      'loadKnownPaths',
      () => db.selectFrom('paths').select('id').where('site_id', '=', siteId).where('id', 'in', chunk),
      [siteId, ...chunk],
    ),
  );
  return rows.map(({ id }) => id);
}

/** How many paths the dictionary got on a day. */
export async function countNewPaths(db: Db, siteId: string, day: DayNumber): Promise<number> {
  const row = await db
    .selectFrom('site_days')
    .select('new_paths')
    .where('site_id', '=', siteId)
    .where('day', '=', day)
    .executeTakeFirst();
  return row?.new_paths ?? 0;
}

export async function savePaths(db: Db, siteId: string, rows: readonly PathRow[]): Promise<void> {
  await inChunks(rows, (chunk) =>
    db
      .insertInto('paths')
      .values(chunk.map(({ id, steps }) => ({ site_id: siteId, id, steps: JSON.stringify(steps) })))
      .onConflict((conflict) => conflict.columns(['site_id', 'id']).doNothing())
      .execute(),
  );
}

/** Adds to the counts of paths by day; ordered by key. */
export async function addToPathDays(db: Db, siteId: string, counts: readonly PathCount[]): Promise<void> {
  await inChunks(counts, (chunk) => {
    const rows = chunk.map(({ day, id, n }) => ({ site_id: siteId, day, path_id: id, n }));
    return runCompiled(
      db,
      'addToPathDays',
      () =>
        db
          .insertInto('path_days')
          .values(rows)
          .onConflict((conflict) =>
            conflict
              .columns(['site_id', 'day', 'path_id'])
              .doUpdateSet((row) => ({ n: row('path_days.n', '+', row.ref('excluded.n')) })),
          ),
      rows.flatMap((row) => Object.values(row)),
    );
  });
}

/** The paths of a range that led to no sale, those of most journeys first. */
export async function sumLostPaths(
  db: Db,
  siteId: string,
  { from, to }: DayRange,
  limit: number,
): Promise<{ steps: number[]; n: number }[]> {
  const rows = await db
    .selectFrom('path_days')
    .innerJoin('paths', (join) =>
      join.onRef('paths.site_id', '=', 'path_days.site_id').onRef('paths.id', '=', 'path_days.path_id'),
    )
    .select((row) => ['paths.id', 'paths.steps', row.fn.sum<number>('path_days.n').as('n')])
    .where('path_days.site_id', '=', siteId)
    .where('path_days.day', '>=', from)
    .where('path_days.day', '<=', to)
    .groupBy(['paths.id', 'paths.steps'])
    .having((row) => row.fn.sum('path_days.n'), '>', 0)
    .orderBy((row) => row.fn.sum('path_days.n'), 'desc')
    .orderBy('paths.id')
    .limit(limit)
    .execute();
  return rows.map(({ steps, n }) => ({ steps: JSON.parse(steps) as number[], n }));
}

/** A redemption as far as its path goes. */
export interface ConvertedPath {
  day: DayNumber;
  at: number;
  id: string;
  /** Where its coupon was issued. */
  source: number;
  path: Touchpoint[];
  amountMinor: number;
  discountMinor: number;
  leadHours: number | null;
}

/** A page of the redemptions of a range that stand, in the order of their days: those after one, or the first. */
export async function loadConvertedPaths(
  db: Db,
  siteId: string,
  scope: Pick<ReportScope, 'from' | 'to' | 'stores'>,
  after: ConvertedPath | null,
  limit: number,
): Promise<ConvertedPath[]> {
  const query = db
    .selectFrom('redemptions')
    .select(['day', 'at', 'id', 'source_id', 'path', 'amount_minor', 'discount_minor', 'lead_hours'])
    .where('site_id', '=', siteId)
    .where('day', '>=', after?.day ?? scope.from)
    .where('day', '<=', scope.to)
    .where('voided_at', 'is', null)
    .where(isIn(sql.ref('store_id'), scope.stores));
  const next = after
    ? query.where((row) =>
        row(
          row.refTuple('day', 'at', 'id'),
          '>',
          row.tuple(row.val(after.day), row.val(after.at), row.val(after.id)),
        ),
      )
    : query;
  const rows = await next.orderBy('day').orderBy('at').orderBy('id').limit(limit).execute();
  return rows.map((row) => ({
    day: row.day,
    at: row.at,
    id: row.id,
    source: row.source_id,
    path: JSON.parse(row.path) as Touchpoint[],
    amountMinor: row.amount_minor,
    discountMinor: row.discount_minor,
    leadHours: row.lead_hours,
  }));
}
