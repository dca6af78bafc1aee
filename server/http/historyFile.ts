import type { FileHandle } from 'node:fs/promises';
import { HISTORY_COLUMNS, type HistoryColumn } from '../../shared/wire/history.ts';
import { decodeFile, detectEncoding } from '../csv/encoding.ts';
import { unifyLineEnds } from '../csv/lineEnds.ts';
import { readReading, readTable } from '../csv/table.ts';
import { HistoryFault, type HistoryRecord } from '../domain/historyFields.ts';

/** A row of a file, or why it is none. */
export type ReadRecord = { line: number } & ({ record: HistoryRecord } | { fault: HistoryFault });

/** The rows of a file one after another. Throws TableError where it is no text, HistoryFault where its header is wrong. */
export function readHistoryFile(file: FileHandle, isJson: boolean): AsyncGenerator<ReadRecord> {
  return isJson ? readJsonLines(file) : readCsv(file);
}

const KNOWN: ReadonlySet<string> = new Set(HISTORY_COLUMNS);

async function* readCsv(file: FileHandle): AsyncGenerator<ReadRecord> {
  let header: HistoryColumn[] | null = null;
  for await (const { line, fields } of readTable(file, await readReading(file, {}))) {
    if (!header) {
      header = readHeader(fields);
      continue;
    }
    if (fields.length !== header.length) {
      const message = `has ${fields.length} cells, the header ${header.length}`;
      yield { line, fault: new HistoryFault('', message) };
      continue;
    }
    yield { line, record: Object.fromEntries(header.map((name, index) => [name, fields[index]])) };
  }
  if (!header) throw new HistoryFault('header', 'is missing: the file is empty');
}

const SHOWN_COLUMNS = 10;

function readHeader(fields: readonly string[]): HistoryColumn[] {
  const names = fields.map((field) => field.trim().toLowerCase());
  const unknown = names.filter((name) => !KNOWN.has(name));
  if (unknown.length > 0) {
    const shown = unknown.slice(0, SHOWN_COLUMNS).map((name) => name.slice(0, 60));
    throw new HistoryFault('header', `has columns that are not known: ${shown.join(', ')}`);
  }
  if (new Set(names).size < names.length) throw new HistoryFault('header', 'has a column twice');
  if (!names.includes('at')) throw new HistoryFault('header', 'has no column “at”');
  if (!names.includes('type') && !names.includes('order')) {
    throw new HistoryFault('header', 'has neither “type” nor “order”');
  }
  return names as HistoryColumn[];
}

/** A line of JSON is never that long. */
const LONGEST_LINE = 256 * 1024;

async function* readJsonLines(file: FileHandle): AsyncGenerator<ReadRecord> {
  let line = 0;
  for await (const text of linesOf(file)) {
    line += 1;
    const bare = line === 1 ? text.replace(/^\uFEFF/, '') : text;
    if (bare.trim() === '') continue;
    yield { line, ...readJsonLine(bare) };
  }
}

async function* linesOf(file: FileHandle): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of unifyLineEnds(decodeFile(file, await detectEncoding(file)))) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE)
      throw new HistoryFault('file', 'has a line that is too long for JSON rows');
    yield* lines;
  }
  if (rest) yield rest;
}

function readJsonLine(text: string): { record: HistoryRecord } | { fault: HistoryFault } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: new HistoryFault('', 'is no JSON') };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { fault: new HistoryFault('', 'is no JSON object') };
  }
  const unknown = Object.keys(value).find((name) => !KNOWN.has(name));
  if (unknown !== undefined) return { fault: new HistoryFault(unknown, 'is not known') };
  return { record: value as HistoryRecord };
}
