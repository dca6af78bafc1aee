/**
 * The key of a position: what a click is counted under, and what the overlay looks its figures up by. The tag
 * and the extension both call this. Recorded keys never change, so neither may these rules; the fixtures in
 * test/shared/position.test.ts pin them.
 *
 * `data-position` names a position, and whatever is clicked inside it belongs to it, also a link. Else the
 * position is the nearest link or button, else the nearest `data-backstamp-intent`. Its key is
 * - the value of `data-position`: `hero`
 * - else its id, unless a machine made it: `#autumn-banner`
 * - else its landmarks and what it leads to: `footer>nav>/sofas`. A link leads to its target, never to its text,
 *   so a translated page keeps its keys; landmarks carry their id, never their label, for the same reason. A
 *   button has nothing but its name or text. Queries are dropped.
 *
 * Two links to one target in one landmark share a key: to count them apart, give them `data-position`.
 */

const POSITIONS = [
  '[data-position]:not([data-position=""])',
  'a,area,button,[role=button],[role=link]',
  '[data-backstamp-intent]',
];

/** By tag, role or id, so that `nav` and `role="navigation"` are one and `<div id="footer">` is one too. */
const LANDMARK = /\b(header|nav|main|aside|footer|form|search|banner|compl|contentinfo)|^section(?=.*#)/;

/** Counters, hashes, timestamps and uuids have digits; the ids of React's useId may have none (`:ra:`, `_r_a_`). */
const MACHINE_MADE = /[\d:«]|_r_/;

const MAX_KEY = 200;
const MAX_LABEL = 80;

/** Also out of a shadow tree. */
function parentOf(element: Element): Element | undefined {
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host;
}

function idOf(element: Element): string {
  const id = element.getAttribute('id');
  return id && !MACHINE_MADE.test(id) ? `#${id}` : '';
}

function textOf(element: Element): string {
  return (
    element.getAttribute('aria-label') ||
    element.textContent.trim() ||
    element.querySelector<HTMLImageElement>('[alt]')?.alt ||
    ''
  )
    .replace(/\s+/g, ' ')
    .slice(0, MAX_LABEL);
}

/** What a link or button leads to. */
function targetOf(element: Element): string {
  const href = element.getAttribute('href') ?? element.getAttribute('xlink:href');
  // A link that only runs a script is a button. Numbers in a button's text are amounts and counts that change.
  if (!href || /^(#$|javascript:)/.test(href)) {
    return `"${element.getAttribute('name') || textOf(element).replace(/[\d.,]+/g, '0')}"`;
  }
  try {
    const url = new URL(href, element.baseURI);
    // An anchor or a hash route, not a fragment that carries values.
    const hash = /^#[\w!/-]+$/.test(url.hash) ? url.hash : '';
    if (href[0] === '#') return `.${hash}`;
    return (
      (url.host === location.host ? '' : url.protocol.replace(/https?:/, '') + url.host) +
      (decodeURI(url.pathname).replace(/(\/index\.html?)?\/*$/, '') || '/') +
      hash
    );
  } catch {
    return href; // No address that a browser could read, or one that is not UTF-8.
  }
}

function keyOf(element: Element): string {
  const own = element.getAttribute('data-position') || idOf(element);
  if (own) return own;
  let key = targetOf(element);
  for (let at = parentOf(element); at; at = parentOf(at)) {
    const id = idOf(at);
    const landmark = LANDMARK.exec(`${at.localName} ${at.getAttribute('role')}${id}`);
    if (landmark) key = `${landmark[0] + id}>${key}`;
  }
  return key;
}

/** The position that a click on `target` belongs to, with its key and what a person reads on it. */
export function positionOf(target: Element): { element: Element; key: string; label: string } | null {
  for (const selector of POSITIONS) {
    for (let at: Element | undefined = target; at; at = parentOf(at)) {
      if (!at.matches(selector)) continue;
      const key = keyOf(at).slice(0, MAX_KEY);
      return { element: at, key, label: textOf(at) || key.slice(0, MAX_LABEL) };
    }
  }
  return null;
}

/** The key of one element, or null where clicks on it are counted under another element or none. */
export function positionKey(element: Element): string | null {
  const position = positionOf(element);
  return position?.element === element ? position.key : null;
}
