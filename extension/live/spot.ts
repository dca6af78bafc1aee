/** Where the panel stands: how far its upper right corner is from that of the window, in px. */
export interface Spot {
  right: number;
  top: number;
}

/** How large the panel is, in px. */
export interface Size {
  width: number;
  height: number;
}

const LEAST: Size = { width: 280, height: 240 };
const MOST_WIDTH = 640;

/** The nearest size that holds the numbers and fits a window. */
export function sizeWithin(size: Size, window: Size): Size {
  const between = (value: number, least: number, most: number) =>
    Math.round(Math.max(Math.min(least, most), Math.min(value, most)));
  return {
    width: between(size.width, LEAST.width, Math.min(MOST_WIDTH, window.width)),
    height: between(size.height, LEAST.height, window.height),
  };
}

export const HOME_SPOT: Spot = { right: 12, top: 12 };

/** So much of the panel's head stays in the window. */
const HEAD_PX = 60;

/** The nearest spot at which a panel of this width is within a window. */
export function spotWithin(spot: Spot, width: number, window: Size): Spot {
  return {
    right: Math.round(Math.max(0, Math.min(spot.right, window.width - width))),
    top: Math.round(Math.max(0, Math.min(spot.top, window.height - HEAD_PX))),
  };
}

/** Whether something that came in a message is a spot. */
export function isSpot(value: unknown): value is Spot {
  return hasNumbers(value, ['right', 'top']);
}

/** Whether something that came in a message is a size. */
export function isSize(value: unknown): value is Size {
  return hasNumbers(value, ['width', 'height']);
}

function hasNumbers(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return names.every((name) => Number.isFinite((value as Record<string, unknown>)[name]));
}
