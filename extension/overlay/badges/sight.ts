import type { Box } from './place.ts';
import type { Found } from './scan.ts';
import { windowBox } from './windowBox.ts';

/** Knows which of a page's positions are in view, or nearly so. */
export interface Sight {
  observe(found: Found): void;
  has(key: string): boolean;
  /** Of elements that share a position, the first that can be seen carries its badge. */
  boxOf(key: string): Box | null;
  remove(): void;
}

const NEAR = '300px';

export function createSight(onChange: () => void): Sight {
  const near = new Set<Element>();
  let found: Found = new Map();
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) near.add(target);
        else near.delete(target);
      }
      onChange();
    },
    { rootMargin: NEAR },
  );
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
    boxOf(key) {
      for (const element of found.get(key) ?? []) {
        if (!near.has(element)) continue;
        const box = windowBox(element);
        if (box.width > 0 && box.height > 0) return box;
      }
      return null;
    },
    remove() {
      seen.disconnect();
      sized.disconnect();
    },
  };
}
