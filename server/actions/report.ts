import { addCounts } from '../../shared/funnelChange.ts';
import type {
  AttributionQuery,
  AttributionReport,
  AttributionRow,
  Model,
  ReportBy,
} from '../../shared/wire/report.ts';
import { dayText } from '../domain/day.ts';
import { immatureFrom, matureTo } from '../domain/maturity.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { type CreditSum, foldByName, foldCredits, makeReport, type PeriodSums } from '../domain/report.ts';
import { periodBefore, toPrevious } from '../domain/reportPeriod.ts';
import { shareAmongProducts } from '../domain/reportProducts.ts';
import { addSpend } from '../domain/reportSums.ts';
import type { SiteBook } from '../domain/site.ts';
import { loadPages } from '../store/dictionary.ts';
import { isOfSource, type ReportScope, sumCohorts, sumCredits, sumRedemptions } from '../store/reports.ts';
import { loadRangeLines, loadRedemptionCredits } from '../store/reportsLines.ts';
import { sumSpend } from '../store/spend.ts';
import type { ActionContext } from './context.ts';
import { type Driven, readModels, sumDriven } from './dataDriven.ts';
import { readRange } from './funnel.ts';
import { cityOf, loadChannels, readScope } from './reportScope.ts';

interface Asked {
  by: ReportBy;
  /** The models whose credit is stored. */
  rules: readonly Model[];
  driven: Driven | null;
  scope: ReportScope;
}

/** What redemptions of a range are credited to, under a model or two, beside what their traffic cost. */
export async function readAttribution(
  { db, books }: ActionContext,
  input: { siteId: string; query: AttributionQuery; now: number },
): Promise<Outcome<AttributionReport>> {
  const { siteId, query, now } = input;
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  const range = readRange(book, query, now);
  if (!range.ok) return range;
  const { by, model, limit, offset = 0 } = query;
  const compare = query.compare && query.compare !== model ? query.compare : null;
  const models = readModels(compare ? [model, compare] : [model], query);
  if (!models.ok) return models;
  const asked = { by, ...models.value };
  const scope = await readScope({ db }, book, query, range.value);
  if (!scope.ok) return scope;
  const period = await loadPeriod({ db }, book, { ...asked, scope: scope.value });
  const before = query.previous ? periodBefore(range.value) : null;
  const scopeBefore = before && (await readScope({ db }, book, query, before));
  if (scopeBefore && !scopeBefore.ok) return scopeBefore;
  const previous = scopeBefore && (await loadPeriod({ db }, book, { ...asked, scope: scopeBefore.value }));
  const report = makeReport({
    model,
    compare,
    offset,
    limit,
    period,
    previous,
    marginPercent: book.settings.marginPercent,
  });
  const today = book.dayOf(now);
  const young = immatureFrom(range.value, today, book.windowDays);
  const mature = matureTo(range.value, young);
  const { from, to } = range.value;
  return done({
    by,
    model,
    compare,
    from: dayText(from),
    to: dayText(to),
    currency: book.settings.currency,
    timeZone: book.settings.timeZone,
    lookbackDays: book.lookbackDays,
    axis: AXIS,
    immatureFrom: young === null ? null : dayText(young),
    matureTo: mature === null ? null : dayText(mature),
    filters: filtersOf(query),
    previous: before && toPrevious(before, { to, today, immature: young !== null }),
    ...report,
    rows: await named({ db }, book, by, report.rows),
  });
}

const AXIS: AttributionReport['axis'] = {
  credited: 'redemptionDay',
  arrivals: 'arrivalDay',
  steps: 'arrivalDay',
  spend: 'spendDay',
  returnOnSpend: 'arrivalDay',
};

function filtersOf({ channel, campaign, store, city }: AttributionQuery): AttributionReport['filters'] {
  return Object.fromEntries(
    Object.entries({ channel, campaign, store, city }).filter(([, value]) => value !== undefined),
  );
}

/** All sums of a period, under every model that was asked for. */
async function loadPeriod(
  context: Pick<ActionContext, 'db'>,
  book: SiteBook,
  asked: Asked,
): Promise<PeriodSums> {
  const sums = await loadStored(context, book, asked);
  const { driven, scope } = asked;
  if (!driven) return sums;
  return { ...sums, credits: [...sums.credits, ...(await sumDriven(context, book, driven, scope))] };
}

/** What the database has summed. Arrivals and spend know no store: with such a filter neither is known. */
async function loadStored(
  { db }: Pick<ActionContext, 'db'>,
  book: SiteBook,
  { by, rules, scope }: Omit<Asked, 'driven'>,
): Promise<PeriodSums> {
  const siteId = book.settings.id;
  const ofSource = isOfSource(by) && !scope.stores ? by : null;
  const sums: PeriodSums = {
    credits: await loadCredits({ db }, book, { by, rules, scope }),
    cohorts: ofSource && (await sumCohorts(db, siteId, ofSource, scope)),
    spend: ofSource && (await sumSpend(db, siteId, ofSource, scope)),
    ledger: scope.sources || scope.campaign !== undefined ? null : await sumRedemptions(db, siteId, scope),
  };
  if (by !== 'channel') return sums;
  const channelOf = await loadChannels({ db }, book, [
    ...sums.credits.map(({ key }) => key),
    ...(sums.cohorts?.keys() ?? []),
    ...(sums.spend?.keys() ?? []),
  ]);
  return {
    ...sums,
    credits: foldCredits(sums.credits, channelOf),
    cohorts: sums.cohorts && foldByName(sums.cohorts, channelOf, addCounts),
    spend: sums.spend && foldByName(sums.spend, channelOf, addSpend),
  };
}

async function loadCredits(
  { db }: Pick<ActionContext, 'db'>,
  book: SiteBook,
  { by, rules, scope }: Omit<Asked, 'driven'>,
): Promise<CreditSum[]> {
  if (rules.length === 0) return [];
  const siteId = book.settings.id;
  if (by === 'product') {
    const credits = await loadRedemptionCredits(db, siteId, rules, scope);
    return shareAmongProducts(credits, await loadRangeLines(db, siteId, scope));
  }
  const credits = await sumCredits(db, siteId, by, rules, scope);
  return by === 'city' ? foldCredits(credits, (storeId) => cityOf(book, storeId)) : credits;
}

/** Rows whose key is no name for people get one. */
async function named(
  { db }: Pick<ActionContext, 'db'>,
  book: SiteBook,
  by: ReportBy,
  rows: AttributionRow[],
): Promise<AttributionRow[]> {
  if (by === 'landing') {
    const ids = rows.map(({ key }) => Number(key));
    const pages = await loadPages(db, book.settings.id, ids);
    return rows.map((row) => ({ ...row, label: pages.get(Number(row.key))?.path ?? null }));
  }
  if (by !== 'store' && by !== 'offer') return rows;
  const names = by === 'store' ? storeNames(book) : offerNames(book);
  return rows.map((row) => ({ ...row, label: names.get(row.key) ?? null }));
}

export function storeNames(book: SiteBook): Map<string, string> {
  return new Map([...book.stores.values()].map(({ id, name }) => [id, name]));
}

export function offerNames(book: SiteBook): Map<string, string> {
  return new Map(book.campaigns.flatMap(({ offers }) => offers).map(({ id, name }) => [id, name]));
}
