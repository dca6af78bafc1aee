import type { Box } from './place.ts';

/** Where an element is seen in the window: one in a frame stands where its frame does. */
export function windowBox(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  const box = { left, top, width, height };
  for (let frame = frameOf(element); frame; frame = frameOf(frame)) {
    const around = frame.getBoundingClientRect();
    // A frame may be drawn larger or smaller than its page is.
    const scale = around.width / frame.offsetWidth || 1;
    box.left = around.left + (frame.clientLeft + box.left) * scale;
    box.top = around.top + (frame.clientTop + box.top) * scale;
    box.width *= scale;
    box.height *= scale;
  }
  return box;
}

/** The element itself, or the frame in which it stands on the page. */
export function outermost(element: Element): Element {
  const frame = frameOf(element);
  return frame ? outermost(frame) : element;
}

/** null at the top, and for a frame that the top may not look into. */
function frameOf(element: Element): HTMLElement | null {
  return (element.ownerDocument.defaultView?.frameElement as HTMLElement | null | undefined) ?? null;
}
