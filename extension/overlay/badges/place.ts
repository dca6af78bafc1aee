export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What badges may use. */
export interface Room extends Box {
  /** The page is written from right to left. */
  isRtl: boolean;
}

export interface Wish {
  key: string;
  /** The element, in the viewport's coordinates. */
  target: Box;
  /** The badge's width with all its numbers, and with the first alone. */
  full: number;
  short: number;
}

export interface Place {
  key: string;
  left: number;
  top: number;
  form: 'full' | 'short';
}

export const BADGE_HEIGHT = 20;
const GAP = 2;
/** Shorter than this, an element is mostly its text. */
const TEXT_HEIGHT = 48;

/**
 * Where badges go: outside above the corner where a line of text ends, where there is room; else below a text, inside anything
 * higher. All get room for their first number; those that would then lie on no other show all of it, the first given first.
 * `room` is what may be used: no page becomes wider or longer by a badge.
 */
export function placeBadges(wishes: Wish[], room: Room): Place[] {
  const boxes = wishes.map(({ target, short }) => boxAt(target, short, room));
  return wishes.map(({ key, target, full }, index) => {
    const wide = boxAt(target, full, room);
    const fits = boxes.every((box, other) => other === index || !overlaps(box, wide));
    const box = fits ? wide : boxes[index];
    if (fits) boxes[index] = wide;
    return { key, left: box?.left ?? 0, top: box?.top ?? 0, form: fits ? 'full' : 'short' };
  });
}

function boxAt(target: Box, width: number, room: Room): Box {
  const isText = target.height < TEXT_HEIGHT;
  const above = target.top - BADGE_HEIGHT + (isText ? 1 : BADGE_HEIGHT / 2 - 2);
  const instead = isText ? target.top + target.height - 1 : target.top + GAP;
  return {
    left: Math.round(clamp(leftAt(target, width, room.isRtl), room.left, room.left + room.width - width)),
    top: Math.round(
      clamp(above >= room.top ? above : instead, room.top, room.top + room.height - BADGE_HEIGHT),
    ),
    width,
    height: BADGE_HEIGHT,
  };
}

/** In an element wider than its badge: near the edge. In a narrower one it begins, and goes on beyond its end. */
function leftAt(target: Box, width: number, isRtl: boolean): number {
  const right = target.left + target.width;
  if (target.width <= width * 1.5) {
    const inside = Math.min(target.width, width) / 2;
    return isRtl ? target.left + inside - width : right - inside;
  }
  const inset = target.height < TEXT_HEIGHT ? 0 : 8;
  return isRtl ? target.left + inset : right - width - inset;
}

function clamp(value: number, least: number, greatest: number): number {
  return Math.max(least, Math.min(value, greatest));
}

function overlaps(a: Box, b: Box): boolean {
  return (
    a.left < b.left + b.width + GAP &&
    b.left < a.left + a.width + GAP &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}
