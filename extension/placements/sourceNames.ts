import { SOURCE_FIELDS, type SourceField } from '../../shared/sourceRule.ts';

/** The names that a placement's links carry; what is absent may be any. */
export type SourceNames = Partial<Record<SourceField, string>>;

/** Of a saved placement, the names it gives. */
export function sourceNames(given: Partial<Record<SourceField, string | null>>): SourceNames {
  const named = SOURCE_FIELDS.map((field) => [field, given[field]?.trim() ?? ''] as const);
  return Object.fromEntries(named.filter(([, name]) => name !== ''));
}

const PARAMETER: Record<SourceField, string> = {
  source: 'utmSource',
  medium: 'utmMedium',
  campaign: 'utmCampaign',
  content: 'utmContent',
  term: 'utmTerm',
};

interface Asked {
  /** null: the whole site, or what `names` leave of it. */
  page: string | null;
  names: SourceNames;
  source: number | null;
  from: string;
  to: string;
}

/** How a server is asked for a funnel. */
export function subjectQuery({ page, names, source, from, to }: Asked): URLSearchParams {
  const query = new URLSearchParams(page === null ? [] : [['page', page]]);
  query.set('from', from);
  query.set('to', to);
  if (source !== null) query.set('source', String(source));
  for (const [name, value] of Object.entries(page === null ? namesQuery(names) : {})) query.set(name, value);
  return query;
}

/** How the names stand in an address: a server's, or its console's. */
export function namesQuery(names: SourceNames): Record<string, string> {
  const given = SOURCE_FIELDS.map((field) => [PARAMETER[field], names[field]]);
  return Object.fromEntries(given.filter(([, name]) => name !== undefined));
}
