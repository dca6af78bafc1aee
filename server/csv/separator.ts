import { parse } from 'csv-parse/sync';

export const SEPARATORS = [',', ';', '\t'] as const;
export type Separator = (typeof SEPARATORS)[number];

const LOOKED_AT = 50;

/**
 * The separator under which most of the first lines fall into equally many columns. `head` is the beginning
 * of a file, cut anywhere.
 */
export function guessSeparator(head: string): Separator {
  const scores = SEPARATORS.map((separator) => ({ separator, score: evenness(head, separator) }));
  return scores.reduce((best, each) => (each.score > best.score ? each : best)).separator;
}

function evenness(head: string, delimiter: Separator): number {
  const widths = new Map<number, number>();
  for (const row of firstRows(head, delimiter)) {
    if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  }
  // More equal rows count first; among equally many, more columns.
  return Math.max(0, ...[...widths].map(([width, rows]) => rows * 1_000 + width));
}

function firstRows(head: string, delimiter: Separator): string[][] {
  return parse(head, {
    delimiter,
    to: LOOKED_AT,
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    skip_empty_lines: true,
  }) as string[][];
}
