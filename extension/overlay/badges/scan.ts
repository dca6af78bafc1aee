import { positionKey } from '../../../shared/position.ts';
import { createSieve } from './sieve.ts';

/** Whatever shared/position.ts may call a position. */
export const POSITION_CANDIDATES =
  '[data-position],a,area,button,[role=button],[role=link],[data-backstamp-intent]';

/** One slice of a scan leaves a frame's time for the page. */
const SLICE_MS = 4;

/** The elements of each wanted position, in the page's order. */
export type Found = Map<string, Element[]>;

export interface Scanner {
  /** Looks through the page a slice at a time. A newer scan ends an older one, which then answers null. */
  scan(wanted: ReadonlySet<string>): Promise<Found | null>;
  /** Elements whose key may be another now. */
  forget(): void;
}

export function createScanner(root: ParentNode, pause: () => Promise<void>): Scanner {
  let keys = new WeakMap<Element, { key: string | null }>();
  let latest = 0;
  const keyOf = (element: Element) => {
    let known = keys.get(element);
    if (!known) {
      known = { key: positionKey(element) };
      keys.set(element, known);
    }
    return known.key;
  };
  return {
    forget() {
      keys = new WeakMap();
    },
    async scan(wanted) {
      latest += 1;
      const scan = latest;
      const found: Found = new Map();
      if (wanted.size === 0) return found;
      const sieve = createSieve(wanted);
      const elements = root.querySelectorAll(POSITION_CANDIDATES);
      let sliceEnd = performance.now() + SLICE_MS;
      for (let index = 0; index < elements.length; index += 1) {
        const element = elements[index] as Element;
        const key = sieve.mayPass(element) ? keyOf(element) : null;
        if (key !== null && wanted.has(key)) found.set(key, [...(found.get(key) ?? []), element]);
        // Asking for the time takes some itself.
        if (index % 32 !== 31 || performance.now() < sliceEnd) continue;
        await pause();
        if (scan !== latest) return null;
        sliceEnd = performance.now() + SLICE_MS;
      }
      return scan === latest ? found : null;
    },
  };
}
