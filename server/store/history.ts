import type { HistoryRow } from '../domain/history.ts';
import { type Db, inChunks } from './db.ts';
import type { HistoryImportTable } from './tables/exports.ts';

export interface StoredImport {
  id: string;
  fileName: string;
  userId: string;
  at: number;
  status: HistoryImportTable['status'];
  rows: number;
  done: number;
  imported: number;
  known: number;
  refused: number;
  refusals: { line: number; order: string; why: string }[];
}

export interface StagedRow {
  line: number;
  row: HistoryRow;
}

const COLUMNS = [
  'id',
  'file_name',
  'user_id',
  'at',
  'status',
  'rows',
  'done',
  'imported',
  'known',
  'refused',
  'refusals',
] as const;

/** Adds an import, or saves how far it has come. */
export async function saveImport(db: Db, siteId: string, one: StoredImport): Promise<void> {
  const row = {
    file_name: one.fileName,
    user_id: one.userId,
    at: one.at,
    status: one.status,
    rows: one.rows,
    done: one.done,
    imported: one.imported,
    known: one.known,
    refused: one.refused,
    refusals: JSON.stringify(one.refusals),
  };
  await db
    .insertInto('history_imports')
    .values({ site_id: siteId, id: one.id, ...row })
    .onConflict((conflict) => conflict.columns(['site_id', 'id']).doUpdateSet(row))
    .execute();
}

export async function loadImport(db: Db, siteId: string, id: string): Promise<StoredImport | null> {
  const row = await db
    .selectFrom('history_imports')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? toImport(row) : null;
}

/** A site's imports, newest first. */
export async function loadImports(db: Db, siteId: string, limit: number): Promise<StoredImport[]> {
  const rows = await db
    .selectFrom('history_imports')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toImport);
}

export async function deleteImport(db: Db, siteId: string, id: string): Promise<void> {
  await db.deleteFrom('history_imports').where('site_id', '=', siteId).where('id', '=', id).execute();
}

export async function stageRows(
  db: Db,
  siteId: string,
  importId: string,
  rows: readonly StagedRow[],
): Promise<void> {
  await inChunks(rows, (chunk) =>
    db
      .insertInto('history_rows')
      .values(
        chunk.map(({ line, row }) => ({
          site_id: siteId,
          import_id: importId,
          at: row.at,
          line,
          row: JSON.stringify(row),
        })),
      )
      .execute(),
  );
}

/** The rows that are next by their own time. */
export async function loadStaged(
  db: Db,
  siteId: string,
  importId: string,
  limit: number,
): Promise<StagedRow[]> {
  const rows = await db
    .selectFrom('history_rows')
    .select(['line', 'row'])
    .where('site_id', '=', siteId)
    .where('import_id', '=', importId)
    .orderBy('at')
    .orderBy('line')
    .limit(limit)
    .execute();
  return rows.map(({ line, row }) => ({ line, row: JSON.parse(row) as HistoryRow }));
}

/** Drops rows up to one, which is the last that was taken. */
export async function dropStaged(
  db: Db,
  siteId: string,
  importId: string,
  last: { at: number; line: number },
): Promise<void> {
  await db
    .deleteFrom('history_rows')
    .where('site_id', '=', siteId)
    .where('import_id', '=', importId)
    .where((row) => row(row.refTuple('at', 'line'), '<=', row.tuple(last.at, last.line)))
    .execute();
}

function toImport(row: Pick<HistoryImportTable, (typeof COLUMNS)[number]>): StoredImport {
  return {
    id: row.id,
    fileName: row.file_name,
    userId: row.user_id,
    at: row.at,
    status: row.status,
    rows: row.rows,
    done: row.done,
    imported: row.imported,
    known: row.known,
    refused: row.refused,
    refusals: JSON.parse(row.refusals) as StoredImport['refusals'],
  };
}
