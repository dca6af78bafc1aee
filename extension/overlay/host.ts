import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { createShadowRootUi } from 'wxt/utils/content-script-ui/shadow-root';
import tokens from '../tokens.css?inline';
import style from './overlay.css?inline';

const HOST_TAG = 'backstamp-overlay';

/** The overlay's place in a foreign page: a closed shadow root that the page can neither read nor style. */
export interface Host {
  root: HTMLElement;
  element: HTMLElement;
  /** Puts the overlay back where it belongs: into the page, and above whatever is above the page. */
  settle(): void;
  remove(): void;
}

/** What happens inside is none of the page's business: no shortcut, no click tracker, no focus trap hears it. */
const OWN_EVENTS = [
  ...['keydown', 'keypress', 'keyup', 'input', 'change', 'focusin', 'focusout'],
  ...['click', 'dblclick', 'auxclick', 'contextmenu', 'mousedown', 'mouseup', 'mouseover', 'mouseout'],
  ...['pointerdown', 'pointerup', 'pointerover', 'pointerout', 'touchstart', 'touchend', 'wheel'],
];

export async function createHost(context: ContentScriptContext): Promise<Host> {
  const root = document.createElement('div');
  root.className = 'overlay';
  const ui = await createShadowRootUi(context, {
    name: HOST_TAG,
    mode: 'closed',
    position: 'inline',
    anchor: () => document.documentElement,
    css: `${tokens}\n${style}`,
    isolateEvents: OWN_EVENTS,
    onMount: (container) => container.append(root),
  });
  const element = ui.shadowHost;
  // The overlay of an extension that was reloaded meanwhile: its own script cannot clear it away any more.
  for (const dead of document.querySelectorAll(HOST_TAG)) dead.remove();
  // Before anything is changed: to tell its zoom, the browser has to work out the page's styles.
  undoZoom(root, document.documentElement);
  ui.mount();
  // A popover stands above every z-index, and, unlike a fixed box, takes no notice of a parent's transform.
  element.setAttribute('popover', 'manual');
  putInto(topPlace(), element);
  const settle = () => {
    const place = topPlace();
    undoZoom(root, place);
    putInto(place, element);
  };
  return { root, element, settle, remove: ui.remove };
}

/** Everything outside an open modal dialog is inert, so the overlay lives in the topmost one. */
function topPlace(): Element {
  return [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.documentElement;
}

function putInto(place: Element, element: HTMLElement): void {
  if (element.parentNode !== place) place.append(element);
  if (element.isConnected && !element.matches(':popover-open')) element.showPopover();
}

/** A page may be zoomed by its own style, and with it all that lies in it; marks are placed in the window's pixels. */
function undoZoom(root: HTMLElement, place: Zoomed): void {
  const zoom = place.currentCSSZoom ?? 1;
  const wanted = zoom === 1 ? '' : String(1 / zoom);
  if (root.style.zoom !== wanted) root.style.zoom = wanted;
}

/** Chrome 128, Firefox 126. */
type Zoomed = Element & { currentCSSZoom?: number };
