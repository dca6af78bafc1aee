/**
 * Tells quickly which elements cannot have any of the wanted keys: a page may hold thousands of links, and
 * a key costs some microseconds. It relies on little: the key of a link that has no name of its own spells
 * out the last part of the link's path. Where that part is not plain, the element passes.
 */
export interface Sieve {
  mayPass(element: Element): boolean;
}

/** Keys are cut at this length; what is missing cannot be compared. */
const MAX_KEY = 200;
const PLAIN = /^[\w.-]*\w[\w.-]*$/;
const INDEX = /^index\./i;

export function createSieve(wanted: ReadonlySet<string>): Sieve {
  const words = new Set<string>();
  let isOpen = false;
  for (const key of wanted) {
    for (const word of key.match(/[\w.-]+/g) ?? []) words.add(word);
    if (key.length >= MAX_KEY) isOpen = true;
  }
  return {
    mayPass(element) {
      if (isOpen || element.localName !== 'a') return true;
      if (element.id !== '' || element.hasAttribute('data-position')) return true;
      const end = endOf(element.getAttribute('href') ?? '');
      return !PLAIN.test(end) || INDEX.test(end) || words.has(end);
    },
  };
}

/** The last part of an address's path, as it is written. Thousands are looked at: no patterns where a look will do. */
function endOf(href: string): string {
  let stop = Math.min(before(href, '?'), before(href, '#'));
  while (href[stop - 1] === '/') stop -= 1;
  const end = lastPart(href, stop);
  return INDEX.test(end) && /^index\.\w+$/i.test(end) ? lastPart(href, stop - end.length - 1) : end;
}

function before(text: string, sign: string): number {
  const at = text.indexOf(sign);
  return at < 0 ? text.length : at;
}

function lastPart(path: string, stop: number): string {
  return path.slice(path.lastIndexOf('/', stop - 1) + 1, Math.max(stop, 0));
}
