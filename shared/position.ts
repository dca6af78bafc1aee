/**
 * The key of a position: what a click is counted under, and what the overlay looks its figures up by. The tag
 * and the extension both call this. Recorded keys never change, so neither may these rules; the fixtures in
 * test/shared/position.test.ts pin them.
 *
 * `data-position` names a position, and whatever is clicked inside it belongs to it, also a link. Else the
 * position is the nearest link, button or `data-backstamp-intent`. Its key is
 * - the value of `data-position`: `hero`
 * - else its id, if a person made it: `#autumn-banner`
 * - else its landmark and what it leads to: `footer>/sofas`. A link leads to its target, never to its text, so a
 *   translated page keeps its keys; a landmark carries its id, never its label, for the same reason. A button has
 *   nothing but its label or text. `nav` is no landmark here, because the one in the header and the one in the
 *   footer must differ. Queries are dropped; an anchor or hash route is part of the target.
 *
 * Two links to one target in one landmark share a key: to count them apart, give them `data-position`.
 */

const CLICKABLE = 'a,area,button,[role=button],[role=link],[data-backstamp-intent]';
const LANDMARK = 'header,main,aside,footer,section[id],body';

/** What a person writes. Counters, hashes and uuids have digits; ids of React's useId colons or underscores. */
const HAND_MADE = /^[a-z-]+$/i;

/** What an address says beyond its target: scheme, last slash, query. */
const UNTOLD = /^https?:\/\/|\/*(\?[^#]*)?(?=#|$)/g;

const MAX_KEY = 200;
const MAX_LABEL = 80;

/** `closest` that also climbs out of a shadow tree. */
function closest(element: Element | undefined, selector: string): Element | undefined {
  return (
    element?.closest(selector) ??
    (element && closest((element.getRootNode() as Partial<ShadowRoot>).host, selector))
  );
}

function idOf(element: Element): string {
  return HAND_MADE.test(element.id) ? `#${element.id}` : '';
}

/** What a person reads on a position; empty where there is nothing to read. */
export function labelOf(element: Element): string {
  return (element.getAttribute('aria-label') || element.textContent)
    .trim()
    .replace(/\s+/g, ' ')
    .slice(0, MAX_LABEL);
}

/** The key of a position. */
export function keyOf(element: Element): string {
  const { dataset, href } = element as HTMLElement & Partial<HTMLAnchorElement & SVGAElement>;
  const address = href?.baseVal ?? (href as string | undefined);
  const landmark = closest(element, LANDMARK) as Element;
  return (
    dataset.position ||
    idOf(element) ||
    `${landmark.localName + idOf(landmark)}>` +
      // A link that only runs a script is a button. Numbers in a button's text are amounts and counts that change.
      (!address || /#$|^javascript:/.test(address)
        ? `"${labelOf(element).replace(/\d+/g, '')}"`
        : address.replace(location.origin, '').replace(UNTOLD, '') || '/')
  ).slice(-MAX_KEY);
}

/** The element that a click on `target` is counted under, if any. */
export function positionAt(target: Element): Element | undefined {
  return closest(target, '[data-position]') ?? closest(target, CLICKABLE);
}

/** The position that a click on `target` belongs to, with its key and what a person reads on it. */
export function positionOf(target: Element): { element: Element; key: string; label: string } | null {
  const element = positionAt(target);
  return element ? { element, key: keyOf(element), label: labelOf(element) } : null;
}

/** The key of one element, or null where clicks on it are counted under another element or none. */
export function positionKey(element: Element): string | null {
  return positionAt(element) === element ? keyOf(element) : null;
}
