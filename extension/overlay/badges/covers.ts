import type { Seen } from './sight.ts';
import { outermost } from './windowBox.ts';

/** What stands over the page while it scrolls beneath: sticky heads, bars, dialogs. */
export interface Covers {
  /** Whether one of them lies over where the element's badge goes: it would seem to belong to the cover. */
  hide(seen: Seen): boolean;
}

/** Where something that covers a page most often stands: along its upper and lower edge, and in its middle. */
const PROBES: [x: number, y: number][] = [
  ...[0.1, 0.5].map((x): [number, number] => [x, 0]),
  ...[0.1, 0.5, 0.9].map((x): [number, number] => [x, 1]),
  [0.5, 0.5],
];
/** How far within an element its corner is looked at. */
const WITHIN = 10;

/** What covers a page seldom changes: it is looked for again after so long. */
const AGE_MS = 400;

/** Looks at a few points only, however many badges there are. `own` is the overlay, which covers nothing. */
export function createCovers(own: Element): { now(isRtl: boolean): Covers } {
  let covers: ReadonlySet<Element> = new Set();
  let foundAt = Number.NEGATIVE_INFINITY;
  return {
    now(isRtl) {
      const now = performance.now();
      if (now - foundAt > AGE_MS) {
        covers = findCovers(own);
        foundAt = now;
      }
      return coversAt(own, covers, isRtl);
    },
  };
}

function edges(): { right: number; bottom: number } {
  return { right: document.documentElement.clientWidth - 1, bottom: innerHeight - 1 };
}

function findCovers(own: Element): Set<Element> {
  const { right, bottom } = edges();
  const asked = new Map<Element, Element | null>();
  const found = PROBES.map(([x, y]) => {
    const hit = topmost(own, x * right, y * bottom);
    return hit && coverOf(hit, asked);
  });
  return new Set(found.filter((cover) => cover !== null));
}

function coversAt(own: Element, covers: ReadonlySet<Element>, isRtl: boolean): Covers {
  const { right, bottom } = edges();
  const boxes = [...covers].map((cover) => ({ cover, box: cover.getBoundingClientRect() }));
  return {
    hide({ element, box }) {
      if (boxes.length === 0) return false;
      const inset = Math.min(WITHIN, box.width / 2);
      const x = isRtl ? box.left + inset : box.left + box.width - inset;
      const y = box.top + Math.min(WITHIN, box.height / 2);
      if (x < 0 || y < 0 || x > right || y > bottom) return false;
      const target = outermost(element);
      const strange = boxes.filter(({ cover, box }) => isWithin(box, x, y) && !holds(cover, target));
      // A cover may have holes, or lie behind: what is on top there decides.
      const hit = strange.length > 0 ? topmost(own, x, y) : null;
      return hit !== null && strange.some(({ cover }) => holds(cover, hit));
    },
  };
}

function isWithin({ left, top, right, bottom }: DOMRect, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** null beneath the overlay itself: to look through it takes many times as long. */
function topmost(own: Element, x: number, y: number): Element | null {
  const hit = document.elementFromPoint(x, y);
  return hit === own ? null : hit;
}

/** The fixed or sticky element around another, or null. */
function coverOf(element: Element, asked: Map<Element, Element | null>): Element | null {
  const known = asked.get(element);
  if (known !== undefined) return known;
  const { position } = getComputedStyle(element);
  const isCover = position === 'fixed' || position === 'sticky';
  const around = parentOf(element);
  const cover = isCover ? element : around && coverOf(around, asked);
  asked.set(element, cover);
  return cover;
}

/** Also through shadow roots. */
function holds(outer: Element, inner: Element): boolean {
  if (outer.contains(inner)) return true;
  const host = hostOf(inner);
  return host !== null && holds(outer, host);
}

function parentOf(element: Element): Element | null {
  return element.parentElement ?? hostOf(element);
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
