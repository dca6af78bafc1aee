import { sql } from 'kysely';
import { runCompiled } from '../compiled.ts';
import type { Db } from '../db.ts';

export interface Turn {
  /** Its place among the site's transactions. */
  n: number;
  /** Which edition of the site's book is true. */
  book: number;
  watchedUntil: number;
}

/**
 * Waits until no other server writes this site, and keeps others waiting until the transaction ends. One row a
 * site: transactions of one site come one after another, those of different sites never wait for each other, and
 * none can deadlock. Null where the site has no row.
 */
export async function takeTurn(db: Db, siteId: string): Promise<Turn | null> {
  const [row] = await runCompiled(
    db,
    'takeTurn',
    () =>
      db
        .updateTable('site_turns')
        .set((turn) => ({ n: turn('n', '+', sql.lit(1)) }))
        .where('site_id', '=', siteId)
        .returning(['n', 'book', 'watched_until']),
    [siteId],
  );
  return row ? { n: row.n, book: row.book, watchedUntil: row.watched_until } : null;
}

/** Makes the row of a site that was never written before. */
export async function addTurn(db: Db, siteId: string): Promise<void> {
  await db
    .insertInto('site_turns')
    .values({ site_id: siteId, n: 0, book: 0, watched_until: 0 })
    .onConflict((conflict) => conflict.column('site_id').doNothing())
    .execute();
}

/** Other servers load the site's book anew before they write it again. */
export async function raiseBook(db: Db, siteId: string): Promise<void> {
  await db
    .updateTable('site_turns')
    .set((turn) => ({ book: turn('book', '+', sql.lit(1)) }))
    .where('site_id', '=', siteId)
    .execute();
}

/** Has whoever writes the site tell it. Once this has committed, what is not told yet is in what is read. */
export async function watchSite(db: Db, siteId: string, until: number): Promise<void> {
  await db
    .insertInto('site_turns')
    .values({ site_id: siteId, n: 0, book: 0, watched_until: until })
    .onConflict((conflict) =>
      conflict.column('site_id').doUpdateSet((row) => ({ watched_until: row.ref('excluded.watched_until') })),
    )
    .execute();
}

/** How many transactions have changed the site. */
export async function countTurns(db: Db, siteId: string): Promise<number> {
  const row = await db.selectFrom('site_turns').select('n').where('site_id', '=', siteId).executeTakeFirst();
  return row?.n ?? 0;
}
