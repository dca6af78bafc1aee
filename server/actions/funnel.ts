import { noCounts } from '../../shared/funnelChange.ts';
import { pagePath } from '../../shared/page.ts';
import { matchesSource, type SourceRule } from '../../shared/sourceRule.ts';
import type { Funnel, FunnelQuery, PageList, SourceLabel } from '../../shared/wire/funnel.ts';
import type { ChannelRule } from '../../shared/wire/site.ts';
import { channelOf } from '../domain/channel.ts';
import { addDays, type DayNumber, daysBetween, dayText, readDay } from '../domain/day.ts';
import { pageRow, type SourceRow } from '../domain/dictionary.ts';
import { SCOPE, SITE_SUBJECT, type StepCounts } from '../domain/funnel.ts';
import { type FunnelSums, sumFunnel, totalOf } from '../domain/funnelSums.ts';
import { immatureFrom } from '../domain/maturity.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import type { SiteBook } from '../domain/site.ts';
import { DIRECT } from '../domain/source.ts';
import { ruleOfQuery } from '../domain/sourceQuery.ts';
import { loadCounters, type SubjectRange, sumPositions, topPages } from '../store/counters.ts';
import type { Db } from '../store/db.ts';
import { loadPages, loadPositions, loadSources } from '../store/dictionary.ts';
import { loadFunnelSums } from '../store/funnelSums.ts';
import { loadClicks } from './clicks.ts';
import type { ActionContext } from './context.ts';

const MAX_POSITIONS = 100;
const MAX_DAYS = 400;

export interface SnapshotInput {
  siteId: string;
  query: FunnelQuery;
  now: number;
}

/** A funnel with the key of its page, 0 for the whole site: a live stream picks its changes by it. */
export interface Snapshot {
  funnel: Funnel;
  page: number;
  /** The number of the last change that is in it, where changes are numbered: the later ones are told, in time or before. */
  n?: number;
}

export async function readSnapshot(context: ActionContext, input: SnapshotInput): Promise<Outcome<Snapshot>> {
  const outcome = await readFunnel(context, input);
  if (!outcome.ok) return outcome;
  const book = await context.books.of(context.db, input.siteId);
  const path = outcome.value.page;
  const page = book && path !== null ? pageRow(book.settings.keySecret, path).id : SITE_SUBJECT;
  return done({ funnel: outcome.value, page });
}

/** The funnel of a page, or of the whole site, over a range of the days on which visitors joined. */
export async function readFunnel(
  { db, books }: ActionContext,
  input: SnapshotInput,
): Promise<Outcome<Funnel>> {
  const book = await books.of(db, input.siteId);
  if (!book) return failed('notFound');
  const range = readRange(book, input.query, input.now);
  if (!range.ok) return range;
  const { from, to } = range.value;
  const { page = null, source } = input.query;
  const rule = ruleOfQuery(input.query);
  if (page !== null && Object.keys(rule).length > 0) {
    return failed('invalidInput', 'Names of sources are for the whole site: leave out `page`.');
  }
  const path = page === null ? null : readPath(book, page);
  const pageId = path === null ? null : pageRow(book.settings.keySecret, path).id;
  const subject =
    pageId === null ? { scope: SCOPE.site, subject: SITE_SUBJECT } : { scope: SCOPE.page, subject: pageId };
  const { sums, labels } = await readSums(db, input.siteId, { ...subject, from, to }, source, rule);
  const young = immatureFrom(range.value, book.dayOf(input.now), book.windowDays);
  const clicks = pageId === null ? await loadClicks({ db }, input.siteId, range.value, { source, rule }) : 0;
  return done({
    site: input.siteId,
    page: path,
    from: dayText(from),
    to: dayText(to),
    currency: book.settings.currency,
    timeZone: book.settings.timeZone,
    at: input.now,
    immatureFrom: young === null ? null : dayText(young),
    ...(clicks > 0 ? { clicks } : {}),
    counts: totalOf(sums.byDay.values()),
    sources: sourceList(sums.bySource, labels, book.settings.channelRules),
    days: daysBetween(from, to).map((day) => ({
      day: dayText(day),
      counts: sums.byDay.get(day) ?? noCounts(),
    })),
    positions: pageId === null ? [] : await readPositions({ db }, input.siteId, pageId, from, to, source),
  });
}

/** The pages of a site that most visitors met. */
export async function readPages(
  { db, books }: ActionContext,
  input: {
    siteId: string;
    query: { from?: string; to?: string; offset: number; limit: number };
    now: number;
  },
): Promise<Outcome<PageList>> {
  const book = await books.of(db, input.siteId);
  if (!book) return failed('notFound');
  const range = readRange(book, input.query, input.now);
  if (!range.ok) return range;
  const { offset, limit } = input.query;
  const rows = await topPages(db, input.siteId, { ...range.value, offset, limit: limit + 1 });
  const pages = await loadPages(
    db,
    input.siteId,
    rows.map((row) => row.page),
  );
  return done({
    from: dayText(range.value.from),
    to: dayText(range.value.to),
    currency: book.settings.currency,
    pages: rows.slice(0, limit).map(({ page, counts }) => {
      const row = pages.get(page);
      return { id: page, page: row?.path ?? '', title: row?.title ?? '', counts };
    }),
    more: rows.length > limit,
  });
}

/** Today alone where nothing is asked; an end without a start is that one day. */
export function readRange(
  book: SiteBook,
  query: { from?: string; to?: string },
  now: number,
): Outcome<{ from: DayNumber; to: DayNumber }> {
  const to = query.to === undefined ? book.dayOf(now) : readDay(query.to);
  const from = query.from === undefined ? to : readDay(query.from);
  if (to === null || from === null)
    return failed('invalidInput', 'There is no such day: write days as 2026-11-21.');
  if (from > to) return failed('invalidInput', 'The range ends before it starts: swap `from` and `to`.');
  if (addDays(from, MAX_DAYS) < to) return failed('invalidInput', `A range has at most ${MAX_DAYS} days.`);
  return done({ from, to });
}

/** A page may be asked for by its address or by its canonical path. */
export function readPath(book: SiteBook, page: string): string {
  return pagePath(page, book.settings.hashRoutes) ?? page;
}

/** The sums of a subject and the names of their sources: of one source, of those that a rule matches, or of all. */
async function readSums(
  db: Db,
  siteId: string,
  range: SubjectRange,
  source: number | undefined,
  rule: SourceRule,
): Promise<{ sums: FunnelSums; labels: Map<number, SourceRow> }> {
  if (Object.keys(rule).length === 0) {
    const sums = await loadFunnelSums(db, siteId, range, source);
    return { sums, labels: await loadSources(db, siteId, [...sums.bySource.keys()]) };
  }
  const rows = await loadCounters(db, siteId, range, source);
  const labels = await loadSources(db, siteId, [...new Set(rows.map((row) => row.source))]);
  const matching = rows.filter((row) => matchesSource(rule, labels.get(row.source) ?? DIRECT));
  return { sums: sumFunnel(matching), labels };
}

/** Sums by their source, most arrivals first. */
export function sourceList(
  sums: ReadonlyMap<number, StepCounts>,
  labels: Map<number, SourceRow>,
  rules: readonly ChannelRule[],
) {
  return [...sums]
    .map(([id, counts]) => ({ source: labelOf(id, labels.get(id), rules), counts }))
    .sort((a, b) => b.counts.arrival - a.counts.arrival || a.source.id - b.source.id);
}

async function readPositions(
  { db }: Pick<ActionContext, 'db'>,
  siteId: string,
  page: number,
  from: DayNumber,
  to: DayNumber,
  source: number | undefined,
) {
  const positions = await loadPositions(db, siteId, page);
  const counts = await sumPositions(db, siteId, [...positions.keys()], from, to, source);
  return [...counts]
    .map(([id, sum]) => ({
      id,
      position: positions.get(id)?.key ?? '',
      label: positions.get(id)?.label ?? '',
      counts: sum,
    }))
    .sort((a, b) => b.counts.arrival - a.counts.arrival || a.id - b.id)
    .slice(0, MAX_POSITIONS);
}

/** A source as it goes over the wire, its channel derived by the site's rules of today. */
export function labelOf(id: number, row: SourceRow | undefined, rules: readonly ChannelRule[]): SourceLabel {
  const source = row ?? DIRECT;
  return { ...source, id, channel: channelOf(source, rules) };
}
