import { sourceRow } from '../domain/dictionary.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { DIRECT } from '../domain/source.ts';
import type { SpendMapping } from '../domain/spendMapping.ts';
import type { SpendLine } from '../domain/spendRow.ts';
import { addSum, type SpendPart, totalOf } from '../domain/spendSummary.ts';
import { saveDictionary } from '../store/dictionary.ts';
import {
  addSpendRows,
  claimSpendDays,
  insertSpendImport,
  isSpendLoading,
  loadSpendParts,
  moveSpendImport,
  releaseSpendDays,
  type SpendRow,
} from '../store/spendImports.ts';
import { saveSpendMapping } from '../store/spendMappings.ts';
import { deletePartRows, deleteRemovedImports, giveUpLoading, loadStaleParts } from '../store/spendSweep.ts';
import type { ActionContext } from './context.ts';

/** A file is read in minutes; one that was begun so long ago was broken off by the end of its server. */
const LONGEST_LOAD_MS = 3_600_000;
const MAPPINGS_KEPT = 100;
/** Rows and parts that one job deletes: a bound on how long others wait for it. */
const SWEPT_ROWS = 1_000;
const SWEPT_PARTS = 50;

export interface SpendBeginning {
  siteId: string;
  fileName: string;
  hash: string;
  userId: string;
  rows: number;
  parts: readonly SpendPart[];
  now: number;
}

/** Begins an import. Nothing of it counts until it is finished. */
export async function beginSpend(
  { db, chance }: ActionContext,
  { siteId, parts, now, ...given }: SpendBeginning,
): Promise<Outcome<{ id: string }>> {
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return failed('invalidInput', 'The file holds no spend.');
  await giveUpLoading(db, siteId, now - LONGEST_LOAD_MS);
  const id = chance.id();
  const range = { from: first.day, to: last.day };
  await insertSpendImport(db, siteId, { id, at: now, ...given, ...range, ...totalOf(parts) }, parts);
  return done({ id });
}

/** Takes some lines of an import that is being loaded. */
export async function addSpend(
  { db, books }: ActionContext,
  { siteId, importId, lines }: { siteId: string; importId: string; lines: readonly SpendLine[] },
): Promise<Outcome<null>> {
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  if (!(await isSpendLoading(db, siteId, importId))) return brokenOff();
  const sources = lines.map(({ source, medium, campaign, content, term }) =>
    sourceRow(book.settings.keySecret, { ...DIRECT, source, medium, campaign, content, term }),
  );
  const known = books.keysOf(siteId);
  const fresh = new Map(sources.filter(({ id }) => !known.has(id)).map((source) => [source.id, source]));
  const added = [...fresh.values()].sort((a, b) => a.id - b.id);
  await saveDictionary(db, siteId, { pages: [], sources: added, positions: [] });
  await addSpendRows(
    db,
    siteId,
    importId,
    rowsOf(
      lines,
      sources.map(({ id }) => id),
    ),
  );
  for (const { id } of added) known.add(id);
  return done(null);
}

/** One row a key, in the order of the keys. */
function rowsOf(lines: readonly SpendLine[], sourceIds: readonly number[]): SpendRow[] {
  const rows = new Map<string, SpendRow>();
  for (const [index, { day, source: platform, kind, clicks, impressions, costMinor }] of lines.entries()) {
    const sourceId = sourceIds[index] ?? 0;
    const key = `${day} ${kind} ${sourceId}`;
    const row = rows.get(key);
    const sum = { clicks, impressions, costMinor };
    if (row) addSum(row, sum);
    else rows.set(key, { day, platform, kind, sourceId, ...sum });
  }
  return [...rows.values()].sort(
    (a, b) =>
      a.day - b.day ||
      (a.platform < b.platform ? -1 : a.platform > b.platform ? 1 : 0) ||
      (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0) ||
      a.sourceId - b.sourceId,
  );
}

/** Lets an import stand: its days go by it from this commit on, and its mapping is remembered. */
export async function finishSpend(
  { db }: ActionContext,
  {
    siteId,
    importId,
    headersHash,
    mapping,
    now,
  }: { siteId: string; importId: string; headersHash: string; mapping: SpendMapping; now: number },
): Promise<Outcome<null>> {
  if (!(await moveSpendImport(db, siteId, importId, 'loading', 'done'))) return brokenOff();
  await claimSpendDays(db, siteId, importId, await loadSpendParts(db, siteId, importId));
  const kept = { headersHash, mapping: JSON.stringify(mapping), at: now };
  await saveSpendMapping(db, siteId, kept, MAPPINGS_KEPT);
  return done(null);
}

/** Gives an import up that could not be read to its end. */
export async function dropSpend(
  { db }: ActionContext,
  { siteId, importId }: { siteId: string; importId: string },
): Promise<Outcome<null>> {
  await moveSpendImport(db, siteId, importId, 'loading', 'removed');
  return done(null);
}

/** Takes an import back: its days have no spend until they are imported again. */
export async function removeSpendImport(
  { db }: ActionContext,
  { siteId, id }: { siteId: string; id: string },
): Promise<Outcome<null>> {
  if (!(await moveSpendImport(db, siteId, id, 'done', 'removed'))) return failed('notFound');
  await releaseSpendDays(db, siteId, id);
  return done(null);
}

/** Deletes some rows that no day goes by any more; says whether there may be more of them. */
export async function sweepSpend(
  { db }: ActionContext,
  { siteId }: { siteId: string },
): Promise<Outcome<{ more: boolean }>> {
  const parts = await loadStaleParts(db, siteId, SWEPT_PARTS);
  let left = SWEPT_ROWS;
  for (const part of parts) {
    if (left <= 0) return done({ more: true });
    left -= await deletePartRows(db, siteId, part, left);
  }
  if (parts.length === SWEPT_PARTS || left <= 0) return done({ more: true });
  await deleteRemovedImports(db, siteId);
  return done({ more: false });
}

function brokenOff() {
  return failed('conflict', 'The import was broken off: begin it again.');
}
