/** Where the panel stands: how far its upper right corner is from that of the window, in px. */
export interface Spot {
  right: number;
  top: number;
}

export const HOME_SPOT: Spot = { right: 12, top: 12 };

/** So much of the panel's head stays in the window. */
const HEAD_PX = 60;

/** The nearest spot at which a panel of this width is within a window. */
export function spotWithin(spot: Spot, width: number, window: { width: number; height: number }): Spot {
  return {
    right: Math.round(Math.max(0, Math.min(spot.right, window.width - width))),
    top: Math.round(Math.max(0, Math.min(spot.top, window.height - HEAD_PX))),
  };
}

/** Whether something that came in a message is a spot. */
export function isSpot(value: unknown): value is Spot {
  return (
    typeof value === 'object' &&
    value !== null &&
    'right' in value &&
    'top' in value &&
    Number.isFinite(value.right) &&
    Number.isFinite(value.top)
  );
}
