import type { Kysely } from 'kysely';
import type { Tables } from './tables/tables.ts';
import { together } from './together.ts';

/** A connection or a transaction: every query of the store takes one. */
export type Db = Kysely<Tables>;

/**
 * Splits rows into statements of a few fixed sizes. Each size is one prepared statement, whatever the
 * number of rows, and none passes an engine's limit of parameters.
 */
const SIZES = [128, 16, 4, 1];

export async function inChunks<Row>(
  rows: readonly Row[],
  run: (chunk: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  await together(chunksOf(rows).map(run));
}

/** Reads rows by many keys, in statements of the same fixed sizes. */
export async function gather<Key, Row>(
  keys: readonly Key[],
  read: (chunk: readonly Key[]) => Promise<Row[]>,
): Promise<Row[]> {
  return (await together(chunksOf(keys).map(read))).flat();
}

function chunksOf<Row>(rows: readonly Row[]): (readonly Row[])[] {
  const chunks: (readonly Row[])[] = [];
  let from = 0;
  for (const size of SIZES) {
    while (rows.length - from >= size) {
      chunks.push(rows.slice(from, from + size));
      from += size;
    }
  }
  return chunks;
}
