import type { Box } from './place.ts';

/** Where an element is seen in the window: one in a frame stands where its frame does. */
export function windowBox(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  const box = { left, top, width, height };
  for (let frame = frameOf(element); frame; frame = frameOf(frame)) {
    const around = frame.getBoundingClientRect();
    box.left += around.left + frame.clientLeft;
    box.top += around.top + frame.clientTop;
  }
  return box;
}

/** null at the top, and for a frame that the top may not look into. */
function frameOf(element: Element): Element | null {
  return element.ownerDocument.defaultView?.frameElement ?? null;
}
