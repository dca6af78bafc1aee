import { SPEND_COLUMNS, type SpendColumn, type SpendReading } from '../../shared/wire/spend.ts';
import { BAIDU } from './spendFormats/baidu.ts';
import type { SpendFormat } from './spendFormats/format.ts';
import { GOOGLE_ADS } from './spendFormats/googleAds.ts';
import { META } from './spendFormats/meta.ts';
import { OCEAN_ENGINE } from './spendFormats/oceanEngine.ts';
import { PLAIN } from './spendFormats/plain.ts';
import { TENCENT } from './spendFormats/tencent.ts';

/** In the order in which they win where they fit alike. */
export const FORMATS: readonly SpendFormat[] = [PLAIN, GOOGLE_ADS, META, BAIDU, TENCENT, OCEAN_ENGINE];

/** Headers stand among so many first records; before them may be a report's name and range. */
export const HEADER_WITHIN = 30;
/** No export has as many columns, nor as long a header: what is beyond is not looked at. */
export const MOST_COLUMNS = 300;
const LONGEST_HEADER = 200;
/** Without these a line is no spend. */
const LEAST = ['day', 'cost'] as const;

/** How the columns of a file are meant, without what is of the file itself. */
export type SpendMapping = Omit<SpendReading, 'encoding' | 'separator'>;

export interface FoundHeader {
  /** Which of the records it is. */
  index: number;
  headers: string[];
  format: SpendFormat;
  mapping: SpendMapping;
  /** The currency that a header names, `EUR` in "Amount spent (EUR)". */
  currency: string | null;
}

/**
 * Finds the record that holds the headers and the format that knows most of them. Null where none of the
 * records names a day and a cost.
 */
export function findHeader(records: readonly string[][]): FoundHeader | null {
  let best: (FoundHeader & { score: number }) | null = null;
  for (const [index, headers] of records.slice(0, HEADER_WITHIN).entries()) {
    const read = readHeaders(headers);
    for (const format of FORMATS) {
      const { columns, currency } = matchColumns(format, read);
      if (LEAST.some((column) => columns[column] === undefined)) continue;
      const score = Object.keys(columns).length;
      if (best && score <= best.score) continue;
      best = { index, headers: [...headers], format, mapping: mappingOf(format, columns), currency, score };
    }
  }
  return best;
}

interface Header {
  header: string;
  /** It without what differs between exports. */
  text: string;
}

function readHeaders(headers: readonly string[]): Header[] {
  const short = headers.slice(0, MOST_COLUMNS).filter(({ length }) => length <= LONGEST_HEADER);
  return short.map((header) => ({ header, text: plain(header) }));
}

function mappingOf(format: SpendFormat, columns: SpendMapping['columns']): SpendMapping {
  const { source, medium, dayOrder, decimal, costUnit } = format;
  return { columns, source, medium, kind: 'media', dayOrder, decimal, costUnit };
}

function matchColumns(
  format: SpendFormat,
  headers: readonly Header[],
): { columns: SpendMapping['columns']; currency: string | null } {
  const columns: SpendMapping['columns'] = {};
  let currency: string | null = null;
  for (const column of SPEND_COLUMNS) {
    const found = firstMatch(format.headers[column] ?? [], headers);
    if (!found || isTaken(columns, found.header)) continue;
    columns[column] = found.header;
    currency ??= found.currency;
  }
  return { columns, currency };
}

function isTaken(columns: SpendMapping['columns'], header: string): boolean {
  return Object.values(columns).includes(header);
}

function firstMatch(
  known: readonly string[],
  headers: readonly Header[],
): { header: string; currency: string | null } | null {
  for (const pattern of known) {
    const parts = plain(pattern).split('*');
    for (const { header, text } of headers) {
      const match = matchHeader(parts, text);
      if (match) return { header, currency: match.currency };
    }
  }
  return null;
}

/** `text` is a header made plain; a currency stands between the two parts of a pattern. */
function matchHeader([before, after]: readonly string[], text: string): { currency: string | null } | null {
  if (after === undefined) return text === before ? { currency: null } : null;
  if (!text.startsWith(before ?? '') || !text.endsWith(after)) return null;
  const currency = text.slice(before?.length, text.length - after.length);
  return /^[a-z]{3}$/.test(currency) ? { currency: currency.toUpperCase() } : null;
}

/** A header without what differs between exports: width of letters, case, spaces. */
export function plain(header: string): string {
  return header.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** Which record holds the headers that a person's mapping names; -1 where none holds them all. */
export function findMapped(records: readonly string[][], mapping: SpendMapping): number {
  const wanted = Object.values(mapping.columns);
  return records.findIndex(
    (record) => wanted.length > 0 && wanted.every((header) => record.includes(header)),
  );
}

/** Columns that must be there and are not. */
export function missingColumns(mapping: SpendMapping): SpendColumn[] {
  const missing: SpendColumn[] = LEAST.filter((column) => mapping.columns[column] === undefined);
  const isNameless = mapping.columns.source === undefined && mapping.source.trim() === '';
  return isNameless ? [...missing, 'source'] : missing;
}

/** What a file with these headers is known by, whatever its order of columns is. */
export function headersText(headers: readonly string[]): string {
  return JSON.stringify(headers.map(plain).sort());
}
