import { addCounts } from '../../shared/funnelChange.ts';
import type { Model, ReportBy, ReportFilters } from '../../shared/wire/report.ts';
import { done, type Outcome } from '../domain/outcome.ts';
import { type CreditSum, foldByName, foldCredits, type PeriodSums } from '../domain/report.ts';
import { weeksOf } from '../domain/reportPeriod.ts';
import { shareAmongProducts } from '../domain/reportProducts.ts';
import { addSpend } from '../domain/reportSums.ts';
import type { SiteBook } from '../domain/site.ts';
import {
  type DayRange,
  isOfSource,
  type ReportScope,
  sumCohorts,
  sumCredits,
  sumRedemptions,
} from '../store/reports.ts';
import { loadRangeLines, loadRedemptionCredits } from '../store/reportsLines.ts';
import { sumSpend } from '../store/spend.ts';
import type { ActionContext } from './context.ts';
import { type Driven, sumDriven } from './dataDriven.ts';
import { cityOf, loadChannels, readScope } from './reportScope.ts';

type Reading = Pick<ActionContext, 'db'>;

/** What is asked of a period. */
export interface Asked {
  by: ReportBy;
  /** The models whose credit is stored. */
  rules: readonly Model[];
  driven: Driven | null;
  filters: ReportFilters;
}

/** All sums of a period, under every model that was asked for. */
export async function loadPeriod(
  context: Reading,
  book: SiteBook,
  asked: Asked,
  range: DayRange,
): Promise<Outcome<PeriodSums>> {
  const scope = await readScope(context, book, asked.filters, range);
  if (!scope.ok) return scope;
  const sums = await loadStored(context, book, asked, scope.value);
  if (!asked.driven) return done(sums);
  const driven = await sumDriven(context, book, asked.driven, scope.value);
  return done({ ...sums, credits: [...sums.credits, ...driven] });
}

/** What the database has summed. Arrivals and spend know no store: with such a filter neither is known. */
async function loadStored(
  { db }: Reading,
  book: SiteBook,
  { by, rules }: Asked,
  scope: ReportScope,
): Promise<PeriodSums> {
  const siteId = book.settings.id;
  const ofSource = isOfSource(by) && !scope.stores ? by : null;
  const sums: PeriodSums = {
    credits: await loadCredits({ db }, book, { by, rules }, scope),
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
  { db }: Reading,
  book: SiteBook,
  { by, rules }: Pick<Asked, 'by' | 'rules'>,
  scope: ReportScope,
): Promise<CreditSum[]> {
  if (rules.length === 0) return [];
  const siteId = book.settings.id;
  if (by === 'product') return loadProducts({ db }, siteId, rules, scope);
  const credits = await sumCredits(db, siteId, by, rules, scope);
  return by === 'city' ? foldCredits(credits, (storeId) => cityOf(book, storeId)) : credits;
}

/** Products are shared redemption by redemption, week by week: a year of lines would not fit in memory. */
async function loadProducts(
  { db }: Reading,
  siteId: string,
  rules: readonly Model[],
  scope: ReportScope,
): Promise<CreditSum[]> {
  let sums: CreditSum[] = [];
  for (const week of weeksOf(scope)) {
    const part = { ...scope, ...week };
    const credits = await loadRedemptionCredits(db, siteId, rules, part);
    if (credits.length === 0) continue;
    const lines = await loadRangeLines(db, siteId, part);
    sums = foldCredits([...sums, ...shareAmongProducts(credits, lines)]);
  }
  return sums;
}
