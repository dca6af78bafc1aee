import type { Placement } from '../../shared/wire/placement.ts';
import type { Db } from './db.ts';

const COLUMNS = ['id', 'name', 'page', 'source', 'medium', 'campaign', 'content', 'term', 'adapter'] as const;

export async function loadPlacements(db: Db, siteId: string, limit: number): Promise<Placement[]> {
  return db
    .selectFrom('placements')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function loadPlacement(db: Db, siteId: string, id: string): Promise<Placement | null> {
  const row = await db
    .selectFrom('placements')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Adds a placement, or changes the one with its id. */
export async function savePlacement(db: Db, siteId: string, { id, ...row }: Placement): Promise<void> {
  await db
    .insertInto('placements')
    .values({ site_id: siteId, id, ...row })
    .onConflict((conflict) => conflict.columns(['site_id', 'id']).doUpdateSet(row))
    .execute();
}

/** Whether there was one. */
export async function deletePlacement(db: Db, siteId: string, id: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('placements')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return gone !== undefined;
}
