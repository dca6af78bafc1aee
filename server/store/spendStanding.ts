import type { SpendKind } from '../../shared/wire/spend.ts';
import type { DayNumber } from '../domain/day.ts';
import type { SpendPart, SpendSum } from '../domain/spendSummary.ts';
import type { Db } from './db.ts';
import type { DayRange } from './reports.ts';

/** What stands of a range, by day, platform and kind. */
export async function loadStandingParts(
  db: Db,
  siteId: string,
  { from, to }: { from: DayNumber; to: DayNumber },
): Promise<SpendPart[]> {
  const rows = await standingParts(db, siteId, { from, to })
    .select([
      'spend_parts.day as day',
      'spend_parts.platform as platform',
      'spend_parts.kind as kind',
      'spend_parts.clicks as clicks',
      'spend_parts.impressions as impressions',
      'spend_parts.cost_minor as costMinor',
    ])
    .execute();
  return rows;
}

/** What stands of a range by platform and kind, most cost first. */
export async function sumPlatforms(
  db: Db,
  siteId: string,
  range: DayRange,
  limit: number,
): Promise<(SpendSum & { platform: string; kind: SpendKind; days: number })[]> {
  return standingParts(db, siteId, range)
    .select((row) => [
      'spend_parts.platform as platform',
      'spend_parts.kind as kind',
      row.fn.countAll<number>().as('days'),
      row.fn.sum<number>('spend_parts.clicks').as('clicks'),
      row.fn.sum<number>('spend_parts.impressions').as('impressions'),
      row.fn.sum<number>('spend_parts.cost_minor').as('costMinor'),
    ])
    .groupBy(['spend_parts.platform', 'spend_parts.kind'])
    .orderBy('costMinor', 'desc')
    .orderBy('spend_parts.platform')
    .orderBy('spend_parts.kind')
    .limit(limit)
    .execute();
}

/** All clicks of a range, however many sources they came by. */
export async function sumClicks(db: Db, siteId: string, range: DayRange): Promise<number> {
  return (await sumStanding(db, siteId, range)).clicks;
}

/** All of a range, however many platforms it went to. */
export async function sumStanding(db: Db, siteId: string, range: DayRange): Promise<SpendSum> {
  const { clicks, impressions, costMinor } = await standingParts(db, siteId, range)
    .select((table) => [
      table.fn.sum<number | null>('spend_parts.clicks').as('clicks'),
      table.fn.sum<number | null>('spend_parts.impressions').as('impressions'),
      table.fn.sum<number | null>('spend_parts.cost_minor').as('costMinor'),
    ])
    .executeTakeFirstOrThrow();
  return { clicks: clicks ?? 0, impressions: impressions ?? 0, costMinor: costMinor ?? 0 };
}

function standingParts(db: Db, siteId: string, { from, to }: DayRange) {
  return db
    .selectFrom('spend_days')
    .innerJoin('spend_parts', (join) =>
      join
        .onRef('spend_parts.site_id', '=', 'spend_days.site_id')
        .onRef('spend_parts.import_id', '=', 'spend_days.import_id')
        .onRef('spend_parts.day', '=', 'spend_days.day')
        .onRef('spend_parts.platform', '=', 'spend_days.platform')
        .onRef('spend_parts.kind', '=', 'spend_days.kind'),
    )
    .where('spend_days.site_id', '=', siteId)
    .where('spend_days.day', '>=', from)
    .where('spend_days.day', '<=', to);
}
