import { MAX_FRAMES } from '../../messages.ts';
import { watchContent } from '../watchContent.ts';

/** A page that stands in a frame. */
export interface FramedPage {
  address: string;
  document: Document;
}

/** The pages of the same origin that stand in frames of this one, and what they do to themselves. */
export interface PageFrames {
  /** Looks which there are now, and listens to them. */
  look(): FramedPage[];
  stop(): void;
}

interface Ears {
  /** The content of one has changed. `renamed`: also known positions may have other keys. */
  onContent: (renamed: boolean) => void;
  onMove: () => void;
}

export function createPageFrames(page: Document, { onContent, onMove }: Ears): PageFrames {
  let heard = new Map<Document, AbortController>();

  function listen(to: Document): AbortController {
    const own = new AbortController();
    const passive = { signal: own.signal, capture: true, passive: true };
    to.addEventListener('scroll', onMove, passive);
    to.addEventListener('transitionend', onMove, passive);
    const watch = watchContent(to, { onContent, onMove });
    own.signal.addEventListener('abort', () => watch.disconnect());
    return own;
  }

  return {
    look() {
      const framed = framedPages(page);
      const before = heard;
      heard = new Map(
        framed.map((each) => [each.document, before.get(each.document) ?? listen(each.document)]),
      );
      for (const [gone, listening] of before) if (!heard.has(gone)) listening.abort();
      return framed;
    },
    stop() {
      for (const listening of heard.values()) listening.abort();
    },
  };
}

function framedPages(page: Document): FramedPage[] {
  const found: FramedPage[] = [];
  for (const frame of page.querySelectorAll('iframe')) {
    const inner = documentIn(frame);
    if (inner && frame.clientWidth > 0) found.push({ address: inner.location.href, document: inner });
    if (found.length === MAX_FRAMES) break;
  }
  return found;
}

/** null for a frame of another origin, and for one that is no page of its own: a beacon from there names none. */
function documentIn(frame: HTMLIFrameElement): Document | null {
  const inner = frame.contentDocument;
  return inner && /^https?:$/.test(inner.location.protocol) ? inner : null;
}
