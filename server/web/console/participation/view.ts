import type { ParticipationQuery } from '../../../../shared/wire/participation.ts';
import { type AttributionView, type Filter, filtersSet, readFilters, readPage } from '../attribution/view.ts';
import { type Range, readRange } from '../funnel/view.ts';

export const SUBJECTS = ['page', 'position'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Those of the traffic alone: pages and positions know no store. */
export const TRAFFIC_FILTERS = ['channel', 'campaign'] as const satisfies Filter[];

/** How many rows a page of the table has. */
export const PAGE_ROWS = 50;

/** Everything that decides what the page shows: it is read from the address and written there. */
export interface ParticipationView {
  range: Range;
  by: Subject;
  /** Only positions on this page, by its path; null: all. */
  on: string | null;
  filters: AttributionView['filters'];
  /** From 1. */
  page: number;
}

/** Reads a view from the address; what is missing or makes no sense takes its default. */
export function readParticipationView(query: URLSearchParams, today: string): ParticipationView {
  const by = SUBJECTS.find((each) => each === query.get('by')) ?? 'page';
  return {
    range: readRange(query, today),
    by,
    on: by === 'position' ? query.get('on') : null,
    filters: { ...readFilters(query), store: null, city: null },
    page: readPage(query.get('page')),
  };
}

export function participationQuery({ range, by, on, filters, page }: ParticipationView) {
  return {
    by,
    from: range.from,
    to: range.to,
    ...(on === null ? {} : { page: on }),
    ...filtersSet(filters),
    offset: (page - 1) * PAGE_ROWS,
    limit: PAGE_ROWS,
  } satisfies ParticipationQuery;
}
