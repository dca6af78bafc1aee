import type { Kysely } from 'kysely';
import type { Tables } from './tables/tables.ts';

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
  let from = 0;
  for (const size of SIZES) {
    while (rows.length - from >= size) {
      await run(rows.slice(from, from + size));
      from += size;
    }
  }
}

/** Reads rows by many keys, in statements of the same fixed sizes. */
export async function gather<Key, Row>(
  keys: readonly Key[],
  read: (chunk: readonly Key[]) => Promise<Row[]>,
): Promise<Row[]> {
  const found: Row[] = [];
  await inChunks(keys, async (chunk) => {
    found.push(...(await read(chunk)));
  });
  return found;
}
