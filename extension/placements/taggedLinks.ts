import type { SourceRule } from '../../shared/sourceRule.ts';

/**
 * The sources that one tagged link brings; null where it names none. What it does not name may have come
 * from elsewhere: an engine tells the term, a click id the medium. A campaign or a content come from links
 * alone, so that a link without one stands for sources without one.
 */
export function linkRule({ searchParams }: URL): SourceRule | null {
  const names = new Map([...searchParams].map(([name, value]) => [name.toLowerCase(), value.trim()]));
  const given = (field: string) => names.get(`utm_${field}`) || null;
  const source = given('source');
  if (source === null) return null;
  const [medium, term] = [given('medium'), given('term')];
  return {
    source: [source],
    ...(medium === null ? {} : { medium: [medium] }),
    campaign: [given('campaign')],
    content: [given('content')],
    ...(term === null ? {} : { term: [term] }),
  };
}
