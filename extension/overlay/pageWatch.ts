import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { watchContent } from './watchContent.ts';

export interface PageSignals {
  /** The page's content has changed: look for positions again. `renamed`: also known ones may have other keys. */
  onContent: (renamed: boolean) => void;
  /** Something may have moved: place badges again. */
  onMove: () => void;
  /** The page's address may be another. */
  onAddress: () => void;
  /** A dialog may have opened or closed, or the overlay may have been thrown out. */
  onUnsettled: () => void;
}

const GUARD_MS = 1_000;
const SETTLE_MS = 100;

/** Hears whatever a page does to itself, with as little work as can be while it does it. */
export function watchPage(context: ContentScriptContext, own: Element, signals: PageSignals): () => void {
  const whole = new AbortController();
  let listening = listen(signals, whole.signal);
  let unsettled: ReturnType<typeof setTimeout> | undefined;
  // Later, not at once: a page that throws the overlay out whenever it comes would otherwise never get on.
  const settleSoon = () => {
    unsettled ??= setTimeout(() => {
      unsettled = undefined;
      signals.onUnsettled();
    }, SETTLE_MS);
  };
  const ears = {
    onContent(renamed: boolean) {
      if (!own.isConnected) settleSoon();
      signals.onContent(renamed);
    },
    onMove: signals.onMove,
    onOpen: settleSoon,
  };
  let content = watchContent(document, ears, own);
  // The event comes before the page has changed: by the frame after the next it has.
  context.addEventListener(window, 'wxt:locationchange', () =>
    requestAnimationFrame(() => requestAnimationFrame(signals.onAddress)),
  );
  const guard = setInterval(() => {
    if (!own.isConnected) {
      // document.open() throws away content and listeners alike.
      listening.abort();
      listening = listen(signals, whole.signal);
      content.disconnect();
      content = watchContent(document, ears, own);
    }
    signals.onUnsettled();
    signals.onAddress();
    signals.onMove();
  }, GUARD_MS);
  return () => {
    whole.abort();
    clearTimeout(unsettled);
    content.disconnect();
    clearInterval(guard);
  };
}

function listen(signals: PageSignals, whole: AbortSignal): AbortController {
  const own = new AbortController();
  const signal = AbortSignal.any([own.signal, whole]);
  const passive = { signal, capture: true, passive: true };
  document.addEventListener('scroll', signals.onMove, passive);
  document.addEventListener('transitionend', signals.onMove, passive);
  document.addEventListener('animationend', signals.onMove, passive);
  document.addEventListener('load', ({ target }) => onLoad(target, signals), passive);
  document.addEventListener('toggle', signals.onUnsettled, passive);
  window.addEventListener('resize', signals.onMove, passive);
  return own;
}

/** A picture moves what is below it; a frame brings a page of its own. */
function onLoad(target: EventTarget | null, signals: PageSignals): void {
  if (target instanceof HTMLIFrameElement) signals.onContent(false);
  else signals.onMove();
}
