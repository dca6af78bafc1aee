import type { PathsQuery, PathsReport } from '../../shared/wire/paths.ts';
import { dayText } from '../domain/day.ts';
import { immatureFrom, type Period } from '../domain/maturity.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { flowOf } from '../domain/pathFlow.ts';
import type { PathGroup } from '../domain/paths.ts';
import { periodBefore, toPrevious } from '../domain/reportPeriod.ts';
import type { SiteBook } from '../domain/site.ts';
import { topPaths } from '../domain/topPaths.ts';
import type { ActionContext } from './context.ts';
import { readRange } from './funnel.ts';
import { loadPathGroups, pathsThatFit } from './pathGroups.ts';
import { chosenStores } from './reportScope.ts';

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
  const before = query.previous ? periodBefore(range.value) : null;
  const period = await loadPeriod({ db }, book, query, range.value);
  const previous = before && (await loadPeriod({ db }, book, query, before));
  return done({
    by: query.by,
    ...daysOf(book, range.value, before, now),
    currency: book.settings.currency,
    timeZone: book.settings.timeZone,
    lookbackDays: book.lookbackDays,
    axis: { redemptions: 'redemptionDay', lost: 'lastTouchDay' },
    filters: filtersOf(query),
    ...topPaths({
      now: period.groups,
      before: previous?.groups ?? null,
      knowsLost: knowsLost(query),
      limit: query.limit,
    }),
    flow: flowOf(period.groups),
    complete: !period.isCut && !previous?.isCut,
  });
}

/** A journey without a sale never came to a store. */
function knowsLost({ store, city }: PathsQuery): boolean {
  return store === undefined && city === undefined;
}

async function loadPeriod(
  context: Pick<ActionContext, 'db'>,
  book: SiteBook,
  query: PathsQuery,
  range: Period,
): Promise<{ groups: PathGroup[]; isCut: boolean }> {
  const { by, channel, campaign, store, city } = query;
  const scope = { ...range, channel, campaign, stores: chosenStores(book, store, city) };
  const { paths, isCut } = await loadPathGroups(context, book, by, scope, { withLost: knowsLost(query) });
  return { groups: pathsThatFit(paths.all), isCut };
}

function daysOf(
  book: SiteBook,
  { from, to }: Period,
  before: Period | null,
  now: number,
): Pick<PathsReport, 'from' | 'to' | 'immatureFrom' | 'previous'> {
  const today = book.dayOf(now);
  // A journey may buy as long as its touchpoints may earn, whatever cohorts last.
  const young = immatureFrom({ from, to }, today, book.lookbackDays);
  return {
    from: dayText(from),
    to: dayText(to),
    immatureFrom: young === null ? null : dayText(young),
    previous: before && toPrevious(before, { to, today, immature: young !== null }),
  };
}

function filtersOf({ channel, campaign, store, city }: PathsQuery): PathsReport['filters'] {
  return Object.fromEntries(
    Object.entries({ channel, campaign, store, city }).filter(([, value]) => value !== undefined),
  );
}
