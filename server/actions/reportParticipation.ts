import type {
  ParticipationQuery,
  ParticipationReport,
  ParticipationRow,
} from '../../shared/wire/participation.ts';
import { dayText } from '../domain/day.ts';
import { pageRow } from '../domain/dictionary.ts';
import { SCOPE, type StepCounts } from '../domain/funnel.ts';
import { immatureFrom } from '../domain/maturity.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { toRates } from '../domain/reportFigures.ts';
import type { SiteBook } from '../domain/site.ts';
import { loadPages, loadPositions, loadPositionsById } from '../store/dictionary.ts';
import { sumParticipation } from '../store/reportsParticipation.ts';
import { loadCohortSources } from '../store/reportsSources.ts';
import type { ActionContext } from './context.ts';
import { readPath, readRange } from './funnel.ts';
import { readChannel } from './reportScope.ts';

type Reading = Pick<ActionContext, 'db'>;
type Cohorts = { subject: number; counts: StepCounts }[];

/** What became of those who met each page, or clicked each position. One visitor takes part in many. */
export async function readParticipation(
  { db, books }: ActionContext,
  input: { siteId: string; query: ParticipationQuery; now: number },
): Promise<Outcome<ParticipationReport>> {
  const { siteId, query, now } = input;
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  const range = readRange(book, query, now);
  if (!range.ok) return range;
  const { by, channel, campaign, offset, limit } = query;
  const sources = await readChannel({ db }, book, channel, () =>
    loadCohortSources(db, siteId, SCOPE[by], range.value),
  );
  if (!sources.ok) return sources;
  const found = await sumParticipation(db, siteId, {
    ...range.value,
    of: by,
    sources: sources.value,
    campaign,
    subjects: await subjectsOf({ db }, book, query),
    offset,
    limit: limit + 1,
  });
  const { from, to } = range.value;
  const young = immatureFrom(range.value, book.dayOf(now), book.windowDays);
  return done({
    by,
    from: dayText(from),
    to: dayText(to),
    currency: book.settings.currency,
    timeZone: book.settings.timeZone,
    axis: 'joinDay',
    additive: false,
    immatureFrom: young === null ? null : dayText(young),
    rows: await rowsOf({ db }, siteId, by, found.slice(0, limit)),
    more: found.length > limit,
  });
}

/** The page that was asked for, or the positions on it; undefined: all. */
async function subjectsOf(
  { db }: Reading,
  book: SiteBook,
  { by, page }: ParticipationQuery,
): Promise<number[] | undefined> {
  if (page === undefined) return undefined;
  const { id } = pageRow(book.settings.keySecret, readPath(book, page));
  return by === 'page' ? [id] : [...(await loadPositions(db, book.settings.id, id)).keys()];
}

async function rowsOf(
  { db }: Reading,
  siteId: string,
  by: 'page' | 'position',
  cohorts: Cohorts,
): Promise<ParticipationRow[]> {
  const ids = cohorts.map(({ subject }) => subject);
  const positions = by === 'position' ? await loadPositionsById(db, siteId, ids) : null;
  const pageOf = (id: number) => (positions ? (positions.get(id)?.page ?? 0) : id);
  const pages = await loadPages(db, siteId, [...new Set(ids.map(pageOf))]);
  return cohorts.map(({ subject: id, counts }) => ({
    id,
    page: pages.get(pageOf(id))?.path ?? '',
    title: pages.get(pageOf(id))?.title ?? '',
    position: positions && (positions.get(id)?.key ?? ''),
    label: positions && (positions.get(id)?.label ?? ''),
    counts,
    rates: toRates(counts, null),
  }));
}
