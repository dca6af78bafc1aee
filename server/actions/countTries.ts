import { addTries, dropTries } from '../store/tries.ts';
import type { ActionContext } from './context.ts';

/** Spans are minutes: what is older than this counts for nothing. */
const KEPT_MS = 3_600_000;

/** Counts tries of one kind and caller together with those that other servers saw; answers all of the span. */
export async function countTries(
  { db }: ActionContext,
  tried: { key: string; startedAt: number; n: number },
): Promise<number> {
  const total = await addTries(db, tried);
  if (total === tried.n) await dropTries(db, tried.startedAt - KEPT_MS);
  return total;
}
