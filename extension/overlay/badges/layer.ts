import type { Funnel } from '../../../shared/wire/funnel.ts';
import type { Formats } from '../../format.ts';
import { type Badge, badgeText, createBadge } from './badge.ts';
import { type Box, placeBadges, type Wish } from './place.ts';
import { createScanner, type Found } from './scan.ts';

/** The badges on a page's positions. */
export interface BadgeLayer {
  /** New numbers. */
  show(funnel: Funnel | null, formats: Formats | null): void;
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
  let order: string[] = [];
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

  /** One pass: everything is read, then everything is written. */
  function place(): void {
    frame = 0;
    const origin = layer.getBoundingClientRect();
    const wishes: Wish[] = [];
    for (const key of order) {
      const badge = badges.get(key);
      const target = badge && boxOf(found.get(key), near);
      if (target) wishes.push({ key, target, ...badge.widths() });
    }
    const places = new Map(placeBadges(wishes, roomOfPage()).map((each) => [each.key, each]));
    for (const [key, badge] of badges) {
      const at = places.get(key);
      if (at) badge.place(at.left - Math.round(origin.left), at.top - Math.round(origin.top), at.form);
      else badge.hide();
    }
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
    const next = await scanner.scan(new Set(order));
    if (next) observe(next);
  }

  return {
    show(funnel, formats) {
      const rows = formats ? (funnel?.positions ?? []) : [];
      const keys = rows.map(({ position }) => position);
      for (const [key, badge] of badges) {
        if (keys.includes(key)) continue;
        badge.element.remove();
        badges.delete(key);
      }
      for (const row of rows) {
        if (!formats) break;
        const badge = badges.get(row.position) ?? createBadge(row.position);
        if (!badges.has(row.position)) layer.append(badge.element);
        badges.set(row.position, badge);
        badge.write(badgeText(row, formats));
      }
      const isNew = keys.some((key) => !order.includes(key));
      order = keys;
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
