import type { PathsQuery, PathsReport } from '../../shared/wire/paths.ts';
import { dayText } from '../domain/day.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { flowOf } from '../domain/pathFlow.ts';
import { topPaths } from '../domain/topPaths.ts';
import type { ActionContext } from './context.ts';
import { readRange } from './funnel.ts';
import { loadPathGroups } from './pathGroups.ts';

/** The paths of a range, those with redemptions and those without a sale, and all of them as a flow. */
export async function readTopPaths(
  { db, books }: ActionContext,
  input: { siteId: string; query: PathsQuery; now: number },
): Promise<Outcome<PathsReport>> {
  const { siteId, query, now } = input;
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  const range = readRange(book, query, now);
  if (!range.ok) return range;
  const { from, to } = range.value;
  const { paths, isCut } = await loadPathGroups({ db }, book, query.by, { from, to });
  const groups = paths.all;
  return done({
    by: query.by,
    from: dayText(from),
    to: dayText(to),
    currency: book.settings.currency,
    timeZone: book.settings.timeZone,
    lookbackDays: book.lookbackDays,
    axis: { redemptions: 'redemptionDay', lost: 'lastTouchDay' },
    ...topPaths(groups, query.limit),
    flow: flowOf(groups),
    complete: !isCut,
  });
}
