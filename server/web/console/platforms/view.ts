import type { PlatformQuery, PlatformReport } from '../../../../shared/wire/platforms.ts';
import { type Range, readRange } from '../funnel/view.ts';

/** Everything that decides what the platforms page shows: it is read from the address and written there. */
export interface PlatformsView {
  range: Range;
  by: PlatformReport['by'];
  /** The row whose verdict is open, by its key, which is empty for Direct; null: none is. */
  row: string | null;
}

/** A week holds too few clicks to say anything of most platforms. */
const USUAL = '28';

export const PLATFORM_KEYS = ['source', 'channel'] as const;

/** Reads a view from the address; what is missing or makes no sense takes its default. */
export function readPlatformsView(query: URLSearchParams, today: string): PlatformsView {
  return {
    range: readRange(query.has('range') ? query : new URLSearchParams({ range: USUAL }), today),
    by: PLATFORM_KEYS.find((each) => each === query.get('by')) ?? 'source',
    row: query.get('row'),
  };
}

export function platformsQuery({ range, by }: PlatformsView): PlatformQuery {
  return { by, from: range.from, to: range.to };
}
