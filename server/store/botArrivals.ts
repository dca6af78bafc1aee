import type { DayNumber } from '../domain/day.ts';
import { type Db, inChunks } from './db.ts';
import type { DayRange } from './reports.ts';

/** Adds robots' arrivals of a day, by the key of their source. */
export async function addBotArrivals(
  db: Db,
  siteId: string,
  day: DayNumber,
  arrivals: ReadonlyMap<number, number>,
): Promise<void> {
  const rows = [...arrivals]
    .sort(([a], [b]) => a - b)
    .map(([source, n]) => ({ site_id: siteId, day, source_id: source, n }));
  await inChunks(rows, (chunk) =>
    db
      .insertInto('bot_arrivals')
      .values(chunk)
      .onConflict((conflict) =>
        conflict
          .columns(['site_id', 'day', 'source_id'])
          .doUpdateSet((row) => ({ n: row('bot_arrivals.n', '+', row.ref('excluded.n')) })),
      )
      .execute(),
  );
}

/** Robots' arrivals of a range by the key of their source. */
export async function sumBotArrivals(
  db: Db,
  siteId: string,
  { from, to }: DayRange,
): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('bot_arrivals')
    .select((row) => ['source_id', row.fn.sum<number>('n').as('n')])
    .where('site_id', '=', siteId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy('source_id')
    .execute();
  return new Map(rows.map((row) => [row.source_id, row.n]));
}
