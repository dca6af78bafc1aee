import type { Channel } from '../../shared/channels.ts';
import type {
  AttributionQuery,
  AttributionReport,
  AttributionRow,
  Model,
  ReportBy,
} from '../../shared/wire/report.ts';
import { dayText } from '../domain/day.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { type CreditSum, foldArrivals, foldCredits, makeReport } from '../domain/report.ts';
import type { SiteBook } from '../domain/site.ts';
import { loadPages, loadSources } from '../store/dictionary.ts';
import { type DayRange, isOfSource, sumArrivals, sumCredits, sumRedemptions } from '../store/reports.ts';
import type { ActionContext } from './context.ts';
import { labelOf, readRange } from './funnel.ts';

/** What redemptions of a range are credited to, under a model or two, by redemption day. */
export async function readAttribution(
  { db, books }: ActionContext,
  input: { siteId: string; query: AttributionQuery; now: number },
): Promise<Outcome<AttributionReport>> {
  const { siteId, query, now } = input;
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  const range = readRange(book, query, now);
  if (!range.ok) return range;
  const { by, model, limit } = query;
  const compare = query.compare && query.compare !== model ? query.compare : null;
  const models = compare ? [model, compare] : [model];
  const sums = await loadSums({ db }, siteId, by, models, range.value);
  const ledger = await sumRedemptions(db, siteId, range.value);
  const report = makeReport({ model, compare, limit, ledger, ...sums });
  return done({
    by,
    model,
    compare,
    from: dayText(range.value.from),
    to: dayText(range.value.to),
    currency: book.settings.currency,
    timeZone: book.settings.timeZone,
    windowDays: book.windowDays,
    axis: { credited: 'redemptionDay', arrivals: 'arrivalDay' },
    ...report,
    rows: await named({ db }, book, by, report.rows),
  });
}

interface Sums {
  credits: CreditSum[];
  arrivals: Map<string, number> | null;
}

async function loadSums(
  context: Pick<ActionContext, 'db'>,
  siteId: string,
  by: ReportBy,
  models: readonly Model[],
  range: DayRange,
): Promise<Sums> {
  const credits = await sumCredits(context.db, siteId, by, models, range);
  const arrivals = isOfSource(by) ? await sumArrivals(context.db, siteId, by, range) : null;
  if (by !== 'channel') return { credits, arrivals };
  const keys = [...credits.map(({ key }) => key), ...(arrivals?.keys() ?? [])];
  const channelOf = await loadChannels(context, siteId, keys);
  return {
    credits: foldCredits(credits, channelOf),
    arrivals: arrivals && foldArrivals(arrivals, channelOf),
  };
}

/** Tells the channel of each of these sources, as it is derived today. */
export async function loadChannels(
  { db }: Pick<ActionContext, 'db'>,
  siteId: string,
  keys: readonly string[],
): Promise<(key: string) => Channel> {
  const sources = await loadSources(db, siteId, [...new Set(keys.map(Number))]);
  return (key) => labelOf(Number(key), sources.get(Number(key))).channel;
}

/** Rows whose key is no name for people get one. */
async function named(
  { db }: Pick<ActionContext, 'db'>,
  book: SiteBook,
  by: AttributionQuery['by'],
  rows: AttributionRow[],
): Promise<AttributionRow[]> {
  if (isOfSource(by)) return rows;
  if (by === 'landing') {
    const ids = rows.map(({ key }) => Number(key));
    const pages = await loadPages(db, book.settings.id, ids);
    return rows.map((row) => ({ ...row, label: pages.get(Number(row.key))?.path ?? null }));
  }
  const names = by === 'store' ? storeNames(book) : offerNames(book);
  return rows.map((row) => ({ ...row, label: names.get(row.key) ?? null }));
}

export function storeNames(book: SiteBook): Map<string, string> {
  return new Map([...book.stores.values()].map(({ id, name }) => [id, name]));
}

export function offerNames(book: SiteBook): Map<string, string> {
  return new Map(book.campaigns.flatMap(({ offers }) => offers).map(({ id, name }) => [id, name]));
}
