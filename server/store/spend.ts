import { type RawBuilder, sql } from 'kysely';
import type { SpendKind } from '../../shared/wire/spend.ts';
import { addSpend, NO_SPEND, type Spend } from '../domain/reportSums.ts';
import type { Db } from './db.ts';
import { type DayRange, fits, type ReportScope, SOURCE_KEYS, type SourceKey, textOf } from './reports.ts';

/**
 * Spend of a range by a dimension of its source, by the day it was spent. The channel is derived from the
 * source, whose key stands for it here, as in `sumCohorts`.
 */
export async function sumSpend(
  db: Db,
  siteId: string,
  by: SourceKey,
  scope: Omit<ReportScope, 'stores'>,
): Promise<Map<string, Spend>> {
  const ofSpend: RawBuilder<string | number | null> =
    by === 'channel' ? sql<number>`spend.source_id` : SOURCE_KEYS[by];
  const rows = await standingSpend(db, siteId, scope)
    .leftJoin('sources', (join) =>
      join.onRef('sources.site_id', '=', 'spend.site_id').onRef('sources.id', '=', 'spend.source_id'),
    )
    .select((row) => [
      ofSpend.as('key'),
      'spend.kind as kind',
      row.fn.sum<number>('spend.clicks').as('clicks'),
      row.fn.sum<number>('spend.impressions').as('impressions'),
      row.fn.sum<number>('spend.cost_minor').as('cost'),
    ])
    .where(fits(sql.ref('spend.source_id'), scope))
    .groupBy([ofSpend, 'spend.kind'])
    .execute();
  const sums = new Map<string, Spend>();
  for (const { key, kind, clicks, impressions, cost } of rows) {
    const own = { ...NO_SPEND, clicks, impressions, [COST_OF[kind]]: cost };
    sums.set(textOf(key), addSpend(sums.get(textOf(key)) ?? NO_SPEND, own));
  }
  return sums;
}

const COST_OF = {
  media: 'mediaMinor',
  platformFee: 'platformFeeMinor',
  agencyFee: 'agencyFeeMinor',
} as const satisfies Record<SpendKind, keyof Spend>;

/** The sources on which something was spent in a range. */
export async function loadSpendSources(db: Db, siteId: string, range: DayRange): Promise<number[]> {
  const rows = await standingSpend(db, siteId, range)
    .select('spend.source_id as source')
    .distinct()
    .execute();
  return rows.map((row) => row.source);
}

/** Clicks of a range by the key of their source. Sources without any are not in it. */
export async function sumClicksBySource(
  db: Db,
  siteId: string,
  range: DayRange,
): Promise<Map<number, number>> {
  const rows = await standingSpend(db, siteId, range)
    .select((row) => ['spend.source_id as source', row.fn.sum<number>('spend.clicks').as('clicks')])
    .where('spend.clicks', '>', 0)
    .groupBy('spend.source_id')
    .execute();
  return new Map(rows.map(({ source, clicks }) => [source, clicks]));
}

/** The rows that stand of a range: those of the import that each day, platform and kind goes by. */
function standingSpend(db: Db, siteId: string, { from, to }: DayRange) {
  return db
    .selectFrom('spend_days')
    .innerJoin('spend', (join) =>
      join
        .onRef('spend.site_id', '=', 'spend_days.site_id')
        .onRef('spend.import_id', '=', 'spend_days.import_id')
        .onRef('spend.day', '=', 'spend_days.day')
        .onRef('spend.platform', '=', 'spend_days.platform')
        .onRef('spend.kind', '=', 'spend_days.kind'),
    )
    .where('spend_days.site_id', '=', siteId)
    .where('spend_days.day', '>=', from)
    .where('spend_days.day', '<=', to);
}
