/**
 * Which elements cannot have any of the wanted keys: a page may hold thousands of links, and a key costs
 * some microseconds. Never says no where shared/position.ts could answer a wanted key.
 */
export interface Sieve {
  mayPass(element: Element): boolean;
}

/** Keys are cut there; what is missing cannot be compared. */
const MAX_KEY = 200;

export function createSieve(wanted: ReadonlySet<string>): Sieve {
  const ends = new Set<string>();
  let isOpen = false;
  for (const key of wanted) {
    ends.add(endOf(key.slice(key.lastIndexOf('>') + 1).replace(/#.*/, '')));
    if (key.length >= MAX_KEY) isOpen = true;
  }
  return {
    mayPass(element) {
      if (isOpen || !(element instanceof HTMLAnchorElement)) return true;
      if (element.id !== '' || element.hasAttribute('data-position')) return true;
      const end = endOfTarget(element);
      return end === null || ends.has(end);
    },
  };
}

/** The last part of a link's target as a key would spell it, read without parsing a URL; null where it takes one. */
function endOfTarget(link: HTMLAnchorElement): string | null {
  const href = link.getAttribute('href') ?? '';
  const path = href.replace(/[?#].*/s, '').replace(/^(https?:)?\/\/[^/]*/i, '');
  if (NEEDS_PARSING.test(path)) return null;
  if (path === '') return /^(https?:)?\/\//i.test(href) ? '' : null;
  const end = endOf(path);
  return end === '.' || end === '..' || /^index\.html?$/i.test(end) ? null : end;
}

/** Another scheme, percent-encoding, and what a URL parser drops or turns round. */
const NEEDS_PARSING = /^[a-z][a-z\d+.-]*:|[%\\\s]/i;

function endOf(path: string): string {
  const bare = path.replace(/(\/index\.html?)?\/*$/, '');
  return bare.slice(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('>')) + 1);
}
