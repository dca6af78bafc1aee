import { createScanner, type Found, type Scanner } from '../badges/scan.ts';
import { framedKey, pageOfKey } from './framedKey.ts';
import type { FramedPage, PageFrames } from './pageFrames.ts';

interface Deps {
  /** Looks through the page itself. */
  own: Scanner;
  frames: PageFrames;
  pause: () => Promise<void>;
  /** Which pages stand in frames now, where they are others than before. */
  onFrames: (addresses: string[]) => void;
}

/** A scanner that also knows when it is to ask for the framed pages' numbers anew. */
export interface FramedScanner extends Scanner {
  askAgain(): void;
}

/** Looks through a page and the pages in its frames: positions of those have keys that name their page. */
export function createFramedScanner({ own, frames, pause, onFrames }: Deps): FramedScanner {
  let scanners = new WeakMap<Document, Scanner>();
  let asked = '';
  const scannerOf = (document: Document) => {
    const scanner = scanners.get(document) ?? createScanner(document, pause);
    scanners.set(document, scanner);
    return scanner;
  };

  function tell(framed: readonly FramedPage[]): void {
    const addresses = [...new Set(framed.map(({ address }) => address))];
    if (addresses.join('\n') === asked) return;
    asked = addresses.join('\n');
    onFrames(addresses);
  }

  return {
    forget() {
      own.forget();
      scanners = new WeakMap();
    },
    askAgain() {
      asked = '';
    },
    async scan(wanted) {
      const byPage = new Map<string, Set<string>>();
      for (const key of wanted) {
        const [address, inner] = pageOfKey(key);
        byPage.set(address, (byPage.get(address) ?? new Set()).add(inner));
      }
      const framed = frames.look();
      tell(framed);
      const found = await own.scan(byPage.get('') ?? new Set());
      if (!found) return null;
      for (const { address, document } of framed) {
        const inner = await scannerOf(document).scan(byPage.get(address) ?? new Set());
        if (!inner) return null;
        for (const [key, elements] of inner) add(found, framedKey(address, key), elements);
      }
      return found;
    },
  };
}

/** One page may stand in two frames. */
function add(found: Found, key: string, elements: Element[]): void {
  found.set(key, [...(found.get(key) ?? []), ...elements]);
}
