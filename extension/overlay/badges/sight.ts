import type { Box } from './place.ts';
import type { Found } from './scan.ts';
import { windowBox } from './windowBox.ts';

/** An element, and where it is seen in the window. */
export interface Seen {
  element: Element;
  box: Box;
}

/** Knows which of a page's positions are in view, or nearly so. */
export interface Sight {
  observe(found: Found): void;
  has(key: string): boolean;
  /** Of elements that share a position, the first that can be seen carries its badge. */
  find(key: string): Seen | null;
  remove(): void;
}

const NEAR = '300px';
/** The least share of an element that counts. */
const SEEN = 1e-6;

export function createSight(onChange: () => void): Sight {
  const near = new Set<Element>();
  let found: Found = new Map();
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio } of entries) {
        // What only touches an edge, as a carousel's next slide does, intersects too, with nothing of it to see.
        if (intersectionRatio > 0) near.add(target);
        else near.delete(target);
      }
      onChange();
    },
    { rootMargin: NEAR, threshold: [0, SEEN] },
  );
  const whole = new AbortController();
  // After a slide has come to rest the browser may say nothing of what then only touches the edge: ask again.
  const lookAgain = () => {
    for (const element of near) {
      seen.unobserve(element);
      seen.observe(element);
    }
  };
  for (const end of ['transitionend', 'animationend']) {
    document.addEventListener(end, lookAgain, { signal: whole.signal, capture: true, passive: true });
  }
  const sized = new ResizeObserver(onChange);
  sized.observe(document.documentElement);
  return {
    observe(next) {
      const before = new Set([...found.values()].flat());
      const after = new Set([...next.values()].flat());
      for (const element of before) {
        if (after.has(element)) continue;
        seen.unobserve(element);
        sized.unobserve(element);
        near.delete(element);
      }
      for (const element of after) {
        if (before.has(element)) continue;
        seen.observe(element);
        sized.observe(element);
      }
      found = next;
      onChange();
    },
    has: (key) => found.get(key)?.some((element) => near.has(element)) ?? false,
    find(key) {
      for (const element of found.get(key) ?? []) {
        if (!near.has(element)) continue;
        const box = windowBox(element);
        if (box.width > 0 && box.height > 0) return { element, box };
      }
      return null;
    },
    remove() {
      whole.abort();
      seen.disconnect();
      sized.disconnect();
    },
  };
}
