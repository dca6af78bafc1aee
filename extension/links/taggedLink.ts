/** What a tagged link says of where its visitors come from, in the order in which forms ask for it. */
export const TAGS = ['source', 'medium', 'campaign', 'content', 'term'] as const;

export type Tag = (typeof TAGS)[number];
export type Tags = Record<Tag, string>;

export const NO_TAGS: Tags = { source: '', medium: '', campaign: '', content: '', term: '' };

/** Left in a copied address by somebody else's click: in a new link they would name the wrong source. */
const FOREIGN = [
  ...['gclid', 'gbraid', 'wbraid', 'gclsrc', 'dclid', 'fbclid', 'msclkid', 'ttclid', 'twclid', 'li_fat_id'],
  ...['yclid', 'bd_vid', 'qz_gdt', 'gdt_vid'],
];

/**
 * An address with `utm_` parameters, those of before and click ids taken out. What is empty is left out.
 * Null where the address is no web page, or there is no source: a link without one counts as not tagged.
 */
export function taggedLink(address: string, tags: Tags): string | null {
  const typed = address.trim();
  if (!URL.canParse(typed) || tags.source.trim() === '') return null;
  const url = new URL(typed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  for (const name of [...url.searchParams.keys()]) {
    const lower = name.toLowerCase();
    if (lower.startsWith('utm_') || FOREIGN.includes(lower)) url.searchParams.delete(name);
  }
  for (const tag of TAGS) {
    const value = tags[tag].trim();
    if (value !== '') url.searchParams.set(`utm_${tag}`, value);
  }
  return url.href;
}
