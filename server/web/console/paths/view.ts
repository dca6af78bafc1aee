import type { PathsQuery } from '../../../../shared/wire/paths.ts';
import { SOURCE_DIMENSIONS, type SourceDimension } from '../../../../shared/wire/report.ts';
import { type Range, readRange } from '../funnel/view.ts';

/** Whose journeys the picture shows. */
export const FLOWS = ['redeemed', 'all'] as const;
export type Flow = (typeof FLOWS)[number];

/** Everything that decides what the page of paths shows: it is read from the address and written there. */
export interface PathsView {
  range: Range;
  by: SourceDimension;
  flow: Flow;
}

/** Reads a view from the address; what is missing or makes no sense takes its default. */
export function readPathsView(query: URLSearchParams, today: string): PathsView {
  return {
    range: readRange(query, today),
    by: SOURCE_DIMENSIONS.find((each) => each === query.get('by')) ?? 'channel',
    flow: FLOWS.find((each) => each === query.get('flow')) ?? 'redeemed',
  };
}

export function pathsQuery({ range, by }: PathsView, limit: number) {
  return { by, from: range.from, to: range.to, limit } satisfies PathsQuery;
}
