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
export function matchesSource(rule: SourceRule, source: Names): boolean {
  // Not made plain where nothing is asked: a live stream of a whole site asks this of every change.
  return SOURCE_FIELDS.every(
    (field) => rule[field] === undefined || rule[field].map(plainOf).includes(plainOf(source[field])),
  );
}

/**
 * For each rule the sum over the sources that it means; null where it means none of them. Every name is made
 * plain once: there may be hundreds of rules and thousands of sources.
 */
export function countsOfEach(
  sources: readonly SourceCounts[],
  rules: readonly SourceRule[],
): (Counts | null)[] {
  const plain = sources.map(({ source, counts }) => ({
    names: SOURCE_FIELDS.map((field) => plainOf(source[field])),
    counts,
  }));
  return rules.map((rule) => {
    const wanted = SOURCE_FIELDS.map((field) => rule[field]?.map(plainOf));
    const meant = plain.filter(({ names }) =>
      wanted.every((some, index) => some === undefined || some.includes(names[index] ?? null)),
    );
    return meant.length === 0 ? null : meant.reduce((sum, { counts }) => addCounts(sum, counts), noCounts());
  });
}

type Names = Pick<SourceLabel, SourceField>;

function plainOf(name: string | null): string | null {
  return name === null ? null : plainName(name);
}

/** The rule for the names that are given; empty and absent ones mean any. */
export function ruleOf(names: Partial<Record<SourceField, string | null>>): SourceRule {
  const given = SOURCE_FIELDS.map((field) => [field, names[field]?.trim() ?? ''] as const);
  return Object.fromEntries(given.filter(([, name]) => name !== '').map(([field, name]) => [field, [name]]));
}
