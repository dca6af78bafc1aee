import type { FileHandle } from 'node:fs/promises';
import { HISTORY_MAX_ERRORS, type HistoryAnswer, type HistoryCheck } from '../../shared/wire/history.ts';
import { TableError } from '../csv/tableError.ts';
import { makeDayOf } from '../domain/day.ts';
import { readHistoryRow } from '../domain/history.ts';
import { HistoryFault } from '../domain/historyFields.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import type { SiteBook } from '../domain/site.ts';
import type { StagedRow, StoredImport } from '../store/history.ts';
import type { Deps } from './deps.ts';
import { readHistoryFile } from './historyFile.ts';

const ROWS_A_JOB = 500;

export interface HistoryFile {
  file: FileHandle;
  isJson: boolean;
  fileName: string;
  userId: string;
}

/** Checks every line first; only a file without a mistake is staged. */
export async function importFile(
  deps: Deps,
  siteId: string,
  file: HistoryFile,
  dryRun: boolean,
): Promise<Outcome<HistoryAnswer>> {
  const { engine, clock } = deps;
  const found = await engine.read('readHistoryBook', { siteId });
  if (!found.ok) return found;
  const book = { ...found.value, dayOf: makeDayOf(found.value.settings.timeZone) };
  const now = clock.now();
  const check = await checkFile(file, book, now);
  if (dryRun) return done({ check, import: null });
  if (check.errors.length > 0) {
    return failed('invalidInput', 'Nothing was imported: some lines are wrong.', {
      errors: check.errors.map(({ line, field, message }) => ({
        field: `line ${line}${field && ` ${field}`}`,
        message,
      })),
    });
  }
  if (check.rows === 0) return failed('invalidInput', 'The file has no rows.');
  const { fileName, userId } = file;
  await dropStale(deps, siteId, now);
  const begun = await engine.write('beginHistory', { siteId, fileName, userId, now });
  if (!begun.ok) return begun;
  const { id } = begun.value;
  const staged = await stageFile(deps, siteId, id, file, book, now);
  if (!staged.ok) await drop(deps, siteId, id);
  return staged.ok ? done({ check, import: { ...publicPart(staged.value), active: true } }) : staged;
}

/** Longer than any file takes to be staged. */
const STALE_MS = 3_600_000;

/** What broke off before it was staged would wait for ever. */
export async function dropStale(deps: Deps, siteId: string, now: number): Promise<void> {
  const listed = await deps.engine.read('listHistory', { siteId });
  const imports = listed.ok ? listed.value : [];
  const stale = imports.filter(({ status, at }) => status === 'staging' && now - at > STALE_MS);
  for (const { id } of stale) await drop(deps, siteId, id);
}

async function drop({ engine }: Deps, siteId: string, id: string): Promise<void> {
  for (;;) {
    const dropped = await engine.write('dropHistory', { siteId, id });
    if (!dropped.ok || !dropped.value) return;
  }
}

async function checkFile(file: HistoryFile, book: SiteBook, now: number): Promise<HistoryCheck> {
  const check: HistoryCheck = {
    rows: 0,
    events: 0,
    redemptions: 0,
    from: null,
    to: null,
    errors: [],
    more: false,
  };
  try {
    for await (const read of readHistoryFile(file.file, file.isJson)) {
      if (check.errors.length >= HISTORY_MAX_ERRORS) {
        check.more = true;
        break;
      }
      check.rows += 1;
      try {
        if ('fault' in read) throw read.fault;
        const row = readHistoryRow(read.record, book, now);
        check[row.type === 'event' ? 'events' : 'redemptions'] += 1;
        check.from = Math.min(check.from ?? row.at, row.at);
        check.to = Math.max(check.to ?? row.at, row.at);
      } catch (error) {
        if (!(error instanceof HistoryFault)) throw error;
        check.errors.push({ line: read.line, field: error.field, message: error.message });
      }
    }
  } catch (error) {
    if (error instanceof TableError) {
      check.errors.push({ line: error.line, field: '', message: TABLE_FAULTS[error.fault] });
    } else if (error instanceof HistoryFault) {
      check.errors.push({ line: 1, field: error.field, message: error.message });
    } else throw error;
  }
  return check;
}

const TABLE_FAULTS: Record<TableError['fault'], string> = {
  badEncoding: 'has bytes that are no text in any encoding that is read',
  badQuotes: 'has quotes that do not fit',
  tooLong: 'is too long for a row',
  noTable: 'is no table',
};

async function stageFile(
  { engine }: Deps,
  siteId: string,
  id: string,
  file: HistoryFile,
  book: SiteBook,
  now: number,
): Promise<Outcome<StoredImport>> {
  let rows: StagedRow[] = [];
  const stage = async (last: boolean) => {
    const outcome = await engine.write('stageHistory', { siteId, id, rows, last });
    rows = [];
    return outcome;
  };
  for await (const read of readHistoryFile(file.file, file.isJson)) {
    if ('fault' in read) throw read.fault;
    rows.push({ line: read.line, row: readHistoryRow(read.record, book, now) });
    if (rows.length < ROWS_A_JOB) continue;
    const outcome = await stage(false);
    if (!outcome.ok) return outcome;
  }
  return stage(true);
}

/** Who brought it in stays here. */
export function publicPart({ userId: _userId, ...rest }: StoredImport) {
  return rest;
}
