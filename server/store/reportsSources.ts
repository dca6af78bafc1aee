import { SCOPE, SITE_SUBJECT } from '../domain/funnel.ts';
import type { Db } from './db.ts';
import { type DayRange, standing } from './reports.ts';

/** The sources that a range's arrivals and credits came from. */
export async function loadMetSources(db: Db, siteId: string, range: DayRange): Promise<number[]> {
  const arrived = await db
    .selectFrom('counters')
    .select('source_id')
    .distinct()
    .where('site_id', '=', siteId)
    .where('scope', '=', SCOPE.site)
    .where('subject', '=', SITE_SUBJECT)
    .where('day', '>=', range.from)
    .where('day', '<=', range.to)
    .execute();
  const credited = await standing(db, siteId, range).select('credits.source_id').distinct().execute();
  return [...new Set([...arrived, ...credited].map((row) => row.source_id))];
}
