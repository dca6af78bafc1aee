import { SCOPE, type Scope, SITE_SUBJECT } from '../domain/funnel.ts';
import type { Db } from './db.ts';
import { type DayRange, standing } from './reports.ts';

/** The sources that a range's arrivals and credits came from. */
export async function loadMetSources(db: Db, siteId: string, range: DayRange): Promise<number[]> {
  const arrived = await cohortSources(db, siteId, SCOPE.site, range)
    .where('subject', '=', SITE_SUBJECT)
    .execute();
  const credited = await standing(db, siteId, range).select('credits.source_id').distinct().execute();
  return [...new Set([...arrived, ...credited].map((row) => row.source_id))];
}

/** The sources under which pages, or positions, were met in a range: not all of them brought an arrival. */
export async function loadCohortSources(
  db: Db,
  siteId: string,
  scope: Scope,
  range: DayRange,
): Promise<number[]> {
  const rows = await cohortSources(db, siteId, scope, range).execute();
  return rows.map((row) => row.source_id);
}

function cohortSources(db: Db, siteId: string, scope: Scope, { from, to }: DayRange) {
  return db
    .selectFrom('counters')
    .select('source_id')
    .distinct()
    .where('site_id', '=', siteId)
    .where('scope', '=', scope)
    .where('day', '>=', from)
    .where('day', '<=', to);
}
