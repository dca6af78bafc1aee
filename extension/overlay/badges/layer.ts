import type { PositionCounts } from '../../../shared/wire/funnel.ts';
import type { Formats } from '../../format.ts';
import { type Badge, createBadge } from './badge.ts';
import { type Box, placeBadges, type Wish } from './place.ts';
import { createScanner, type Found } from './scan.ts';

/** The badges on a page's positions. */
export interface BadgeLayer {
  /** New numbers. */
  show(positions: PositionCounts[], formats: Formats): void;
  /** The page has other content: look again which elements are positions. `renamed`: also those known already. */
  rescan(renamed: boolean): void;
  /** Something may have moved: place the badges again in the next frame. */
  move(): void;
  remove(): void;
}

/** While a page changes without pause, it is looked through no more often than this. */
const RESCAN_MS = 250;
const NEAR = '300px';

export function createBadgeLayer(root: HTMLElement): BadgeLayer {
  const layer = document.createElement('div');
  layer.className = 'badges';
  root.append(layer);
  const badges = new Map<string, Badge>();
  const scanner = createScanner(document, idle);
  const near = new Set<Element>();
  let found: Found = new Map();
  let rows = new Map<string, PositionCounts>();
  let formats: Formats | null = null;
  let frame = 0;
  let rescanTimer: ReturnType<typeof setTimeout> | undefined;

  const move = () => {
    frame ||= requestAnimationFrame(place);
  };
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) near.add(target);
        else near.delete(target);
      }
      move();
    },
    { rootMargin: NEAR },
  );
  const sized = new ResizeObserver(move);
  sized.observe(document.documentElement);

  /** One pass: texts first, then everything is read, then everything is written. */
  function place(): void {
    frame = 0;
    const inView = [...rows.keys()].filter((key) => found.get(key)?.some((element) => near.has(element)));
    for (const key of inView) write(key);
    const origin = layer.getBoundingClientRect();
    const wishes: Wish[] = [];
    for (const key of inView) {
      const badge = badges.get(key);
      const target = boxOf(found.get(key), near);
      if (badge && target) wishes.push({ key, target, ...badge.widths() });
    }
    const places = new Map(placeBadges(wishes, roomOfPage()).map((each) => [each.key, each]));
    for (const [key, badge] of badges) {
      const at = places.get(key);
      if (at) badge.place(at.left - Math.round(origin.left), at.top - Math.round(origin.top), at.form);
      else badge.hide();
    }
  }

  /** Only what comes into view gets a badge. */
  function write(key: string): void {
    const row = rows.get(key);
    if (!row || !formats) return;
    const badge = badges.get(key) ?? createBadge(key);
    if (!badges.has(key)) layer.append(badge.element);
    badges.set(key, badge);
    badge.write(row, formats);
  }

  function observe(next: Found): void {
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
    move();
  }

  async function scan(): Promise<void> {
    rescanTimer = undefined;
    const next = await scanner.scan(new Set(rows.keys()));
    if (next) observe(next);
  }

  return {
    show(positions, inFormats) {
      formats = inFormats;
      const isNew = positions.some(({ position }) => !rows.has(position));
      rows = new Map(positions.map((row) => [row.position, row]));
      for (const [key, badge] of badges) {
        if (rows.has(key)) continue;
        badge.element.remove();
        badges.delete(key);
      }
      if (isNew) void scan();
      move();
    },
    rescan(renamed) {
      if (renamed) scanner.forget();
      rescanTimer ??= setTimeout(() => void scan(), RESCAN_MS);
    },
    move,
    remove() {
      cancelAnimationFrame(frame);
      clearTimeout(rescanTimer);
      scanner.forget();
      seen.disconnect();
      sized.disconnect();
      layer.remove();
    },
  };
}

/** Of elements that share a position, the first that can be seen carries its badge. */
function boxOf(elements: Element[] | undefined, near: ReadonlySet<Element>): Box | null {
  for (const element of elements ?? []) {
    if (!near.has(element)) continue;
    const box = element.getBoundingClientRect();
    if (box.width > 0 && box.height > 0) return box;
  }
  return null;
}

/** The page's own extent, in the viewport's coordinates: a badge beyond it would make the page scroll. */
function roomOfPage(): Box {
  const { scrollWidth, scrollHeight, clientWidth } = document.documentElement;
  return { left: -scrollX, top: -scrollY, width: Math.max(scrollWidth, clientWidth), height: scrollHeight };
}

/** Lets the page go first. */
function idle(): Promise<void> {
  return new Promise((resolve) => {
    requestIdleCallback(() => resolve(), { timeout: 200 });
  });
}
