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
  for (const field of page === null ? SOURCE_FIELDS : []) {
    if (names[field] !== undefined) query.set(PARAMETER[field], names[field]);
  }
  return query;
}
