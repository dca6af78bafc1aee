import type { Box } from './place.ts';

interface Size {
  width: number;
  height: number;
}

const GAP = 6;
const EDGE = 8;

/** Where a badge's card goes in the window: below the badge where there is room, else above it, never outside. */
export function cardPlace(badge: Box, card: Size, window: Size): { left: number; top: number } {
  const below = badge.top + badge.height + GAP;
  const above = badge.top - GAP - card.height;
  const top = below + card.height + EDGE <= window.height || above < EDGE ? below : above;
  return {
    left: Math.round(clamp(badge.left, EDGE, window.width - card.width - EDGE)),
    top: Math.round(clamp(top, EDGE, window.height - card.height - EDGE)),
  };
}

function clamp(value: number, least: number, greatest: number): number {
  return Math.max(least, Math.min(value, greatest));
}
