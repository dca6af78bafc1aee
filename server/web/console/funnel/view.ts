import type { FunnelQuery } from '../../../../shared/wire/funnel.ts';
import { addDays } from '../../format.ts';

/** The ranges that the head offers; a number is that many days up to today. */
export const RANGES = ['today', '7', '28', '90', 'custom'] as const;
type RangeName = (typeof RANGES)[number];

export const MEASURES = ['arrival', 'coupon', 'redemption', 'revenueMinor'] as const;
export type Measure = (typeof MEASURES)[number];

export interface Range {
  name: RangeName;
  from: string;
  to: string;
}

/** Everything that decides what the funnel page shows: it is read from the address and written there. */
export interface View {
  range: Range;
  page: string | null;
  source: number | null;
  /** Only sources whose links carry these names: a placement's. */
  names: SourceNames;
  compare: boolean;
  measure: Measure;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST_DAYS = 400;
const LONGEST_NAME = 120;

/** As a funnel is asked for them, and as they stand in the page's address. */
const SOURCE_NAMES = ['utmSource', 'utmMedium', 'utmCampaign', 'utmContent', 'utmTerm'] as const;
export type SourceNames = Partial<Record<(typeof SOURCE_NAMES)[number], string>>;

/** What takes all names out of the address. */
export const NO_NAMES = Object.fromEntries(SOURCE_NAMES.map((name) => [name, null]));

/** Reads a view from the address; what is missing or makes no sense takes its default. `today` is the site's day. */
export function readView(query: URLSearchParams, today: string): View {
  const source = query.get('source');
  return {
    range: readRange(query, today),
    page: query.get('page'),
    source: source && /^\d{1,16}$/.test(source) ? Number(source) : null,
    // A page’s cohorts are not told apart by names: they wait in the address until the whole site is shown again.
    names: query.has('page') ? {} : readNames(query),
    compare: query.get('compare') === '1',
    measure: MEASURES.find((each) => each === query.get('measure')) ?? 'arrival',
  };
}

/** Those of them that a server takes. */
function readNames(query: URLSearchParams): SourceNames {
  const given = SOURCE_NAMES.map((name) => [name, query.get(name)?.trim() ?? ''] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== '' && value.length <= LONGEST_NAME));
}

/** The days that the address asks for. */
export function readRange(query: URLSearchParams, today: string): Range {
  const name = RANGES.find((each) => each === query.get('range')) ?? '7';
  if (name === 'today') return { name, from: today, to: today };
  if (name !== 'custom') return { name, from: addDays(today, 1 - Number(name)), to: today };
  const from = query.get('from') ?? '';
  const to = query.get('to') ?? '';
  const sound = isDay(from) && isDay(to) && from <= to && daysOf({ from, to }) <= LONGEST_DAYS;
  return sound ? { name, from, to } : { name, from: addDays(today, -6), to: today };
}

function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

/** How many days a range has, both ends counted. */
export function daysOf({ from, to }: { from: string; to: string }): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** The equally long range that ends where this one starts. */
export function rangeBefore({ from, to }: { from: string; to: string }): { from: string; to: string } {
  return { from: addDays(from, -daysOf({ from, to })), to: addDays(from, -1) };
}

/** The part of a view that the server is asked for. */
export function funnelQuery(view: View): FunnelQuery {
  return {
    from: view.range.from,
    to: view.range.to,
    ...(view.page === null ? {} : { page: view.page }),
    ...(view.source === null ? {} : { source: view.source }),
    ...view.names,
  };
}
