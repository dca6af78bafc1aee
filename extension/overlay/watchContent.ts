import { POSITION_CANDIDATES } from './badges/scan.ts';

/** What makes a position's key. */
const KEYS = ['href', 'id', 'role', 'data-position', 'data-backstamp-intent'];
/** What shows, hides or moves it. */
const LOOKS = ['class', 'hidden', 'open'];

const WATCHED: MutationObserverInit = {
  childList: true,
  subtree: true,
  attributes: true,
  attributeFilter: [...KEYS, ...LOOKS],
};

interface Ears {
  /** Its content has changed. `renamed`: also known positions may have other keys. */
  onContent: (renamed: boolean) => void;
  /** Something may have moved. */
  onMove: () => void;
  /** A dialog may have opened or closed. */
  onOpen?: () => void;
}

/** Hears what a document does to itself. `own` changes without anything of the page's changing. */
export function watchContent(of: Document, ears: Ears, own: Element | null = null): MutationObserver {
  const observer = new MutationObserver((records) => {
    const foreign = records.filter(({ target }) => target !== own);
    if (foreign.some(({ attributeName }) => attributeName === 'open')) ears.onOpen?.();
    const content = foreign.filter(({ attributeName }) => !LOOKS.includes(attributeName ?? ''));
    if (content.length > 0) ears.onContent(content.some(isRenaming));
    else if (foreign.length > 0) ears.onMove();
  });
  observer.observe(of, WATCHED);
  return observer;
}

/** An attribute that makes a key, or the text within a position: a button has nothing else to be known by. */
function isRenaming({ type, target }: MutationRecord): boolean {
  if (type === 'attributes') return true;
  // Not `instanceof`: an element of a frame is one of another window.
  return target.nodeType === Node.ELEMENT_NODE && (target as Element).closest(POSITION_CANDIDATES) !== null;
}
