import type { Seen } from './sight.ts';
import { outermost } from './windowBox.ts';

/** What stands over the page while it scrolls beneath: sticky heads, bars, dialogs. */
export interface Covers {
  /** Whether one of them lies over where the element's badge goes: it would seem to belong to the cover. */
  hide(seen: Seen): boolean;
}

/** Where something that covers a page most often stands: along its edges, and in its middle. */
const PROBES = [
  ...[0.1, 0.5, 0.9].flatMap((x) => [
    [x, 0],
    [x, 1],
  ]),
  ...[0, 0.5, 1].map((x) => [x, 0.5]),
] as [number, number][];
/** How far within an element its corner is looked at. */
const WITHIN = 10;

/** Looks at a few points only, however many badges there are. `own` is the overlay, which covers nothing. */
export function findCovers(own: Element, isRtl: boolean): Covers {
  const [right, bottom] = [document.documentElement.clientWidth - 1, innerHeight - 1];
  const covers = new Set<Element>();
  const asked = new Map<Element, Element | null>();
  for (const [x, y] of PROBES) {
    const hit = topmost(own, x * right, y * bottom);
    const cover = hit && coverOf(hit, asked);
    if (cover) covers.add(cover);
  }
  const boxes = [...covers].map((cover) => ({ cover, box: cover.getBoundingClientRect() }));
  return {
    hide({ element, box }) {
      const inset = Math.min(WITHIN, box.width / 2);
      const x = isRtl ? box.left + inset : box.left + box.width - inset;
      const y = box.top + Math.min(WITHIN, box.height / 2);
      if (x < 0 || y < 0 || x > right || y > bottom) return false;
      const around = boxes.filter(({ box }) => isWithin(box, x, y));
      if (around.length === 0) return false;
      const target = outermost(element);
      const strange = around.filter(({ cover }) => !holds(cover, target));
      // A cover may have holes, or lie behind: what is on top there decides.
      const hit = strange.length > 0 ? topmost(own, x, y) : null;
      return hit !== null && strange.some(({ cover }) => holds(cover, hit));
    },
  };
}

function isWithin({ left, top, right, bottom }: DOMRect, x: number, y: number): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function topmost(own: Element, x: number, y: number): Element | null {
  const [first, ...others] = document.elementsFromPoint(x, y);
  return (first === own ? others.find((each) => each !== own) : first) ?? null;
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
