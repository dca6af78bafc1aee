import type { RefObject } from 'preact';
import { type Spot, spotWithin } from '../../live/spot.ts';

const STEP_PX = 16;
const LEAP_PX = 96;

const ARROWS: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface Move {
  /** Begins to drag by the head. */
  drag(event: PointerEvent): void;
  /** Arrow keys on the handle: a step, with Shift a leap. */
  press(event: KeyboardEvent): void;
}

/** Moves the panel that a head belongs to, by pointer and by keyboard, never out of the window. */
export function useMove(head: RefObject<HTMLElement | null>, spot: Spot, onMove: (spot: Spot) => void): Move {
  const within = (wish: Spot) => {
    const { width = 0 } = head.current?.parentElement?.getBoundingClientRect() ?? {};
    return spotWithin(wish, width, { width: document.documentElement.clientWidth, height: innerHeight });
  };
  const moveBy = (from: Spot, x: number, y: number) =>
    onMove(within({ right: from.right - x, top: from.top + y }));
  return {
    drag(event) {
      const { current } = head;
      const isHandle = !(event.target as Element).closest('button:not(.grip)');
      if (!current || event.button !== 0 || !isHandle) return;
      const dragging = new AbortController();
      const { signal } = dragging;
      const { pointerId, clientX, clientY } = event;
      // Where it is seen: pinned in a larger window, it may be meant to stand beyond this one.
      const start = within(spot);
      current.setPointerCapture(pointerId);
      const follow = (moved: PointerEvent) => moveBy(start, moved.clientX - clientX, moved.clientY - clientY);
      current.addEventListener('pointermove', follow, { signal });
      current.addEventListener('lostpointercapture', () => dragging.abort(), { signal });
    },
    press(event) {
      const arrow = ARROWS[event.key];
      if (!arrow) return;
      event.preventDefault();
      const far = event.shiftKey ? LEAP_PX : STEP_PX;
      moveBy(within(spot), arrow[0] * far, arrow[1] * far);
    },
  };
}
