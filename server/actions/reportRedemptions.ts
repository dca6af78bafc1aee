import type {
  Model,
  PathStep,
  RedemptionsQuery,
  ReportedRedemption,
  ReportedRedemptions,
} from '../../shared/wire/report.ts';
import { dayText } from '../domain/day.ts';
import type { PageRow, SourceRow } from '../domain/dictionary.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { loadCredits } from '../store/credits.ts';
import { loadPages, loadSources } from '../store/dictionary.ts';
import type { StoredRedemption } from '../store/redemptions.ts';
import { loadRowRedemptions } from '../store/reports.ts';
import type { ActionContext } from './context.ts';
import { labelOf, readRange } from './funnel.ts';
import { offerNames, storeNames } from './report.ts';

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
  const filter = { ...range.value, by, key, model, offset, limit: limit + 1 };
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
    sources: await loadSources(db, siteId, keysOf(all, 'source')),
    pages: await loadPages(db, siteId, keysOf(all, 'page')),
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

function keysOf(redemptions: readonly StoredRedemption[], what: 'source' | 'page'): number[] {
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
