import type { Received } from '../domain/beacon.ts';
import type { HistoryEvent } from '../domain/history.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import type { SiteBook } from '../domain/site.ts';
import {
  deleteImport,
  dropStaged,
  loadImport,
  loadImports,
  loadStaged,
  type StagedRow,
  type StoredImport,
  saveImport,
  stageRows,
} from '../store/history.ts';
import type { ActionContext } from './context.ts';
import { takeHistoryRedemption } from './historyRedemption.ts';
import { ingest } from './ingest.ts';

/** So many rows are decided in one transaction: whoever stands at a till waits no longer than for these. */
const ROWS_A_STEP = 100;
const MOST_REFUSALS = 100;
const MOST_IMPORTS = 50;
const ROWS_A_SWEEP = 1_000;

interface OfImport {
  siteId: string;
  id: string;
}

/** What is needed to check a file's rows, which is done outside. */
export async function readHistoryBook(
  { db, books }: ActionContext,
  { siteId }: { siteId: string },
): Promise<Outcome<Omit<SiteBook, 'dayOf'>>> {
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  const { dayOf: _dayOf, ...rest } = book;
  return done(rest);
}

/** Begins an import, whose rows are staged first. */
export async function beginHistory(
  { db, chance }: ActionContext,
  input: { siteId: string; fileName: string; userId: string; now: number },
): Promise<Outcome<StoredImport>> {
  const { siteId, fileName, userId, now } = input;
  const one: StoredImport = {
    id: chance.id(),
    fileName,
    userId,
    at: now,
    status: 'staging',
    rows: 0,
    done: 0,
    imported: 0,
    known: 0,
    refused: 0,
    refusals: [],
  };
  await saveImport(db, siteId, one);
  return done(one);
}

/** Keeps checked rows until their turn. Nothing counts yet. */
export async function stageHistory(
  { db }: ActionContext,
  { siteId, id, rows, last }: OfImport & { rows: readonly StagedRow[]; last: boolean },
): Promise<Outcome<StoredImport>> {
  const one = await loadImport(db, siteId, id);
  if (one?.status !== 'staging') return failed('notFound');
  await stageRows(db, siteId, id, rows);
  const staged: StoredImport = {
    ...one,
    rows: one.rows + rows.length,
    status: last ? 'running' : 'staging',
  };
  await saveImport(db, siteId, staged);
  return done(staged);
}

/**
 * Forgets a part of an import that broke off before all of its rows were staged: nothing of it counts. Tells
 * whether there is more of it.
 */
export async function dropHistory(
  { db }: ActionContext,
  { siteId, id }: OfImport,
): Promise<Outcome<boolean>> {
  const one = await loadImport(db, siteId, id);
  if (one?.status !== 'staging') return done(false);
  const rows = await loadStaged(db, siteId, id, ROWS_A_SWEEP);
  const last = rows.at(-1);
  if (last) await dropStaged(db, siteId, id, { at: last.row.at, line: last.line });
  if (rows.length === ROWS_A_SWEEP) return done(true);
  await deleteImport(db, siteId, id);
  return done(false);
}

/**
 * Decides the next rows by their own time. They leave the waiting rows in the same transaction: an import that
 * broke off goes on where it was, and no row counts twice.
 */
export async function advanceHistory(
  context: ActionContext,
  { siteId, id }: OfImport,
): Promise<Outcome<StoredImport>> {
  const { db, books } = context;
  const book = await books.of(db, siteId);
  const one = await loadImport(db, siteId, id);
  if (!book || !one) return failed('notFound');
  if (one.status !== 'running') return done(one);
  const staged = await loadStaged(db, siteId, id, ROWS_A_STEP);
  // Whoever watches live sees what happens now.
  await decide({ ...context, publish: () => {} }, book, staged, one);
  const last = staged.at(-1);
  if (last) await dropStaged(db, siteId, id, { at: last.row.at, line: last.line });
  one.done += staged.length;
  if (staged.length < ROWS_A_STEP) one.status = 'finished';
  await saveImport(db, siteId, one);
  return done(one);
}

export async function listHistory(
  { db }: ActionContext,
  { siteId }: { siteId: string },
): Promise<Outcome<StoredImport[]>> {
  return done(await loadImports(db, siteId, MOST_IMPORTS));
}

/** Events of one day that follow one another are decided together; a redemption comes after those before it. */
async function decide(
  context: ActionContext,
  book: SiteBook,
  staged: readonly StagedRow[],
  one: StoredImport,
): Promise<void> {
  let events: (HistoryEvent & { at: number })[] = [];
  const flush = async () => {
    if (events.length === 0) return;
    const answers = await ingest(
      context,
      book,
      events.map((event) => receivedOf(book, event)),
    );
    const accepted = answers.filter((answer) => answer.accepted > 0).length;
    one.imported += accepted;
    one.known += events.length - accepted;
    events = [];
  };
  for (const { line, row } of staged) {
    if (row.type === 'event') {
      if (events[0] && book.dayOf(events[0].at) !== book.dayOf(row.at)) await flush();
      events.push(row);
      continue;
    }
    await flush();
    const outcome = await takeHistoryRedemption(context, book, row);
    if (typeof outcome === 'string') one[outcome] += 1;
    else {
      one.refused += 1;
      if (one.refusals.length < MOST_REFUSALS)
        one.refusals.push({ line, order: row.order, why: outcome.refused });
    }
  }
  await flush();
}

/** An event as if its beacon had come in at its own time. */
function receivedOf(
  book: SiteBook,
  { at, visitor, adConsent, event }: HistoryEvent & { at: number },
): Received {
  return {
    beacon: { site: book.settings.id, visitor, sent: at, adConsent, events: [event] },
    receivedAt: at,
    network: '',
    bot: false,
  };
}
