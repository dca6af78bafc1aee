import { addTries, dropTries } from '../store/tries.ts';
import type { ActionContext } from './context.ts';

/** Spans are minutes: what is older than this counts for nothing. */
const KEPT_MS = 3_600_000;

/** Keys are hashes in hex: one in 64. */
const SWEEPERS = /^0[0-3]/;

/** Counts tries of one kind and caller together with those that other servers saw; answers all of the span. */
export async function countTries(
  { db }: ActionContext,
  tried: { key: string; startedAt: number; n: number },
): Promise<number> {
  const total = await addTries(db, tried);
  // Nothing finds old spans but to go through all: not with each of many who try.
  if (total === tried.n && SWEEPERS.test(tried.key)) await dropTries(db, tried.startedAt - KEPT_MS);
  return total;
}
