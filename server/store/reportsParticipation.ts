import { sql } from 'kysely';
import { SCOPE, type Scope, type StepCounts } from '../domain/funnel.ts';
import { COUNTS, toCounts } from './counters.ts';
import type { Db } from './db.ts';
import { fits, isAmong, type ReportScope } from './reports.ts';

export interface ParticipationFilter extends Omit<ReportScope, 'stores'> {
  of: 'page' | 'position';
  /** Only these pages or positions. */
  subjects?: readonly number[] | undefined;
  offset: number;
  limit: number;
}

/** The pages or positions whose cohorts of a range came to most money, each over all its sources. */
export async function sumParticipation(
  db: Db,
  siteId: string,
  filter: ParticipationFilter,
): Promise<{ subject: number; counts: StepCounts }[]> {
  const rows = await db
    .selectFrom('counters')
    .leftJoin('sources', (join) =>
      join.onRef('sources.site_id', '=', 'counters.site_id').onRef('sources.id', '=', 'counters.source_id'),
    )
    .select((row) => [
      'counters.subject',
      ...COUNTS.map((name) => row.fn.sum<number>(`counters.${name}`).as(name)),
    ])
    .where('counters.site_id', '=', siteId)
    .where('counters.scope', '=', scopeOf(filter))
    .where('counters.day', '>=', filter.from)
    .where('counters.day', '<=', filter.to)
    .where(filter.subjects ? isAmong(sql.ref('counters.subject'), filter.subjects) : sql<boolean>`1 = 1`)
    .where(fits(sql.ref('counters.source_id'), filter))
    .groupBy('counters.subject')
    .orderBy((row) => row.fn.sum('counters.revenue_minor'), 'desc')
    .orderBy((row) => row.fn.sum('counters.redemption'), 'desc')
    .orderBy((row) => row.fn.sum('counters.arrival'), 'desc')
    .orderBy('counters.subject')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  return rows.map((row) => ({ subject: row.subject, counts: toCounts(row) }));
}

/** Positions also have a row that sums all sources: it is read where no source is asked for. */
function scopeOf({ of, sources, campaign }: ParticipationFilter): Scope {
  if (of === 'page') return SCOPE.page;
  return sources || campaign !== undefined ? SCOPE.position : SCOPE.positionSum;
}
