import { sql } from 'kysely';
import type { DayNumber } from '../domain/day.ts';
import type { FunnelSums } from '../domain/funnelSums.ts';
import { runCompiled } from './compiled.ts';
import { COUNTS, type SubjectRange, toCounts } from './counters.ts';
import type { Db } from './db.ts';

/** Which of the two sums a row belongs to. */
const SOURCE = 0;
const DAY = 1;

/**
 * A subject's counters of a range of days, summed by source and by day: of one source, or of all. One statement, so
 * that both sums hold the same changes; the engine adds up some thousand rows faster than they are handed over.
 */
export async function loadFunnelSums(
  db: Db,
  siteId: string,
  { scope, subject, from, to }: SubjectRange,
  source?: number,
): Promise<FunnelSums> {
  const sumBy = (column: 'source_id' | 'day', axis: number) => {
    const query = db
      .selectFrom('counters')
      .select((row) => [
        sql.lit(axis).as('axis'),
        row.ref(column).as('key'),
        ...COUNTS.map((name) => row.fn.sum<number>(name).as(name)),
      ])
      .where('site_id', '=', siteId)
      .where('scope', '=', scope)
      .where('subject', '=', subject)
      .where('day', '>=', from)
      .where('day', '<=', to)
      .groupBy(column);
    return source === undefined ? query : query.where('source_id', '=', source);
  };
  const half = [siteId, scope, subject, from, to, ...(source === undefined ? [] : [source])];
  const rows = await runCompiled(
    db,
    'loadFunnelSums',
    () => sumBy('source_id', SOURCE).unionAll(sumBy('day', DAY)),
    [...half, ...half],
  );
  const sums: FunnelSums = { bySource: new Map(), byDay: new Map<DayNumber, never>() };
  for (const row of rows) (row.axis === DAY ? sums.byDay : sums.bySource).set(row.key, toCounts(row));
  return sums;
}
