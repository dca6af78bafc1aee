import { MAX_AGE_MS } from '../domain/beacon.ts';
import { startOfDay } from '../domain/day.ts';
import { foldOld, isOver, keptFrom, shrink } from '../domain/retention.ts';
import type { SiteBook } from '../domain/site.ts';
import { deleteEvents, loadEventsAfter } from '../store/events.ts';
import {
  deleteExpiredClerkSignIns,
  deleteExpiredInvitations,
  deleteExpiredPairings,
  deleteExpiredSignIns,
  deleteOldAnswers,
  deletePastMints,
} from '../store/expired.ts';
import { deleteBases, loadBases, loadBasesAfter, saveBases } from '../store/journeyBases.ts';
import {
  deleteJourney,
  loadJourneysAfter,
  loadSiteIdsAfter,
  raiseKeptFrom,
  readJourneys,
  shrinkJourney,
} from '../store/retention.ts';
import type { ActionContext } from './context.ts';

/** A request is repeated within minutes, or not at all. */
const ANSWERS_KEPT_MS = 24 * 3_600_000;

/** The parts of a site's retention, in the order in which they are gone through. */
export const RETENTION_PARTS = ['events', 'journeys', 'bases', 'answers', 'mints', 'signIns'] as const;
export type RetentionPart = (typeof RETENTION_PARTS)[number];

export interface RetentionStep {
  siteId: string;
  part: RetentionPart;
  /** Where the step before it ended; '' for the first. */
  after: string;
  /** How long raw events are kept. */
  months: number;
  /** The most rows that one step looks at. */
  limit: number;
  now: number;
}

export interface RetentionProgress {
  /** Where the next step goes on; null at the end. */
  next: string | null;
  /** How many rows went, or got smaller. */
  dropped: number;
  /** Old rows that had to wait: another round finds them in their turn. */
  waiting: number;
}

type Retain = (context: ActionContext, book: SiteBook, step: RetentionStep) => Promise<RetentionProgress>;

/** One small step of dropping what a site need not keep: nothing that a funnel or a report shows changes by it. */
export async function retain(context: ActionContext, step: RetentionStep): Promise<RetentionProgress> {
  const book = await context.books.of(context.db, step.siteId);
  if (!book) return { next: null, dropped: 0, waiting: 0 };
  return RETAIN[step.part](context, book, step);
}

/** Drops what has expired and belongs to no site. */
export async function dropExpired(
  { db }: ActionContext,
  { now, limit }: { now: number; limit: number },
): Promise<{ dropped: number; isDone: boolean }> {
  const counts = [await deleteExpiredSignIns(db, now, limit), await deleteExpiredPairings(db, now, limit)];
  return { dropped: counts.reduce((sum, n) => sum + n, 0), isDone: counts.every((n) => n < limit) };
}

/** A page of the installation's sites. */
export function listSiteIds(
  { db }: ActionContext,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  return loadSiteIdsAfter(db, after, limit);
}

const RETAIN: Record<RetentionPart, Retain> = {
  events: retainEvents,
  journeys: retainJourneys,
  bases: retainBases,
  answers: async ({ db }, _book, { siteId, limit, now }) =>
    untilFewer(limit, await deleteOldAnswers(db, siteId, now - ANSWERS_KEPT_MS, limit)),
  mints: async ({ db }, book, { siteId, limit, now }) =>
    untilFewer(limit, await deletePastMints(db, siteId, book.dayOf(now), limit)),
  signIns: async ({ db }, _book, { siteId, limit, now }) => {
    const clerks = await deleteExpiredClerkSignIns(db, siteId, now, limit);
    const invitations = await deleteExpiredInvitations(db, siteId, now, limit);
    return { ...untilFewer(limit, Math.max(clerks, invitations)), dropped: clerks + invitations };
  },
};

function untilFewer(limit: number, dropped: number): RetentionProgress {
  return { next: dropped < limit ? null : '', dropped, waiting: 0 };
}

/** The first day whose events are kept, and its first moment. */
function cutOf(book: SiteBook, { now, months }: RetentionStep) {
  const day = keptFrom(book.dayOf(now), months);
  return { day, at: startOfDay(day, book.settings.timeZone) };
}

async function retainEvents(
  { db }: ActionContext,
  book: SiteBook,
  step: RetentionStep,
): Promise<RetentionProgress> {
  const { siteId, after, limit } = step;
  const cut = cutOf(book, step);
  const events = await loadEventsAfter(db, siteId, after, limit);
  const old = events.filter(({ at }) => at < cut.at);
  const next = events.length < limit ? null : (events.at(-1)?.id ?? null);
  if (old.length === 0) return { next, dropped: 0, waiting: 0 };
  await raiseKeptFrom(db, siteId, cut.day);
  const bases = await loadBases(db, siteId, [...new Set(old.map(({ visitor }) => visitor))]);
  const { dropped, changed } = foldOld(old, bases, cut.at, book);
  await saveBases(db, siteId, changed);
  await deleteEvents(db, siteId, dropped.sort());
  return { next, dropped: dropped.length, waiting: old.length - dropped.length };
}

async function retainJourneys(
  { db }: ActionContext,
  book: SiteBook,
  { siteId, after, limit, now }: RetentionStep,
): Promise<RetentionProgress> {
  const page = await loadJourneysAfter(db, siteId, after, limit);
  let dropped = 0;
  for (const read of page) {
    const left = shrink(read.journey, now, book);
    if (!left) continue;
    await shrinkJourney(db, siteId, read, left);
    dropped += 1;
  }
  return { next: page.length < limit ? null : (page.at(-1)?.visitor ?? null), dropped, waiting: 0 };
}

/** Visitors of whom no event is left go, with their journeys where these say nothing any more. */
async function retainBases(
  { db }: ActionContext,
  book: SiteBook,
  step: RetentionStep,
): Promise<RetentionProgress> {
  const { siteId, after, limit } = step;
  const bases = await loadBasesAfter(db, siteId, after, limit);
  const visitors = [...bases.keys()];
  const journeys = await readJourneys(db, siteId, visitors);
  const oldest = cutOf(book, step).at - 2 * MAX_AGE_MS;
  const gone: string[] = [];
  for (const [visitor, base] of bases) {
    const read = journeys.get(visitor);
    // Someone who was not recognised has one beacon and no journey: by now all of it has gone.
    if (!read && base.at < oldest) gone.push(visitor);
    if (!read || read.journey.seq !== base.journey.seq || !isOver(read.journey)) continue;
    if (await deleteJourney(db, siteId, read)) gone.push(visitor);
  }
  await deleteBases(db, siteId, gone);
  return {
    next: visitors.length < limit ? null : (visitors.at(-1) ?? null),
    dropped: gone.length,
    waiting: 0,
  };
}
