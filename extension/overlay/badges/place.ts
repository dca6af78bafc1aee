export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
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
/** How far a badge reaches into its element: enough to belong to it, too little to hide a letter. */
const REACH = 5;
const GAP = 2;

/**
 * Where badges go: outside above the upper right corner where there is room, else inside it. A badge that
 * would lie on one placed before it says less, so the most important are to be given first. `room` is what
 * may be used: nothing outside of it, so that no page becomes wider or longer by a badge.
 */
export function placeBadges(wishes: Wish[], room: Box): Place[] {
  const taken: Box[] = [];
  return wishes.map((wish) => {
    const full = { ...corner(wish.target, wish.full, room), width: wish.full, height: BADGE_HEIGHT };
    const isFull = !taken.some((box) => overlaps(box, full));
    const box = isFull
      ? full
      : { ...corner(wish.target, wish.short, room), width: wish.short, height: BADGE_HEIGHT };
    taken.push(box);
    return { key: wish.key, left: box.left, top: box.top, form: isFull ? 'full' : 'short' };
  });
}

function corner(target: Box, width: number, room: Box): { left: number; top: number } {
  const right = target.left + target.width;
  const above = target.top - BADGE_HEIGHT + REACH;
  const roomAbove = above >= room.top;
  // Wider than its badge: flush with the edge. Narrower: the badge begins near the element's end.
  const left = target.width > width * 1.5 ? right - width - GAP : right - Math.min(target.width, width) / 2;
  return {
    left: Math.round(clamp(left, room.left, room.left + room.width - width)),
    top: Math.round(
      clamp(roomAbove ? above : target.top + GAP, room.top, room.top + room.height - BADGE_HEIGHT),
    ),
  };
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
