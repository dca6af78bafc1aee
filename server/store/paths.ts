import type { PathCount, PathRow } from '../domain/countedPath.ts';
import type { DayNumber } from '../domain/day.ts';
import { runCompiled } from './compiled.ts';
import { type Db, gather, inChunks } from './db.ts';

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
