import type { SourceRule } from '../../shared/sourceRule.ts';
import type { MarkRule } from '../platforms/platform.ts';
import { knownPageAt } from '../platforms/platforms.ts';
import { deepQuery } from './deepQuery.ts';
import { readName } from './readName.ts';
import { linkRule } from './taggedLinks.ts';

/** What a page elsewhere has that leads to the site: a row, a link or the page itself, and the sources it stands for. */
export interface Mark {
  key: string;
  label: string;
  rule: SourceRule;
  element: Element;
}

/** What the overlay must know of a placement to find its marks. */
export interface Marked {
  /** The id of one of the platforms; null: a page like any other. */
  adapter: string | null;
  /** What the placement's own links carry. */
  rule: SourceRule;
  /** Where the site's storefront is. */
  origins: readonly string[];
}

/** A candidate: looked at only when its turn comes. */
export interface Candidate {
  read: () => Mark | null;
}

/** More than so many of a kind are not looked at. */
const MAX_ROWS = 1_000;
const MAX_LINKS = 5_000;

/**
 * Everything on the page that may be a mark, in the page's order, with the inner roots that were stepped
 * into. Nothing is read yet: a caller reads a slice at a time.
 */
export function candidates(
  page: Document,
  address: string,
  marked: Marked,
): { all: Candidate[]; roots: Node[] } {
  const known = knownPageAt(address);
  const rules = known && known.platform.id === marked.adapter ? known.page.marks : [];
  const found = rules.map((rule) => candidatesOf(page, address, marked, rule));
  const links = [...page.querySelectorAll<HTMLAnchorElement>('a[href*="utm_source" i]')].slice(0, MAX_LINKS);
  return {
    all: [
      ...found.flatMap(({ all }) => all),
      ...links.map((element) => ({ read: () => readLink(element, marked.origins) })),
    ],
    roots: found.flatMap(({ roots }) => roots),
  };
}

function candidatesOf(page: Document, address: string, marked: Marked, rule: MarkRule) {
  if (rule.rows === undefined) {
    return { all: [{ read: () => readRow(page, page.documentElement, address, marked, rule) }], roots: [] };
  }
  const { elements, roots } = deepQuery(page, rule.rows);
  const rows = elements.slice(0, MAX_ROWS);
  return { all: rows.map((row) => ({ read: () => readRow(row, row, address, marked, rule) })), roots };
}

function readRow(
  row: ParentNode,
  whole: Element,
  address: string,
  { rule: own, adapter }: Marked,
  { names, field, anchor, what }: MarkRule,
): Mark | null {
  const found = names.map((reader) => readName(reader, row, address)).filter((name) => name !== null);
  const [label] = found;
  const element = anchor === undefined ? whole : row.querySelector(anchor);
  if (label === undefined || !element) return null;
  const rule: SourceRule = { ...own, [field]: found };
  return { key: `${adapter} ${what} ${JSON.stringify(found)}`, label, rule, element };
}

function readLink(element: HTMLAnchorElement, origins: readonly string[]): Mark | null {
  const url = URL.parse(element.href);
  const rule = url && origins.includes(url.origin) ? linkRule(url) : null;
  if (!url || !rule) return null;
  return {
    key: `link ${JSON.stringify(rule)}`,
    label: element.textContent?.trim().slice(0, 80) || url.pathname,
    rule,
    element,
  };
}
