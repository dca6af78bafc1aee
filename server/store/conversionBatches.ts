import type { AdPlatform, ConversionTerms, LeftOut } from '../../shared/wire/conversions.ts';
import type { Db } from './db.ts';
import type { ConversionBatchTable } from './tables/exports.ts';

export interface StoredBatch {
  id: string;
  at: number;
  terms: ConversionTerms;
  leftOut: Partial<Record<LeftOut, number>>;
}

const COLUMNS = ['id', 'at', 'name', 'value_of', 'model', 'left_out'] as const;

/** How an owner last sent conversions to a platform; null before the first time. */
export async function loadTerms(
  db: Db,
  siteId: string,
  platform: AdPlatform,
): Promise<ConversionTerms | null> {
  const row = await db
    .selectFrom('conversion_settings')
    .select(['name', 'value_of', 'model'])
    .where('site_id', '=', siteId)
    .where('platform', '=', platform)
    .executeTakeFirst();
  return row ? { name: row.name, value: row.value_of, model: row.model } : null;
}

export async function saveTerms(
  db: Db,
  siteId: string,
  platform: AdPlatform,
  { name, value, model }: ConversionTerms,
): Promise<void> {
  const terms = { name, value_of: value, model };
  await db
    .insertInto('conversion_settings')
    .values({ site_id: siteId, platform, ...terms })
    .onConflict((conflict) => conflict.columns(['site_id', 'platform']).doUpdateSet(terms))
    .execute();
}

/** The batch that was begun and not finished. */
export async function findOpenBatch(
  db: Db,
  siteId: string,
  platform: AdPlatform,
): Promise<StoredBatch | null> {
  const row = await db
    .selectFrom('conversion_batches')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .where('platform', '=', platform)
    .where('status', '=', 'open')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row ? toBatch(row) : null;
}

export async function insertBatch(
  db: Db,
  siteId: string,
  platform: AdPlatform,
  batch: StoredBatch,
): Promise<void> {
  const { name, value, model } = batch.terms;
  await db
    .insertInto('conversion_batches')
    .values({
      site_id: siteId,
      platform,
      id: batch.id,
      status: 'open',
      at: batch.at,
      name,
      value_of: value,
      model,
      left_out: JSON.stringify(batch.leftOut),
    })
    .execute();
}

/** Closes a batch: from now on it is a file that can be had again. */
export async function closeBatch(
  db: Db,
  siteId: string,
  platform: AdPlatform,
  batch: StoredBatch,
): Promise<void> {
  await db
    .updateTable('conversion_batches')
    .set({ status: 'made', at: batch.at, left_out: JSON.stringify(batch.leftOut) })
    .where('site_id', '=', siteId)
    .where('platform', '=', platform)
    .where('id', '=', batch.id)
    .execute();
}

export async function deleteBatch(db: Db, siteId: string, platform: AdPlatform, id: string): Promise<void> {
  await db
    .deleteFrom('conversion_batches')
    .where('site_id', '=', siteId)
    .where('platform', '=', platform)
    .where('id', '=', id)
    .execute();
}

/** The batches that were made, newest first. */
export async function loadBatches(
  db: Db,
  siteId: string,
  platform: AdPlatform,
  { offset, limit }: { offset: number; limit: number },
): Promise<StoredBatch[]> {
  const rows = await db
    .selectFrom('conversion_batches')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .where('platform', '=', platform)
    .where('status', '=', 'made')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(toBatch);
}

export async function loadBatch(
  db: Db,
  siteId: string,
  platform: AdPlatform,
  id: string,
): Promise<StoredBatch | null> {
  const row = await db
    .selectFrom('conversion_batches')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .where('platform', '=', platform)
    .where('id', '=', id)
    .where('status', '=', 'made')
    .executeTakeFirst();
  return row ? toBatch(row) : null;
}

function toBatch(row: Pick<ConversionBatchTable, (typeof COLUMNS)[number]>): StoredBatch {
  return {
    id: row.id,
    at: row.at,
    terms: { name: row.name, value: row.value_of, model: row.model },
    leftOut: JSON.parse(row.left_out) as StoredBatch['leftOut'],
  };
}
