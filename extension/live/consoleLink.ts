import type { Range } from './range.ts';

interface Shown {
  /** null: a page elsewhere. */
  page: string | null;
  range: Range;
  source: number | null;
}

/** The address at which a server's console shows the same funnel; of a page elsewhere, the list of placements. */
export function consoleLink(server: string, site: string, { page, range, source }: Shown): string {
  const home = `${server}/sites/${encodeURIComponent(site)}`;
  if (page === null) return `${home}/placements`;
  const query = new URLSearchParams({ page, ...rangeParameters(range) });
  if (source !== null) query.set('source', String(source));
  return `${home}/funnel?${query}`;
}

function rangeParameters(range: Range): Record<string, string> {
  if (range.kind === 'today') return { range: 'today' };
  if (range.kind === 'last') return { range: String(range.days) };
  return { range: 'custom', from: range.from, to: range.to };
}
