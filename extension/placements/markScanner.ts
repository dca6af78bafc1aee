import type { Found, Scanner } from '../overlay/badges/scan.ts';
import { candidates, type Mark, type Marked } from './marks.ts';

interface Deps {
  page: Document;
  address: () => string;
  marked: () => Marked | null;
  /** Lets the page go first. */
  pause: () => Promise<void>;
  /** All marks that the page has now, one for each key. */
  onMarks: (marks: Mark[]) => void;
  /** Something in the page has changed that may make other marks: a row's text, say. */
  onChange: () => void;
}

const SLICE_MS = 4;
const MAX_MARKS = 500;
/** What the overlay's own watch does not hear: rows that a virtual table fills anew, and what is in inner roots. */
const WATCHED: MutationObserverInit = { subtree: true, childList: true, characterData: true };

/** Looks through a page elsewhere for its marks, a slice at a time; also ends what it listens to. */
export interface MarkScanner extends Scanner {
  stop(): void;
}

export function createMarkScanner({ page, address, marked, pause, onMarks, onChange }: Deps): MarkScanner {
  const changed = new MutationObserver(onChange);
  let watched: ReadonlySet<Node> = new Set();
  let latest = 0;

  function watch(roots: readonly Node[]): void {
    const wanted = new Set<Node>([page, ...roots]);
    if (wanted.size === watched.size && [...wanted].every((root) => watched.has(root))) return;
    // An observer lets go of all or nothing: roots that have gone are let go with the rest.
    changed.disconnect();
    for (const root of wanted) changed.observe(root, WATCHED);
    watched = wanted;
  }

  return {
    forget: () => undefined,
    stop: () => changed.disconnect(),
    async scan() {
      latest += 1;
      const scan = latest;
      const of = marked();
      const found: Found = new Map();
      const marks = new Map<string, Mark>();
      if (!of) return found;
      const { all, roots } = candidates(page, address(), of);
      watch(roots);
      let sliceEnd = performance.now() + SLICE_MS;
      for (const { read } of all) {
        const mark = read();
        if (mark && (marks.has(mark.key) || marks.size < MAX_MARKS)) {
          const same = found.get(mark.key);
          if (same) same.push(mark.element);
          else found.set(mark.key, [mark.element]);
          if (!same) marks.set(mark.key, mark);
        }
        if (performance.now() < sliceEnd) continue;
        await pause();
        if (scan !== latest) return null;
        sliceEnd = performance.now() + SLICE_MS;
      }
      if (scan !== latest) return null;
      onMarks([...marks.values()]);
      return found;
    },
  };
}
