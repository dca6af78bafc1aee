import type { Db } from './db.ts';

/** How files with these headers were read the last time; null where there was none. */
export async function loadSpendMapping(db: Db, siteId: string, headersHash: string): Promise<string | null> {
  const row = await db
    .selectFrom('spend_mappings')
    .select('mapping')
    .where('site_id', '=', siteId)
    .where('headers_hash', '=', headersHash)
    .executeTakeFirst();
  return row?.mapping ?? null;
}

/** Remembers a mapping, and no more than `limit` of them: the oldest are forgotten. */
export async function saveSpendMapping(
  db: Db,
  siteId: string,
  { headersHash, mapping, at }: { headersHash: string; mapping: string; at: number },
  limit: number,
): Promise<void> {
  await db
    .insertInto('spend_mappings')
    .values({ site_id: siteId, headers_hash: headersHash, mapping, at })
    .onConflict((conflict) =>
      conflict
        .columns(['site_id', 'headers_hash'])
        .doUpdateSet((row) => ({ mapping: row.ref('excluded.mapping'), at: row.ref('excluded.at') })),
    )
    .execute();
  const oldest = await db
    .selectFrom('spend_mappings')
    .select('at')
    .where('site_id', '=', siteId)
    .orderBy('at', 'desc')
    .offset(limit)
    .limit(1)
    .executeTakeFirst();
  if (!oldest) return;
  await db.deleteFrom('spend_mappings').where('site_id', '=', siteId).where('at', '<=', oldest.at).execute();
}
