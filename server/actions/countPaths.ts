import { admitPaths, DAILY_PATHS, type PathMove, sumMoves } from '../domain/countedPath.ts';
import type { DayNumber } from '../domain/day.ts';
import type { SiteBook } from '../domain/site.ts';
import { addToPathDays, countNewPaths, loadKnownPaths, savePaths } from '../store/paths.ts';
import type { ActionContext } from './context.ts';

/**
 * Counts how journeys moved among the paths without a sale, and tells how many of these are new to the site.
 * Where the day has had its new paths, what the journeys remember changes: save them afterwards.
 */
export async function countPaths(
  { db, books }: Pick<ActionContext, 'db' | 'books'>,
  book: SiteBook,
  moves: readonly PathMove[],
  today: DayNumber,
): Promise<number> {
  const siteId = book.settings.id;
  const known = books.keysOf(siteId);
  const unknown = moves.flatMap(({ to }) => (to && !known.has(to.id) ? [to.id] : []));
  const found = await loadKnownPaths(db, siteId, [...new Set(unknown)]);
  for (const id of found) known.add(id);
  const isNew = unknown.some((id) => !known.has(id));
  const allowance = isNew ? DAILY_PATHS - (await countNewPaths(db, siteId, today)) : 0;
  const rows = admitPaths(moves, known, allowance, book.settings.keySecret);
  await savePaths(db, siteId, rows);
  await addToPathDays(db, siteId, sumMoves(moves));
  return rows.length;
}
