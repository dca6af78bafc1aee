import type { Db } from './db.ts';

/** An import that was done, as a list shows it. */
export interface ListedSpendImport {
  id: string;
  fileName: string;
  userId: string;
  at: number;
  rows: number;
  parts: number;
  from: number;
  to: number;
  clicks: number;
  impressions: number;
  costMinor: number;
}

const LISTED = [
  'id',
  'file_name as fileName',
  'user_id as userId',
  'at',
  'rows',
  'parts',
  'from_day as from',
  'to_day as to',
  'clicks',
  'impressions',
  'cost_minor as costMinor',
] as const;

/** The imports that were done and not removed, newest first. */
export async function listSpendImports(
  db: Db,
  siteId: string,
  { offset, limit }: { offset: number; limit: number },
): Promise<ListedSpendImport[]> {
  return db
    .selectFrom('spend_imports')
    .select(LISTED)
    .where('site_id', '=', siteId)
    .where('status', '=', 'done')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
}

/** The latest import of this very file, read in this very way. */
export async function findSpendImport(
  db: Db,
  siteId: string,
  hash: string,
): Promise<{ id: string; parts: number } | null> {
  const row = await db
    .selectFrom('spend_imports')
    .select(['id', 'parts'])
    .where('site_id', '=', siteId)
    .where('hash', '=', hash)
    .where('status', '=', 'done')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** How many days, platforms and kinds go by each of these imports. */
export async function countStanding(
  db: Db,
  siteId: string,
  importIds: readonly string[],
): Promise<Map<string, number>> {
  if (importIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('spend_days')
    .select((row) => ['import_id', row.fn.countAll<number>().as('n')])
    .where('site_id', '=', siteId)
    .where('import_id', 'in', importIds)
    .groupBy('import_id')
    .execute();
  return new Map(rows.map((row) => [row.import_id, row.n]));
}
