import type {
  AttributionQuery,
  AttributionReport,
  AttributionRow,
  ReportBy,
} from '../../shared/wire/report.ts';
import { dayText } from '../domain/day.ts';
import { immatureFrom, matureTo, type Period } from '../domain/maturity.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { makeReport } from '../domain/report.ts';
import { periodBefore, toPrevious } from '../domain/reportPeriod.ts';
import type { SiteBook } from '../domain/site.ts';
import { loadPages } from '../store/dictionary.ts';
import type { ActionContext } from './context.ts';
import { readModels } from './dataDriven.ts';
import { readRange } from './funnel.ts';
import { loadPeriod } from './reportPeriod.ts';

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
  const asked = { by, filters: query, ...models.value };
  const period = await loadPeriod({ db }, book, asked, range.value);
  if (!period.ok) return period;
  const before = query.previous ? periodBefore(range.value) : null;
  const previous = before && (await loadPeriod({ db }, book, asked, before));
  if (previous && !previous.ok) return previous;
  const report = makeReport({
    model,
    compare,
    sort: query.sort ?? null,
    ascending: query.ascending ?? false,
    offset,
    limit,
    period: period.value,
    previous: previous?.value ?? null,
    marginPercent: book.settings.marginPercent,
  });
  return done({
    by,
    model,
    compare,
    currency: book.settings.currency,
    timeZone: book.settings.timeZone,
    lookbackDays: book.lookbackDays,
    axis: AXIS,
    filters: filtersOf(query),
    ...daysOf(book, range.value, before, now),
    ...report,
    rows: await named({ db }, book, by, report.rows),
  });
}

/** The days that a report is of, and what may be made of them. */
function daysOf(
  book: SiteBook,
  period: Period,
  before: Period | null,
  now: number,
): Pick<AttributionReport, 'from' | 'to' | 'immatureFrom' | 'matureTo' | 'previous'> {
  const { from, to } = period;
  const today = book.dayOf(now);
  const young = immatureFrom(period, today, book.windowDays);
  const mature = matureTo(period, young);
  return {
    from: dayText(from),
    to: dayText(to),
    immatureFrom: young === null ? null : dayText(young),
    matureTo: mature === null ? null : dayText(mature),
    previous: before && toPrevious(before, { to, today, immature: young !== null }),
  };
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
