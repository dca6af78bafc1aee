import type { Room } from './place.ts';

/** The page's own extent, in the viewport's coordinates: a badge beyond it would make the page scroll. */
export function pageRoom(): Room {
  const { scrollWidth, scrollHeight, clientWidth } = document.documentElement;
  // What a page says of its body goes for the window.
  const isRtl = getComputedStyle(document.body ?? document.documentElement).direction === 'rtl';
  const width = Math.max(scrollWidth, clientWidth);
  // From right to left, what is too wide goes on to the left, and `scrollX` counts down from zero.
  const left = (isRtl ? clientWidth - width : 0) - scrollX;
  return { left, top: -scrollY, width, height: scrollHeight, isRtl };
}
