import { namesQuery, type SourceNames } from '../placements/sourceNames.ts';
import type { Range } from './range.ts';

interface Shown {
  /** null: a page elsewhere, known by `names`. */
  page: string | null;
  names: SourceNames;
  range: Range;
  source: number | null;
}

/** The address at which a server's console shows the same funnel. */
export function consoleLink(server: string, site: string, { page, names, range, source }: Shown): string {
  const query = new URLSearchParams({
    ...(page === null ? {} : { page }),
    ...rangeParameters(range),
    ...(page === null ? namesQuery(names) : {}),
  });
  if (source !== null) query.set('source', String(source));
  return `${server}/sites/${encodeURIComponent(site)}/funnel?${query}`;
}

function rangeParameters(range: Range): Record<string, string> {
  if (range.kind === 'today') return { range: 'today' };
  if (range.kind === 'last') return { range: String(range.days) };
  return { range: 'custom', from: range.from, to: range.to };
}
