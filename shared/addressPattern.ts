/** Longer addresses are nobody's page. */
export const MAX_ADDRESS = 2048;

interface Parts {
  origin: string;
  path: string;
  /** Parameters that must be there with these values, in any order. */
  parameters: [name: string, value: string][];
}

/**
 * Whether an address lies under a pattern: an origin and a path, in which `*` stands for any text, and
 * parameters that the address must carry, whatever else it carries. A pattern is text: nothing in it runs.
 */
export function matchesAddress(pattern: string, address: string): boolean {
  const wanted = partsOf(pattern);
  const given = partsOf(address);
  if (!wanted || !given || wanted.origin !== given.origin) return false;
  const { searchParams } = new URL(address);
  return (
    matchesText(wanted.path, given.path) &&
    wanted.parameters.every(([name, value]) => searchParams.getAll(name).includes(value))
  );
}

/** A pattern as it is kept, its origin as browsers write it; null where it is none. */
export function readAddressPattern(text: string): string | null {
  const parts = text.length > MAX_ADDRESS ? null : partsOf(text.trim());
  // A `*` in a host would watch places that nobody named.
  if (!parts || parts.origin.includes('*')) return null;
  const query = new URLSearchParams(parts.parameters).toString();
  return parts.origin + parts.path + (query === '' ? '' : `?${query}`);
}

/** The pattern of one page: its address without parameters but those named. */
export function patternOf(address: string, parameters: readonly string[] = []): string | null {
  const parts = partsOf(address);
  if (!parts) return null;
  const kept = parts.parameters.filter(([name]) => parameters.includes(name));
  // A star in an address is that very sign, and any text stands for it.
  return readAddressPattern(`${parts.origin}${parts.path}?${new URLSearchParams(kept)}`);
}

/** Whether a whole text is as a pattern says: `*` stands for any text, also none. Takes time linear in both. */
export function matchesText(pattern: string, text: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return text === head;
  if (!text.startsWith(head)) return false;
  let from = head.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return text.length - tail.length >= from && text.endsWith(tail);
}

function partsOf(text: string): Parts | null {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.password) {
    return null;
  }
  return { origin: url.origin, path: url.pathname, parameters: [...url.searchParams] };
}
