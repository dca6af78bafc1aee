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

/** The last part of a link's target as a key would spell it; null where only the key itself can tell. */
function endOfTarget(link: HTMLAnchorElement): string | null {
  const { pathname } = link;
  if (pathname === '' || link.getAttribute('href')?.[0] === '#' || link.protocol === 'javascript:')
    return null;
  if (!pathname.includes('%')) return endOf(pathname);
  try {
    return endOf(decodeURI(pathname).replace(/#.*/, ''));
  } catch {
    return null;
  }
}

function endOf(path: string): string {
  const bare = path.replace(/(\/index\.html?)?\/*$/, '');
  return bare.slice(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('>')) + 1);
}
