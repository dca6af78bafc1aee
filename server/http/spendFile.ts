import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { SpendReading } from '../../shared/wire/spend.ts';
import { readReading, readTable, type TableReading } from '../csv/table.ts';
import { TableError } from '../csv/tableError.ts';
import type { SpendFormat } from '../domain/spendFormats/format.ts';
import { PLAIN } from '../domain/spendFormats/plain.ts';
import {
  FORMATS,
  findHeader,
  findMapped,
  HEADER_WITHIN,
  headersText,
  missingColumns,
  type SpendMapping,
} from '../domain/spendMapping.ts';
import { makeLineReader, type ReadLine } from '../domain/spendRow.ts';
import { SpendSummary } from '../domain/spendSummary.ts';

/** How a file is read: what was found in it, what is remembered of its like, what a person said. */
export interface SpendFile {
  reading: SpendReading;
  format: SpendFormat;
  /** Whether a format was recognised, or else only guessed at. */
  isKnown: boolean;
  isRemembered: boolean;
  headers: string[];
  headerLine: number;
  headersHash: string;
  /** The currency that a header names. */
  headerCurrency: string | null;
}

type Recall = (headersHash: string) => Promise<SpendMapping | null>;

const NO_MAPPING: SpendMapping = {
  columns: {},
  source: '',
  medium: '',
  kind: 'media',
  dayOrder: 'auto',
  decimal: 'auto',
  costUnit: 'major',
};
const UNREAD: TableReading = { encoding: 'utf-8', separator: ',' };

/** Looks at the head of a file. Throws TableError where it is no table. */
export async function openSpendFile(
  upload: FileHandle,
  chosen: Partial<SpendReading>,
  recall: Recall,
): Promise<SpendFile> {
  const table = await readReading(upload, chosen);
  const head: { line: number; fields: string[] }[] = [];
  for await (const row of readTable(upload, table)) {
    head.push(row);
    if (head.length >= HEADER_WITHIN) break;
  }
  const records = head.map(({ fields }) => fields);
  const found = findHeader(records);
  const said = chosen.columns === undefined ? null : withDefaults(chosen);
  const at = said ? findMapped(records, said) : -1;
  const index = at >= 0 ? at : (found?.index ?? widest(records));
  const headers = records[index] ?? [];
  const headersHash = createHash('sha256').update(headersText(headers)).digest('hex');
  const remembered = said ? null : await recall(headersHash);
  const mapping = said ?? remembered ?? found?.mapping ?? NO_MAPPING;
  return {
    reading: { ...table, ...mapping },
    format: found?.format ?? PLAIN,
    isKnown: found !== null,
    isRemembered: remembered !== null,
    headers: headers.slice(0, 200).map((header) => header.slice(0, 200)),
    headerLine: head[index]?.line ?? 1,
    headersHash,
    headerCurrency: found?.currency ?? null,
  };
}

/** What a file is called that could not be read at all. */
export function unreadFile(chosen: Partial<SpendReading>): SpendFile {
  return {
    reading: { ...UNREAD, ...NO_MAPPING, ...chosen },
    format: PLAIN,
    isKnown: false,
    isRemembered: false,
    headers: [],
    headerLine: 1,
    headersHash: '',
    headerCurrency: null,
  };
}

function withDefaults({ encoding: _e, separator: _s, ...said }: Partial<SpendReading>): SpendMapping {
  return { ...NO_MAPPING, ...said };
}

/** The record with most columns: what a person sees to choose from where no format is known. */
function widest(records: readonly string[][]): number {
  const widths = records.map((record) => record.length);
  return Math.max(0, widths.indexOf(Math.max(...widths)));
}

/** The lines below the headers, each as it was understood. Throws TableError where the file stops being a table. */
export async function* readSpendLines(
  upload: FileHandle,
  file: SpendFile,
  currency: string,
): AsyncGenerator<{ line: number; read: ReadLine }> {
  const { headers, reading, headerLine } = file;
  const format = FORMATS.find(({ id }) => id === file.format.id) ?? PLAIN;
  const readLine = makeLineReader({ headers, mapping: reading, format, currency });
  for await (const { line, fields } of readTable(upload, reading)) {
    if (line > headerLine) yield { line, read: readLine(line, fields) };
  }
}

/** Reads a whole file without keeping it. What is wrong with it lies in the summary's errors. */
export async function summarise(
  upload: FileHandle,
  file: SpendFile,
  currency: string,
): Promise<SpendSummary> {
  const summary = new SpendSummary();
  for (const column of missingColumns(file.reading)) {
    summary.fault(file.headerLine, { column, fault: 'missingColumn', value: '' });
  }
  if (file.headerCurrency !== null && file.headerCurrency !== currency) {
    const fault = { column: 'cost', fault: 'otherCurrency', value: file.headerCurrency } as const;
    summary.fault(file.headerLine, fault);
  }
  if (summary.errorCount > 0) return summary;
  try {
    for await (const { line, read } of readSpendLines(upload, file, currency)) {
      if ('spend' in read) summary.add(read.spend);
      else if ('total' in read) summary.skipped++;
      else for (const fault of read.faults) summary.fault(line, fault);
      if (summary.isFull) break;
    }
  } catch (error) {
    faultFrom(error, summary);
  }
  return summary;
}

/** A file that is no table is the sender's fault; anything else is ours and thrown on. */
export function faultFrom(error: unknown, summary: SpendSummary): void {
  if (!(error instanceof TableError)) throw error;
  summary.fault(error.line, { column: null, fault: error.fault, value: '' });
}
