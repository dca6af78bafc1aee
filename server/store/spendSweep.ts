import type { SpendPart } from '../domain/spendSummary.ts';
import type { Db } from './db.ts';

export type PartKey = Pick<SpendPart, 'day' | 'platform' | 'kind'> & { importId: string };

/** Imports that were begun before `before` and never finished: the server stopped while it read them. */
export async function giveUpLoading(db: Db, siteId: string, before: number): Promise<void> {
  await db
    .updateTable('spend_imports')
    .set({ status: 'removed' })
    .where('site_id', '=', siteId)
    .where('status', '=', 'loading')
    .where('at', '<', before)
    .execute();
}

/** Some parts that no day goes by any more, and whose import is not being loaded. */
export async function loadStaleParts(db: Db, siteId: string, limit: number): Promise<PartKey[]> {
  return db
    .selectFrom('spend_parts')
    .innerJoin('spend_imports', (join) =>
      join
        .onRef('spend_imports.site_id', '=', 'spend_parts.site_id')
        .onRef('spend_imports.id', '=', 'spend_parts.import_id'),
    )
    .leftJoin('spend_days', (join) =>
      join
        .onRef('spend_days.site_id', '=', 'spend_parts.site_id')
        .onRef('spend_days.day', '=', 'spend_parts.day')
        .onRef('spend_days.platform', '=', 'spend_parts.platform')
        .onRef('spend_days.kind', '=', 'spend_parts.kind')
        .onRef('spend_days.import_id', '=', 'spend_parts.import_id'),
    )
    .select([
      'spend_parts.import_id as importId',
      'spend_parts.day as day',
      'spend_parts.platform as platform',
      'spend_parts.kind as kind',
    ])
    .where('spend_parts.site_id', '=', siteId)
    .where('spend_imports.status', '<>', 'loading')
    .where('spend_days.import_id', 'is', null)
    .limit(limit)
    .execute();
}

/** Deletes at most `limit` rows of a part, and the part with its last ones; how many rows it deleted. */
export async function deletePartRows(db: Db, siteId: string, part: PartKey, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('spend')
    .where('site_id', '=', siteId)
    .where('import_id', '=', part.importId)
    .where('day', '=', part.day)
    .where('platform', '=', part.platform)
    .where('kind', '=', part.kind)
    .where('source_id', 'in', (query) =>
      query
        .selectFrom('spend')
        .select('source_id')
        .where('site_id', '=', siteId)
        .where('import_id', '=', part.importId)
        .where('day', '=', part.day)
        .where('platform', '=', part.platform)
        .where('kind', '=', part.kind)
        .limit(limit),
    )
    .executeTakeFirst();
  const deleted = Number(numDeletedRows);
  if (deleted < limit) await deletePart(db, siteId, part);
  return deleted;
}

async function deletePart(db: Db, siteId: string, part: PartKey): Promise<void> {
  await db
    .deleteFrom('spend_parts')
    .where('site_id', '=', siteId)
    .where('import_id', '=', part.importId)
    .where('day', '=', part.day)
    .where('platform', '=', part.platform)
    .where('kind', '=', part.kind)
    .execute();
}

/** Forgets the imports that were removed; only once nothing of them is left. */
export async function deleteRemovedImports(db: Db, siteId: string): Promise<void> {
  await db
    .deleteFrom('spend_imports')
    .where('site_id', '=', siteId)
    .where('status', '=', 'removed')
    .execute();
}
