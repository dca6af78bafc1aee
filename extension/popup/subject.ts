import browser from 'webextension-polyfill';

/** What the popup is about: the page in front, or what was chosen in the context menu. */
export interface PopupSubject {
  kind: 'front' | 'link' | 'track';
  /** null where it is not ours to see, or no web page. */
  address: string | null;
  title: string;
}

/** Reads it from the popup's own address, else from the tab in front: a click on the toolbar lets us see that. */
export async function popupSubject(query: string): Promise<PopupSubject> {
  const given = new URLSearchParams(query);
  const [link, track] = [given.get('link'), given.get('track')];
  if (link !== null) return { kind: 'link', address: webAddress(link), title: '' };
  if (track !== null) return { kind: 'track', address: webAddress(track), title: given.get('title') ?? '' };
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return { kind: 'front', address: webAddress(tab?.url), title: tab?.title ?? '' };
}

function webAddress(address: string | undefined): string | null {
  return address?.startsWith('http://') || address?.startsWith('https://') ? address : null;
}
