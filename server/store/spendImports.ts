import type { SpendPart, SpendSum } from '../domain/spendSummary.ts';
import { runCompiled } from './compiled.ts';
import { type Db, inChunks } from './db.ts';
import type { DayRange } from './reports.ts';

/** An import as it is begun: nothing of it counts yet. */
export interface NewSpendImport extends DayRange, SpendSum {
  id: string;
  fileName: string;
  hash: string;
  userId: string;
  at: number;
  rows: number;
}

/** A row of spend under its import; the part it belongs to is its day, platform and kind. */
export interface SpendRow extends SpendPart {
  sourceId: number;
}

export async function insertSpendImport(
  db: Db,
  siteId: string,
  { from, to, ...given }: NewSpendImport,
  parts: readonly SpendPart[],
): Promise<void> {
  await db
    .insertInto('spend_imports')
    .values({
      site_id: siteId,
      id: given.id,
      file_name: given.fileName,
      hash: given.hash,
      user_id: given.userId,
      at: given.at,
      status: 'loading',
      rows: given.rows,
      parts: parts.length,
      from_day: from,
      to_day: to,
      clicks: given.clicks,
      impressions: given.impressions,
      cost_minor: given.costMinor,
    })
    .execute();
  await inChunks(parts, (chunk) =>
    db
      .insertInto('spend_parts')
      .values(chunk.map((part) => ({ ...keyOf(siteId, given.id, part), ...sumsOf(part) })))
      .execute(),
  );
}

/** Adds rows in the order of their key: a file may name a source several times a day. */
export async function addSpendRows(
  db: Db,
  siteId: string,
  importId: string,
  rows: readonly SpendRow[],
): Promise<void> {
  await inChunks(rows, async (chunk) => {
    const values = chunk.map((row) => ({
      ...keyOf(siteId, importId, row),
      source_id: row.sourceId,
      ...sumsOf(row),
    }));
    const insert = () =>
      db
        .insertInto('spend')
        .values(values)
        .onConflict((conflict) =>
          conflict
            .columns(['site_id', 'import_id', 'day', 'platform', 'kind', 'source_id'])
            .doUpdateSet((row) => ({
              clicks: row('spend.clicks', '+', row.ref('excluded.clicks')),
              impressions: row('spend.impressions', '+', row.ref('excluded.impressions')),
              cost_minor: row('spend.cost_minor', '+', row.ref('excluded.cost_minor')),
            })),
        );
    await runCompiled(
      db,
      'addSpendRows',
      insert,
      values.flatMap((row) => Object.values(row)),
    );
  });
}

function keyOf(siteId: string, importId: string, { day, platform, kind }: SpendPart) {
  return { site_id: siteId, import_id: importId, day, platform, kind };
}

function sumsOf({ clicks, impressions, costMinor }: SpendSum) {
  return { clicks, impressions, cost_minor: costMinor };
}

/** Whether an import is still being loaded. */
export async function isSpendLoading(db: Db, siteId: string, importId: string): Promise<boolean> {
  const row = await db
    .selectFrom('spend_imports')
    .select('id')
    .where('site_id', '=', siteId)
    .where('id', '=', importId)
    .where('status', '=', 'loading')
    .executeTakeFirst();
  return row !== undefined;
}

/** Moves an import on; whether it was as `from` says. Of two who try, one succeeds. */
export async function moveSpendImport(
  db: Db,
  siteId: string,
  importId: string,
  from: 'loading' | 'done',
  to: 'done' | 'removed',
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('spend_imports')
    .set({ status: to })
    .where('site_id', '=', siteId)
    .where('id', '=', importId)
    .where('status', '=', from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** An import's parts, in the order of their key. */
export async function loadSpendParts(db: Db, siteId: string, importId: string): Promise<SpendPart[]> {
  const rows = await db
    .selectFrom('spend_parts')
    .select(['day', 'platform', 'kind', 'clicks', 'impressions', 'cost_minor'])
    .where('site_id', '=', siteId)
    .where('import_id', '=', importId)
    .orderBy('day')
    .orderBy('platform')
    .orderBy('kind')
    .execute();
  return rows.map(({ cost_minor, ...row }) => ({ ...row, costMinor: cost_minor }));
}

/** From now on these days, platforms and kinds go by this import. */
export async function claimSpendDays(
  db: Db,
  siteId: string,
  importId: string,
  parts: readonly SpendPart[],
): Promise<void> {
  await inChunks(parts, (chunk) =>
    db
      .insertInto('spend_days')
      .values(
        chunk.map(({ day, platform, kind }) => ({
          site_id: siteId,
          day,
          platform,
          kind,
          import_id: importId,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['site_id', 'day', 'platform', 'kind'])
          .doUpdateSet((row) => ({ import_id: row.ref('excluded.import_id') })),
      )
      .execute(),
  );
}

/** The days of an import that still go by it go by none. */
export async function releaseSpendDays(db: Db, siteId: string, importId: string): Promise<void> {
  await db.deleteFrom('spend_days').where('site_id', '=', siteId).where('import_id', '=', importId).execute();
}
