import type { PathsQuery } from '../../../../shared/wire/paths.ts';
import { SOURCE_DIMENSIONS, type SourceDimension } from '../../../../shared/wire/report.ts';
import { type AttributionView, filtersSet, readFilters } from '../attribution/view.ts';
import { type Range, readRange } from '../funnel/view.ts';

/** Whose journeys the picture shows. */
export const FLOWS = ['redeemed', 'all'] as const;
export type Flow = (typeof FLOWS)[number];

/** Everything that decides what the page of paths shows: it is read from the address and written there. */
export interface PathsView {
  range: Range;
  by: SourceDimension;
  flow: Flow;
  /** Whether the period before is set beside every figure. */
  previous: boolean;
  filters: AttributionView['filters'];
}

/** Reads a view from the address; what is missing or makes no sense takes its default. */
export function readPathsView(query: URLSearchParams, today: string): PathsView {
  return {
    range: readRange(query, today),
    by: SOURCE_DIMENSIONS.find((each) => each === query.get('by')) ?? 'channel',
    flow: FLOWS.find((each) => each === query.get('flow')) ?? 'redeemed',
    previous: query.get('previous') === '1',
    filters: readFilters(query),
  };
}

export function pathsQuery({ range, by, previous, filters }: PathsView, limit: number) {
  return {
    by,
    from: range.from,
    to: range.to,
    ...filtersSet(filters),
    ...(previous ? { previous } : {}),
    limit,
  } satisfies PathsQuery;
}
