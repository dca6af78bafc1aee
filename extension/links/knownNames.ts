import type { SourceCounts } from '../../shared/wire/funnel.ts';
import type { KnownNames } from './naming.ts';
import { TAGS, type Tag } from './taggedLink.ts';

/** What the server writes in place of a name: `(unknown)`, `(other)`. */
const NO_NAME = /^\(.*\)$/;

/** Every name that a site's sources carry, by tag, those that brought most arrivals first. */
export function knownNames(sources: SourceCounts[]): KnownNames {
  const namesOf = (tag: Tag) => {
    const arrivals = new Map<string, number>();
    for (const { source, counts } of sources) {
      const name = source[tag];
      if (!name || NO_NAME.test(name)) continue;
      arrivals.set(name, (arrivals.get(name) ?? 0) + counts.arrival);
    }
    return [...arrivals].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  };
  return Object.fromEntries(TAGS.map((tag) => [tag, namesOf(tag)])) as KnownNames;
}
