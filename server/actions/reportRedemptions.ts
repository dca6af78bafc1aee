import type {
  PathStep,
  RedemptionsQuery,
  ReportedRedemption,
  ReportedRedemptions,
  ReportModel,
} from '../../shared/wire/report.ts';
import type { ChannelRule } from '../../shared/wire/site.ts';
import { dayText } from '../domain/day.ts';
import type { PageRow, SourceRow } from '../domain/dictionary.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { productsOf, type SoldLine } from '../domain/reportProducts.ts';
import { leadHours } from '../domain/reportSums.ts';
import type { SiteBook } from '../domain/site.ts';
import { loadCredits } from '../store/credits.ts';
import { loadPages, loadSources } from '../store/dictionary.ts';
import type { StoredRedemption } from '../store/redemptions.ts';
import type { ReportScope } from '../store/reports.ts';
import { loadLines } from '../store/reportsLines.ts';
import { loadRowRedemptions, type RowFilter } from '../store/reportsRows.ts';
import type { ActionContext } from './context.ts';
import { loadDrivenParts, readModels, storedUnder } from './dataDriven.ts';
import { labelOf, readRange } from './funnel.ts';
import { offerNames, storeNames } from './report.ts';
import { cityOf, readScope, storesOf } from './reportScope.ts';

/** What a page of redemptions needs to be told. */
interface Known {
  model: ReportModel;
  compare: ReportModel | null;
  sources: Map<number, SourceRow>;
  rules: readonly ChannelRule[];
  pages: Map<number, PageRow>;
  stores: Map<string, string>;
  offers: Map<string, string>;
  cityOf(store: string): string;
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
  const { model, offset, limit } = query;
  const compare = query.compare && query.compare !== model ? query.compare : null;
  const models = readModels(compare ? [model, compare] : [model], query);
  if (!models.ok) return models;
  const { rules, driven } = models.value;
  const scope = await readScope({ db }, book, query, range.value);
  if (!scope.ok) return scope;
  const row = await scopeOfRow({ db }, book, query, scope.value);
  if (!row.ok) return row;
  const filter = { ...row.value, model: storedUnder(model), offset, limit: limit + 1 };
  const found = await loadRowRedemptions(db, siteId, filter);
  const shown = found.slice(0, limit);
  const all = shown.map(({ redemption }) => redemption);
  const ids = all.map(({ id }) => id);
  const sku = query.by === 'product' ? query.key : undefined;
  const lines = sku === undefined ? NO_LINES : await loadLines(db, siteId, ids);
  const parts = driven && (await loadDrivenParts({ db }, book, driven, scope.value));
  const stored = rules.length === 0 ? [] : await loadCredits(db, siteId, ids, rules);
  const credits = [...stored, ...(parts?.creditsOf(all) ?? [])];
  const known: Known = {
    model,
    compare,
    ...(await loadNames({ db }, book, all)),
    credits: new Map(credits.map((each) => [slot(each.redemption, each.model, each.touch), each.valueMinor])),
  };
  return done({
    from: dayText(range.value.from),
    to: dayText(range.value.to),
    currency: book.settings.currency,
    timeZone: book.settings.timeZone,
    redemptions: shown.map((each) => {
      const rowMinor = parts?.rowMinor(each.redemption, model, query.key) ?? rowMinorOf(each, sku, lines);
      return toReported(each.redemption, rowMinor, known);
    }),
    more: found.length > limit,
  });
}

/** What the redemptions of a page and their paths are called. */
export async function loadNames(
  { db }: Pick<ActionContext, 'db'>,
  book: SiteBook,
  redemptions: readonly StoredRedemption[],
): Promise<Omit<Known, 'model' | 'compare' | 'credits'>> {
  const siteId = book.settings.id;
  return {
    sources: await loadSources(db, siteId, metBy(redemptions, 'source')),
    rules: book.settings.channelRules,
    pages: await loadPages(db, siteId, metBy(redemptions, 'page')),
    stores: storeNames(book),
    offers: offerNames(book),
    cityOf: (store) => cityOf(book, store),
  };
}

/** Names a touchpoint’s part under a model. */
export const slot = (redemption: string, model: string, touch: number) => `${redemption} ${model} ${touch}`;

/** A row of channels or cities is that of all their sources or stores: no column says which these are. */
async function scopeOfRow(
  context: Pick<ActionContext, 'db'>,
  book: SiteBook,
  { by, key }: RedemptionsQuery,
  scope: ReportScope,
): Promise<Outcome<Omit<RowFilter, 'model' | 'offset' | 'limit'>>> {
  if (key === undefined) return done({ ...scope, row: undefined });
  if (by === 'product') return done({ ...scope, row: { by, sku: key } });
  if (by === 'channel') {
    const own = await readScope(context, book, { channel: key }, scope);
    if (!own.ok) return own;
    return done({ ...scope, row: { by, keys: (own.value.sources ?? []).map(String) } });
  }
  if (by !== 'city') return done({ ...scope, row: { by, keys: [key] } });
  const { ids, inside } = storesOf(book, key);
  return done({ ...scope, row: { by, keys: ids, inside } });
}

function metBy(redemptions: readonly StoredRedemption[], what: 'source' | 'page'): number[] {
  return [...new Set(redemptions.flatMap((each) => [each[what], ...each.path.map((touch) => touch[what])]))];
}

const NO_LINES: ReadonlyMap<string, SoldLine[]> = new Map();

/** Of a product’s row only its part of the redemption. */
function rowMinorOf(
  { redemption, rowMinor }: { redemption: StoredRedemption; rowMinor: number },
  sku: string | undefined,
  lines: ReadonlyMap<string, readonly SoldLine[]>,
): number {
  if (sku === undefined) return rowMinor;
  const { id, amountMinor } = redemption;
  const credit = { amountMinor, revenueMinor: rowMinor, discountMinor: 0, share: 0, leads: [] };
  const own = productsOf(credit, lines.get(id) ?? []).find(([name]) => name === sku);
  return own?.[1].revenueMinor ?? 0;
}

/** Only what says nothing of who it was. */
export function toReported(redemption: StoredRedemption, rowMinor: number, known: Known): ReportedRedemption {
  const { id, at, day, order, amountMinor, discountMinor } = redemption;
  return {
    id,
    at,
    day: dayText(day),
    store: known.stores.get(redemption.storeId) ?? '',
    city: known.cityOf(redemption.storeId),
    offer: known.offers.get(redemption.offerId) ?? '',
    order,
    amountMinor,
    discountMinor,
    returnedMinor: redemption.returnedMinor,
    days: daysOf(redemption),
    rowMinor,
    path: pathOf(redemption, known),
  };
}

function daysOf({ at, path: [first] }: StoredRedemption): number | null {
  return first ? leadHours(first.at, at) / 24 : null;
}

function pathOf(redemption: StoredRedemption, known: Known): PathStep[] {
  const step = (touch: { at: number | null; source: number; page: number }, index: number): PathStep => ({
    at: touch.at,
    source: labelOf(touch.source, known.sources.get(touch.source), known.rules),
    page: known.pages.get(touch.page)?.path ?? '',
    creditedMinor: known.credits.get(slot(redemption.id, known.model, index)) ?? 0,
    comparedMinor: known.compare && (known.credits.get(slot(redemption.id, known.compare, index)) ?? 0),
  });
  if (redemption.path.length > 0) return redemption.path.map(step);
  return [step({ at: null, source: redemption.source, page: redemption.page }, -1)];
}
