import type {
  Model,
  PathStep,
  RedemptionsQuery,
  ReportBy,
  ReportedRedemption,
  ReportedRedemptions,
} from '../../shared/wire/report.ts';
import { dayText } from '../domain/day.ts';
import type { PageRow, SourceRow } from '../domain/dictionary.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { loadCredits } from '../store/credits.ts';
import { loadPages, loadSources } from '../store/dictionary.ts';
import type { StoredRedemption } from '../store/redemptions.ts';
import { type DayRange, loadRowRedemptions, type RowKeys, sumCredits } from '../store/reports.ts';
import type { ActionContext } from './context.ts';
import { labelOf, readRange } from './funnel.ts';
import { loadChannels, offerNames, storeNames } from './report.ts';

/** SQLite takes 32,766 parameters in one statement. */
const MAX_SOURCES = 30_000;

/** What a page of redemptions needs to be told. */
interface Known {
  model: Model;
  compare: Model | null;
  sources: Map<number, SourceRow>;
  pages: Map<number, PageRow>;
  stores: Map<string, string>;
  offers: Map<string, string>;
  /** By redemption, model and touch. */
  credits: Map<string, number>;
}

/** The redemptions behind a row of the report, each with its path as it stood then. */
export async function readRowRedemptions(
  { db, books }: ActionContext,
  input: { siteId: string; query: RedemptionsQuery; now: number },
): Promise<Outcome<ReportedRedemptions>> {
  const { siteId, query, now } = input;
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  const range = readRange(book, query, now);
  if (!range.ok) return range;
  const { by, key, model, offset, limit } = query;
  const compare = query.compare && query.compare !== model ? query.compare : null;
  const row =
    key === undefined ? undefined : await keysOfRow({ db }, siteId, { by, key, model }, range.value);
  if (row && row.keys.length > MAX_SOURCES) {
    return failed('invalidInput', 'This row has too many sources: ask for fewer days.');
  }
  const filter = { ...range.value, row, model, offset, limit: limit + 1 };
  const found = await loadRowRedemptions(db, siteId, filter);
  const shown = found.slice(0, limit);
  const all = shown.map(({ redemption }) => redemption);
  const credits = await loadCredits(
    db,
    siteId,
    all.map(({ id }) => id),
    compare ? [model, compare] : [model],
  );
  const known: Known = {
    model,
    compare,
    sources: await loadSources(db, siteId, metBy(all, 'source')),
    pages: await loadPages(db, siteId, metBy(all, 'page')),
    stores: storeNames(book),
    offers: offerNames(book),
    credits: new Map(credits.map((each) => [slot(each.redemption, each.model, each.touch), each.valueMinor])),
  };
  return done({
    from: dayText(range.value.from),
    to: dayText(range.value.to),
    currency: book.settings.currency,
    timeZone: book.settings.timeZone,
    redemptions: shown.map(({ redemption, rowMinor }) => toReported(redemption, rowMinor, known)),
    more: found.length > limit,
  });
}

const slot = (redemption: string, model: string, touch: number) => `${redemption} ${model} ${touch}`;

/** A channel's row is that of all its sources: which these are is derived, and no column says it. */
async function keysOfRow(
  context: Pick<ActionContext, 'db'>,
  siteId: string,
  { by, key, model }: { by: ReportBy; key: string; model: Model },
  range: DayRange,
): Promise<RowKeys> {
  if (by !== 'channel') return { by, keys: [key] };
  const credits = await sumCredits(context.db, siteId, by, [model], range);
  const sources = credits.map((sum) => sum.key);
  const channelOf = await loadChannels(context, siteId, sources);
  return { by, keys: sources.filter((source) => channelOf(source) === key) };
}

function metBy(redemptions: readonly StoredRedemption[], what: 'source' | 'page'): number[] {
  return [...new Set(redemptions.flatMap((each) => [each[what], ...each.path.map((touch) => touch[what])]))];
}

/** Only what says nothing of who it was. */
function toReported(redemption: StoredRedemption, rowMinor: number, known: Known): ReportedRedemption {
  const { id, at, day, order, amountMinor, discountMinor } = redemption;
  return {
    id,
    at,
    day: dayText(day),
    store: known.stores.get(redemption.storeId) ?? '',
    offer: known.offers.get(redemption.offerId) ?? '',
    order,
    amountMinor,
    discountMinor,
    rowMinor,
    path: pathOf(redemption, known),
  };
}

function pathOf(redemption: StoredRedemption, known: Known): PathStep[] {
  const step = (touch: { at: number | null; source: number; page: number }, index: number): PathStep => ({
    at: touch.at,
    source: labelOf(touch.source, known.sources.get(touch.source)),
    page: known.pages.get(touch.page)?.path ?? '',
    creditedMinor: known.credits.get(slot(redemption.id, known.model, index)) ?? 0,
    comparedMinor: known.compare && (known.credits.get(slot(redemption.id, known.compare, index)) ?? 0),
  });
  if (redemption.path.length > 0) return redemption.path.map(step);
  return [step({ at: null, source: redemption.source, page: redemption.page }, -1)];
}
