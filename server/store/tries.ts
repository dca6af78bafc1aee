import type { Db } from './db.ts';

/** Adds to how often something was tried in a span of time, by any server; answers how often that is by now. */
export async function addTries(
  db: Db,
  tried: { key: string; startedAt: number; n: number },
): Promise<number> {
  const row = await db
    .insertInto('tries')
    .values({ key: tried.key, started_at: tried.startedAt, n: tried.n })
    .onConflict((conflict) =>
      conflict
        .columns(['key', 'started_at'])
        .doUpdateSet((old) => ({ n: old('tries.n', '+', old.ref('excluded.n')) })),
    )
    .returning('n')
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Forgets what was tried in spans that began before. */
export async function dropTries(db: Db, before: number): Promise<void> {
  await db.deleteFrom('tries').where('started_at', '<', before).execute();
}
