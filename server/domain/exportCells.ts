import { DateTime } from 'luxon';
import { csvRow } from '../../shared/csv.ts';
import { minorDigits } from '../../shared/money.ts';
import type { ExportFormat } from '../../shared/wire/exports.ts';
import { dayText } from './day.ts';
import { KINDS } from './rawEvent.ts';

/** How a column of a table is written: some take two fields, so that people and programs both can read it. */
export type ColumnKind = 'text' | 'number' | 'time' | 'day' | 'money' | 'flag' | 'json' | 'eventKind';

export type StoredCell = string | number | null;
/** As NDJSON has it. */
type ExactValue = StoredCell | boolean | object;

/** What writing needs to know of the site. */
export interface ExportTerms {
  timeZone: string;
  currency: string;
}

type Write = (value: StoredCell, terms: ExportTerms) => readonly ExactValue[];

interface Writer {
  /** The names of its fields. */
  names(column: string): string[];
  /** The values of its fields, for a value that is there. */
  values: Write;
}

const alone = (values: (value: StoredCell, terms: ExportTerms) => ExactValue): Writer => ({
  names: (column) => [column],
  values: (value, terms) => [values(value, terms)],
});

const WRITERS: Record<ColumnKind, Writer> = {
  text: alone((value) => value),
  number: alone((value) => Number(value)),
  flag: alone((value) => Number(value) === 1),
  json: alone((value) => JSON.parse(String(value)) as object),
  day: alone((value) => dayText(Number(value))),
  eventKind: alone((value) => KINDS[Number(value)] ?? String(value)),
  time: {
    names: (column) => [column, `${column}_ms`],
    values: (value, { timeZone }) => [isoTime(Number(value), timeZone), Number(value)],
  },
  money: {
    names: (column) => [column, column.replace(/_minor$/, '')],
    values: (value, { currency }) => [Number(value), decimal(Number(value), currency)],
  },
};

/** A moment as ISO 8601 with the zone's offset. */
export function isoTime(at: number, timeZone: string): string {
  return DateTime.fromMillis(at, { zone: timeZone }).toISO() ?? '';
}

/** Minor units as a decimal number's text, exact: (-5, 'EUR') is '-0.05'. */
export function decimal(amountMinor: number, currency: string): string {
  const digits = minorDigits(currency);
  const text = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  const whole = text.slice(0, text.length - digits);
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(-digits)}`;
}

type Columns = Record<string, ColumnKind>;

/** The fields of an export, in their order. */
export function fieldNames(columns: Columns): string[] {
  return Object.entries(columns).flatMap(([column, kind]) => WRITERS[kind].names(column));
}

/** Rows as text, a line each. */
export function writeRows(
  rows: readonly Record<string, StoredCell>[],
  columns: Columns,
  format: ExportFormat,
  terms: ExportTerms,
): string {
  const names = fieldNames(columns);
  const entries = Object.entries(columns);
  const lines = rows.map((row) => {
    const cells = entries.map(([column, kind]) => ({
      kind,
      values: writeCell(row[column] ?? null, column, kind, terms),
    }));
    if (format === 'csv')
      return csvRow(cells.flatMap(({ kind, values }) => values.map((value) => toCell(value, kind))));
    const values = cells.flatMap((cell) => cell.values);
    return `${JSON.stringify(Object.fromEntries(names.map((name, index) => [name, values[index]])))}\n`;
  });
  return lines.join('');
}

function writeCell(
  value: StoredCell,
  column: string,
  kind: ColumnKind,
  terms: ExportTerms,
): readonly ExactValue[] {
  const { names, values } = WRITERS[kind];
  return value === null ? names(column).map(() => null) : values(value, terms);
}

function toCell(value: ExactValue, kind: ColumnKind): string | number {
  if (value === null) return '';
  if (typeof value === 'number') return value;
  if (typeof value === 'object') return JSON.stringify(value);
  // A negative amount is no formula.
  return kind === 'money' && String(value).startsWith('-') ? Number(value) : String(value);
}
