import { patternOf } from '../../shared/addressPattern.ts';
import type { PlacementInput } from '../../shared/wire/placement.ts';
import { NO_TAGS, TAGS, type Tags } from '../links/taggedLink.ts';
import { knownPageAt } from '../platforms/platforms.ts';
import { readName } from './readName.ts';

/** A placement as it is typed. */
export interface PlacementDraft {
  name: string;
  page: string;
  tags: Tags;
  adapter: string | null;
}

const MAX_NAME = 120;

/** What a page says of itself: its title, its address, and, on a platform that is known, the names its links carry. */
export function draftOf(address: string, title: string): PlacementDraft {
  const known = knownPageAt(address);
  const name = title.trim().slice(0, MAX_NAME) || (URL.parse(address)?.hostname ?? '');
  const tags: Tags = { ...NO_TAGS };
  if (!known) return { name, page: patternOf(address) ?? '', tags, adapter: null };
  const { platform, page } = known;
  tags.source = platform.source;
  tags.medium = platform.medium ?? '';
  for (const { rows, names, field } of page.covers === undefined ? page.marks : []) {
    const [reader] = names;
    if (rows === undefined && reader?.from === 'address') {
      tags[field] = readName(reader, NOWHERE, address) ?? '';
    }
  }
  const covered = page.covers && URL.parse(page.covers, address)?.href;
  return {
    name,
    page: covered ?? patternOf(address, page.parameters) ?? '',
    tags,
    adapter: platform.id,
  };
}

/** A reader of the address looks at no element. */
const NOWHERE = { querySelector: () => null } as unknown as ParentNode;

/** A draft as the server takes it. */
export function placementInput({ name, page, tags, adapter }: PlacementDraft): PlacementInput {
  const named = TAGS.filter((tag) => tag !== 'source').map((tag) => [tag, tags[tag].trim() || null] as const);
  return {
    name: name.trim(),
    page: page.trim() || null,
    source: tags.source.trim(),
    ...Object.fromEntries(named),
    adapter,
  };
}

/** The names that a saved placement's links carry, as the form has them. */
export function tagsOf(placement: Partial<Record<keyof Tags, string | null>>): Tags {
  return Object.fromEntries(TAGS.map((tag) => [tag, placement[tag] ?? ''])) as Tags;
}
