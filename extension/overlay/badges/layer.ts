import type { Funnel, PositionCounts, SourceCounts } from '../../../shared/wire/funnel.ts';
import type { Formats } from '../../format.ts';
import type { MarkMode } from '../../live/markMode.ts';
import { type Badge, createBadge } from './badge.ts';
import { type CardNumbers, createBadgeCard } from './badgeCard.tsx';
import { createBadgeKeys } from './badgeKeys.ts';
import { createCovers } from './covers.ts';
import { heatOf } from './heat.ts';
import { pageRoom } from './pageRoom.ts';
import { type Place, placeBadges, type Wish } from './place.ts';
import type { Scanner } from './scan.ts';
import { createSight } from './sight.ts';
import { createTints, type Warm } from './tints.ts';
import type { MarkWords } from './words.ts';

/** A position that may stand on another page, in a frame. */
export interface MarkRow extends PositionCounts {
  /** That page, and how many came to it; absent: the position is the page's own. */
  frame?: { page: string; arrivals: number };
}

/** What the marks say: positions, and how many came to the page of which they are a share. */
export interface Figures extends Pick<Funnel, 'counts'> {
  positions: MarkRow[];
  /** Where those came from whom a mark counts; absent: the server knows. */
  sourcesOf?: (key: string) => SourceCounts[];
}

/** The marks on a page's positions: badges, and tints where the person wants them. */
export interface BadgeLayer {
  /** New numbers, or another way to show them. */
  show(funnel: Figures | null, sources: CardNumbers['sources'], mode: MarkMode, formats: Formats): void;
  /** The page has other content: look again which elements are positions. `renamed`: also those known already. */
  rescan(renamed: boolean): void;
  /** Something may have moved: place the marks again in the next frame. */
  move(): void;
  remove(): void;
}

/** While a page changes without pause, it is looked through no more often than this. */
const RESCAN_MS = 250;

interface Ears {
  /** Which positions the page does not have now, whenever they are others than before. */
  onMissing: (keys: ReadonlySet<string>) => void;
  /** Which position's card is open. */
  onLook: (position: number) => void;
  /** How positions are found. */
  scanner: Scanner;
  words: MarkWords;
}

/** Where marks go, and where the layer begins that holds them, in the viewport's coordinates. */
interface Drawn {
  origin: { left: number; top: number };
  places: ReadonlyMap<string, Place>;
  warm: Warm[];
}

const NOTHING: Drawn = { origin: { left: 0, top: 0 }, places: new Map(), warm: [] };

export function createBadgeLayer(root: HTMLElement, { onMissing, onLook, scanner, words }: Ears): BadgeLayer {
  const layer = document.createElement('div');
  layer.className = 'badges';
  root.append(layer);
  const badges = new Map<string, Badge>();
  const tints = createTints(layer);
  const card = createBadgeCard(root, layer, { words, onLook });
  const keys = createBadgeKeys(layer);
  const sight = createSight(move);
  const covers = createCovers((root.getRootNode() as ShadowRoot).host);
  let rows = new Map<string, MarkRow>();
  let missing: ReadonlySet<string> = new Set();
  let formats: Formats | null = null;
  let arrivals = 0;
  let mode: MarkMode = 'off';
  let heat = heatOf([], mode);
  let frame = 0;
  let rescanTimer: ReturnType<typeof setTimeout> | undefined;

  function move(): void {
    frame ||= requestAnimationFrame(place);
  }

  /** One pass: texts first, then everything is read, then everything is written. */
  function place(): void {
    frame = 0;
    const inView = mode === 'off' ? [] : [...rows.values()].filter(({ position }) => sight.has(position));
    for (const row of inView) write(row);
    // To read where things stand makes the browser lay the page out: not where nothing is to be placed.
    const { origin, places, warm } = inView.length === 0 ? NOTHING : read(inView);
    for (const [key, badge] of badges) {
      const at = places.get(key);
      const form = at && (mode === 'badges' ? at.form : mode === 'heatRevenue' ? 'money' : 'short');
      if (form) badge.place(at.left - Math.round(origin.left), at.top - Math.round(origin.top), form);
      else badge.hide();
    }
    tints.place(warm, origin);
    keys.update();
    card.follow();
  }

  function read(inView: readonly MarkRow[]): Drawn {
    const origin = layer.getBoundingClientRect();
    const room = pageRoom();
    const over = covers.now(room.isRtl);
    const wishes: Wish[] = [];
    const warm: Warm[] = [];
    for (const row of inView) {
      const key = row.position;
      const badge = badges.get(key);
      const seen = sight.find(key);
      if (!badge || !seen || over.hide(seen)) continue;
      const target = seen.box;
      wishes.push({ key, target, ...badge.widths(mode) });
      warm.push({ key, target, heat: heat(row) });
    }
    return { origin, places: new Map(placeBadges(wishes, room).map((each) => [each.key, each])), warm };
  }

  /** Only what comes into view gets a badge. */
  function write(row: MarkRow): void {
    if (!formats) return;
    const badge = badges.get(row.position) ?? createBadge(row.position, words);
    if (!badges.has(row.position)) layer.append(badge.element);
    badges.set(row.position, badge);
    badge.write(row, row.frame?.arrivals ?? arrivals, formats);
  }

  async function scan(): Promise<void> {
    rescanTimer = undefined;
    const next = await scanner.scan(new Set(rows.keys()));
    if (!next) return;
    sight.observe(next);
    const before = missing;
    missing = new Set([...rows].flatMap(([key, { frame }]) => (frame || next.has(key) ? [] : [key])));
    const isSame = missing.size === before.size && [...missing].every((key) => before.has(key));
    if (!isSame) onMissing(missing);
  }

  return {
    show(funnel, sources, inMode, inFormats) {
      const positions = funnel?.positions ?? [];
      const isNew = positions.some(({ position }) => !rows.has(position));
      [formats, mode, arrivals] = [inFormats, inMode, funnel?.counts.arrival ?? 0];
      layer.dataset.mode = mode;
      rows = new Map(positions.map((row) => [row.position, row]));
      heat = heatOf(positions, mode);
      for (const [key, badge] of badges) {
        if (rows.has(key)) continue;
        badge.element.remove();
        badges.delete(key);
      }
      card.show({ rows, arrivals, sources, sourcesOf: funnel?.sourcesOf ?? null, formats: inFormats });
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
      sight.remove();
      keys.remove();
      card.remove();
      layer.remove();
    },
  };
}
