import type { ReportColumn } from '../../../../shared/reportColumns.ts';
import {
  type AttributionQuery,
  MODELS,
  REPORT_KEYS,
  REPORT_MODELS,
  type RedemptionsQuery,
  type ReportBy,
  type ReportFilters,
  type ReportModel,
  SOURCE_DIMENSIONS,
} from '../../../../shared/wire/report.ts';
import { type Range, readRange } from '../funnel/view.ts';
import { COLUMN_SETS, type ColumnSet, columnGroups } from './columns.ts';

/** How many rows a page of the table has. */
export const PAGE_ROWS = 50;
/** How many redemptions a page of the list behind a row has. */
export const PAGE_SALES = 20;
/** The greatest number of rows that a file has. */
const FILE_ROWS = 1_000;
const MOST_PAGES = 10_000;

export const FILTERS = ['channel', 'campaign', 'store', 'city'] as const satisfies (keyof ReportFilters)[];
export type Filter = (typeof FILTERS)[number];

/** Another table has other rows: what was open or leafed to is not there. */
export const ANEW = { page: null, row: null, sales: null, sale: null };

/** Everything that decides what the attribution page shows: it is read from the address and written there. */
export interface AttributionView {
  range: Range;
  by: ReportBy;
  model: ReportModel;
  /** The model beside it; null where there is none. */
  compare: ReportModel | null;
  /** Of Markov: how many touches say what comes next. */
  order: 1 | 2 | 3;
  columns: ColumnSet;
  /** Whether the period before is set beside every figure. */
  previous: boolean;
  /** An empty one asks for what has no such name; null asks for all. */
  filters: Record<Filter, string | null>;
  /** The column that rows are put in order by; null: revenue. */
  sort: ReportColumn | null;
  ascending: boolean;
  /** From 1. */
  page: number;
  /** The row whose redemptions are open, by its key, which is empty for Direct; null: none is. */
  row: string | null;
  /** Which page of them. */
  sales: number;
  /** The redemption whose path is open. */
  sale: string | null;
}

/** Reads a view from the address; what is missing or makes no sense takes its default. */
export function readAttributionView(query: URLSearchParams, today: string): AttributionView {
  const by = REPORT_KEYS.find((each) => each === query.get('by')) ?? 'source';
  const models = modelsFor(by);
  const model = models.find((each) => each === query.get('model')) ?? 'last';
  const filters = readFilters(query);
  const compare = models.find((each) => each === query.get('compare') && each !== model) ?? null;
  const wanted = COLUMN_SETS.find((each) => each === query.get('columns')) ?? 'credit';
  const columns = knowsArrivals({ by, filters }) ? wanted : 'credit';
  const beside = columns === 'credit' && modelMatters({ by, filters }) ? compare : null;
  const sort = namesOf(columns, beside !== null).find((each) => each === query.get('sort')) ?? null;
  return {
    range: readRange(query, today),
    by,
    model,
    compare: beside,
    order: ([2, 3] as const).find((each) => String(each) === query.get('order')) ?? 1,
    columns,
    previous: query.get('previous') === '1',
    filters,
    sort,
    ascending: sort !== null && query.get('ascending') === '1',
    page: readPage(query.get('page')),
    row: query.get('row'),
    sales: readPage(query.get('sales')),
    sale: query.get('sale'),
  };
}

/** Rows are put in order by a column that is shown, and by no other. */
function namesOf(set: ColumnSet, compares: boolean): ReportColumn[] {
  return columnGroups(set, compares).flatMap(({ columns }) => columns.map(({ name }) => name));
}

/** A page’s number in the address; the first where it is none. */
export function readPage(text: string | null): number {
  const page = text && /^\d{1,5}$/.test(text) ? Number(text) : 1;
  return page >= 1 && page <= MOST_PAGES ? page : 1;
}

/** The filters that the address holds. */
export function readFilters(query: URLSearchParams): AttributionView['filters'] {
  return {
    channel: query.get('channel'),
    campaign: query.get('campaign'),
    store: query.get('store'),
    city: query.get('city'),
  };
}

/** The models that can share by a dimension: some know sources alone. */
export function modelsFor(by: ReportBy): readonly ReportModel[] {
  return isOfSource(by) ? REPORT_MODELS : MODELS;
}

function isOfSource(by: ReportBy): boolean {
  return SOURCE_DIMENSIONS.some((each) => each === by);
}

/** What a redemption says itself keeps the whole of it: no model shares those. */
const WHOLE: readonly ReportBy[] = ['store', 'city', 'offer', 'product'];

export function isShared(by: ReportBy): boolean {
  return !WHOLE.includes(by);
}

/**
 * Whether it makes a difference by which model value is shared: the whole of a redemption is the same under
 * each, the part of it that a channel or a campaign brought is not.
 */
export function modelMatters({
  by,
  filters,
}: {
  by: ReportBy;
  filters: Partial<AttributionView['filters']>;
}) {
  return isShared(by) || (filters.channel ?? null) !== null || (filters.campaign ?? null) !== null;
}

/** Arrivals and spend know where somebody came from, and no store. */
export function knowsArrivals({ by, filters }: Pick<AttributionView, 'by' | 'filters'>): boolean {
  return isOfSource(by) && filters.store === null && filters.city === null;
}

/** How many filters are set. */
export function filterCount({ filters }: Pick<AttributionView, 'filters'>): number {
  return FILTERS.filter((each) => filters[each] !== null).length;
}

/** The filters that are set, as the server is asked. */
export function filtersSet(filters: AttributionView['filters']): ReportFilters {
  return Object.fromEntries(
    FILTERS.flatMap((name) => (filters[name] === null ? [] : [[name, filters[name]] as const])),
  );
}

/** What both the report and the redemptions behind it are asked for. */
function asked({ range, by, model, compare, order, filters }: AttributionView) {
  const usesOrder = model === 'markov' || compare === 'markov';
  return {
    by,
    model,
    from: range.from,
    to: range.to,
    ...(compare ? { compare } : {}),
    ...(usesOrder && order > 1 ? { order } : {}),
    ...filtersSet(filters),
  };
}

/** The question for the page of rows that is shown. */
export function attributionQuery(view: AttributionView) {
  return {
    ...leadersQuery(view),
    ...sorting(view),
    offset: (view.page - 1) * PAGE_ROWS,
  } satisfies AttributionQuery;
}

/** The question for the rows that earned most: the sentence and the chart are about them, however rows are sorted. */
export function leadersQuery(view: AttributionView) {
  return {
    ...asked(view),
    ...(view.previous ? { previous: true } : {}),
    offset: 0,
    limit: PAGE_ROWS,
  } satisfies AttributionQuery;
}

/** The question for all rows as a file, in the order that is shown. */
export function fileQuery(view: AttributionView) {
  return { ...leadersQuery(view), ...sorting(view), limit: FILE_ROWS } satisfies AttributionQuery;
}

function sorting({ sort, ascending }: AttributionView): Pick<AttributionQuery, 'sort' | 'ascending'> {
  return { ...(sort ? { sort } : {}), ...(ascending ? { ascending } : {}) };
}

/** The question for the redemptions behind a row. */
export function redemptionsQuery(view: AttributionView, key: string) {
  return {
    ...asked(view),
    key,
    offset: (view.sales - 1) * PAGE_SALES,
    limit: PAGE_SALES,
  } satisfies RedemptionsQuery;
}
