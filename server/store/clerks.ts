import type { Db } from './db.ts';

/** The names of a site's clerks by id. */
export async function loadClerkNames(db: Db, siteId: string): Promise<Map<string, string>> {
  const rows = await db.selectFrom('clerks').select(['id', 'name']).where('site_id', '=', siteId).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
