import { BYTE_ORDER_MARK, csvRow } from '../../shared/csv.ts';
import type { ExportName, ExportQuery } from '../../shared/wire/exports.ts';
import { addDays, readDay, startOfDay } from '../domain/day.ts';
import { CATALOGUE } from '../domain/exportCatalogue.ts';
import { fieldNames, type StoredCell, writeRows } from '../domain/exportCells.ts';
import type { ExportPlan } from '../domain/exportPlan.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { readExportRows } from '../store/exports.ts';
import type { ActionContext } from './context.ts';

/** So many rows are a few milliseconds of the reader's time. */
const ROWS_A_PAGE = 1_000;

export type ExportKey = readonly StoredCell[];

export interface ExportPage {
  text: string;
  /** Where the next page begins; null at the end. */
  next: ExportKey | null;
}

/** One page of an export as text; the first has the header. */
export async function readExportPage(
  { db, books }: ActionContext,
  input: { siteId: string; what: ExportName; query: ExportQuery; after: ExportKey | null },
): Promise<Outcome<ExportPage>> {
  const { siteId, what, query, after } = input;
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  const plan = CATALOGUE[what];
  const isChosen = readChoice(plan, query, book.settings.timeZone);
  if (!isChosen.ok) return isChosen;
  const rows = await readExportRows(db, siteId, plan, after, ROWS_A_PAGE);
  const last = rows.at(-1);
  const head = after || query.format !== 'csv' ? '' : BYTE_ORDER_MARK + csvRow(fieldNames(plan.columns));
  const chosen = rows.filter(isChosen.value);
  return done({
    text: head + writeRows(chosen, plan.columns, query.format, book.settings),
    next: last && rows.length === ROWS_A_PAGE ? plan.key.map((column) => last[column] ?? null) : null,
  });
}

/** Tells the rows of the days that were asked for. */
function readChoice(
  { when }: ExportPlan,
  query: ExportQuery,
  timeZone: string,
): Outcome<(row: Record<string, StoredCell>) => boolean> {
  const { from, to } = query;
  if (from === undefined && to === undefined) return done(() => true);
  if (!when) return failed('invalidInput', 'This export has no days: ask for it without `from` and `to`.');
  const first = from === undefined ? 0 : readDay(from);
  const last = to === undefined ? 99_991_231 : readDay(to);
  if (first === null || last === null || first > last) {
    return failed('invalidInput', '`from` and `to` are days, and `from` is not the later one.');
  }
  const least = when.is === 'day' || from === undefined ? first : startOfDay(first, timeZone);
  const bound =
    when.is === 'day'
      ? last + 1
      : to === undefined
        ? Number.MAX_SAFE_INTEGER
        : startOfDay(addDays(last, 1), timeZone);
  return done((row) => {
    const value = Number(row[when.column]);
    return value >= least && value < bound;
  });
}
