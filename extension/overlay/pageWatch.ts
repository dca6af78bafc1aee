import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { POSITION_CANDIDATES } from './badges/scan.ts';

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
/** What makes a position's key. */
const KEYS = ['href', 'id', 'role', 'data-position', 'data-backstamp-intent'];
/** What shows, hides or moves it. */
const LOOKS = ['class', 'hidden', 'open'];

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
  const changed = new MutationObserver((records) => {
    const foreign = records.filter(({ target }) => target !== own);
    if (!own.isConnected || foreign.some(({ attributeName }) => attributeName === 'open')) settleSoon();
    const content = foreign.filter(({ attributeName }) => !LOOKS.includes(attributeName ?? ''));
    if (content.length > 0) signals.onContent(content.some(isRenaming));
    else if (foreign.length > 0) signals.onMove();
  });
  const observe = () =>
    changed.observe(document, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: [...KEYS, ...LOOKS],
    });
  observe();
  // The event comes before the page has changed: by the frame after the next it has.
  context.addEventListener(window, 'wxt:locationchange', () =>
    requestAnimationFrame(() => requestAnimationFrame(signals.onAddress)),
  );
  const guard = setInterval(() => {
    if (!own.isConnected) {
      // document.open() throws away content and listeners alike.
      listening.abort();
      listening = listen(signals, whole.signal);
      observe();
    }
    signals.onUnsettled();
    signals.onAddress();
    signals.onMove();
  }, GUARD_MS);
  return () => {
    whole.abort();
    clearTimeout(unsettled);
    changed.disconnect();
    clearInterval(guard);
  };
}

/** An attribute that makes a key, or the text within a position: a button has nothing else to be known by. */
function isRenaming({ type, target }: MutationRecord): boolean {
  return type === 'attributes' || (target instanceof Element && target.closest(POSITION_CANDIDATES) !== null);
}

function listen(signals: PageSignals, whole: AbortSignal): AbortController {
  const own = new AbortController();
  const signal = AbortSignal.any([own.signal, whole]);
  const passive = { signal, capture: true, passive: true };
  document.addEventListener('scroll', signals.onMove, passive);
  document.addEventListener('transitionend', signals.onMove, passive);
  document.addEventListener('animationend', signals.onMove, passive);
  document.addEventListener('load', signals.onMove, passive);
  document.addEventListener('toggle', signals.onUnsettled, passive);
  window.addEventListener('resize', signals.onMove, passive);
  return own;
}
