import { addCounts, noCounts } from './funnelChange.ts';
import type { Counts, SourceCounts, SourceLabel } from './wire/funnel.ts';

/** What a link says of where its visitors come from. */
export const SOURCE_FIELDS = ['source', 'medium', 'campaign', 'content', 'term'] as const;
export type SourceField = (typeof SOURCE_FIELDS)[number];

/**
 * Which sources are meant: each field given must equal one of its values, in any case; null stands for a
 * source without it. There are no wildcards: names come from pages that anybody may have written.
 */
export type SourceRule = Partial<Record<SourceField, readonly (string | null)[]>>;

/** Names are kept this long. */
const MAX_NAME = 120;

/** A name as the server keeps it, so that one read on a page and one of a link are the same. */
function plainName(name: string): string {
  return name.normalize('NFC').trim().slice(0, MAX_NAME).toLowerCase();
}

/** Whether a source is meant by a rule. A rule without fields means every source. */
export function matchesSource(rule: SourceRule, source: Pick<SourceLabel, SourceField>): boolean {
  return SOURCE_FIELDS.every((field) => {
    const wanted = rule[field];
    if (wanted === undefined) return true;
    const value = plainOf(source[field]);
    return wanted.some((each) => plainOf(each) === value);
  });
}

function plainOf(name: string | null): string | null {
  return name === null ? null : plainName(name);
}

/** The sum over the sources that a rule means; null where it means none of them. */
export function countsOf(sources: readonly SourceCounts[], rule: SourceRule): Counts | null {
  const meant = sources.filter(({ source }) => matchesSource(rule, source));
  if (meant.length === 0) return null;
  return meant.reduce((sum, { counts }) => addCounts(sum, counts), noCounts());
}

/** The rule for the names that are given; empty and absent ones mean any. */
export function ruleOf(names: Partial<Record<SourceField, string | null>>): SourceRule {
  const given = SOURCE_FIELDS.map((field) => [field, names[field]?.trim() ?? ''] as const);
  return Object.fromEntries(given.filter(([, name]) => name !== '').map(([field, name]) => [field, [name]]));
}
