import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { decodeFile, detectEncoding, type Encoding } from './encoding.ts';
import { unifyLineEnds } from './lineEnds.ts';
import { guessSeparator, type Separator } from './separator.ts';
import { TableError } from './tableError.ts';

/** How a file is read as a table. */
export interface TableReading {
  encoding: Encoding;
  separator: Separator;
}

/** A record of a table, with the line of the file on which it starts. */
export interface TableRow {
  line: number;
  fields: string[];
}

const HEAD = 64 * 1024;
/** A quote that is never closed takes in all that follows. */
const LONGEST_RECORD = 1024 * 1024;

/** Finds out what nobody chose. Throws TableError where the file is no text. */
export async function readReading(file: FileHandle, chosen: Partial<TableReading>): Promise<TableReading> {
  const encoding = chosen.encoding ?? (await detectEncoding(file));
  const separator = chosen.separator ?? guessSeparator(await readHead(file, encoding));
  return { encoding, separator };
}

async function readHead(file: FileHandle, encoding: Encoding): Promise<string> {
  let head = '';
  for await (const piece of decodeFile(file, encoding)) {
    head += piece;
    if (head.length >= HEAD) break;
  }
  return head.slice(0, HEAD);
}

/**
 * The records of a file one after another, empty lines left out; never more of it in memory than a piece.
 * Fields are trimmed. Throws TableError where the file stops being a table.
 */
export async function* readTable(
  file: FileHandle,
  { encoding, separator }: TableReading,
): AsyncGenerator<TableRow> {
  let next = 1;
  /** Of the records that wait to be read. */
  const lines: number[] = [];
  const parser = parse({
    delimiter: separator,
    bom: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
    // At once, and not where it is read: an error overtakes the records that wait to be read.
    onRecord: (fields, context) => {
      next = context.lines + 1;
      lines.push(context.lines - breaksWithin(fields));
      return fields;
    },
  });
  const text = Readable.from(unifyLineEnds(decodeFile(file, encoding)));
  // What breaks while decoding ends the parser too.
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  try {
    for await (const fields of parser as AsyncIterable<string[]>) yield { line: lines.shift() ?? 0, fields };
  } catch (error) {
    throw toTableError(error, next);
  } finally {
    text.destroy();
    parser.destroy();
  }
}

/** A quoted field may hold line ends: a record is counted from its first line. */
function breaksWithin(record: readonly string[]): number {
  let breaks = 0;
  for (const field of record) if (field.includes('\n')) breaks += field.split('\n').length - 1;
  return breaks;
}

/** What the parser gives up at may be far behind the record that began it: that one's line says more. */
function toTableError(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error;
  return new TableError(error.code === 'CSV_MAX_RECORD_SIZE' ? 'tooLong' : 'badQuotes', line);
}
