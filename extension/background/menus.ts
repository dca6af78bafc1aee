import browser, { type Menus, type Tabs } from 'webextension-polyfill';
import { t } from '../text.ts';

/** What the context menu offers, and where. */
const ENTRIES = {
  'link-page': { contexts: ['page'], title: 'menuLinkPage' },
  'link-link': { contexts: ['link'], title: 'menuLinkLink' },
  'track-page': { contexts: ['page'], title: 'menuTrack' },
} as const;

type Entry = keyof typeof ENTRIES;

const WIDTH = 388;
const HEIGHT = 680;

/** Makes the entries; browsers keep them until the extension is updated. */
export async function createMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const [id, { contexts, title }] of Object.entries(ENTRIES)) {
    browser.contextMenus.create({
      id,
      contexts: [...contexts],
      title: t(title),
      documentUrlPatterns: ['https://*/*', 'http://*/*'],
    });
  }
}

/** Opens the popup's page in a window of its own: a popup cannot be opened everywhere, and would close. */
export async function openMenu(info: Menus.OnClickData, tab: Tabs.Tab | undefined): Promise<void> {
  const query = queryOf(info, tab);
  if (!query) return;
  const url = browser.runtime.getURL(`/popup.html?${query}`);
  // Firefox on phones has no windows.
  if (browser.windows) await browser.windows.create({ url, type: 'popup', width: WIDTH, height: HEIGHT });
  else await browser.tabs.create({ url });
}

function queryOf(
  { menuItemId, pageUrl, linkUrl }: Menus.OnClickData,
  tab: Tabs.Tab | undefined,
): URLSearchParams | null {
  switch (menuItemId as Entry) {
    case 'link-page':
      return pageUrl ? new URLSearchParams({ link: pageUrl }) : null;
    case 'link-link':
      return linkUrl ? new URLSearchParams({ link: linkUrl }) : null;
    case 'track-page':
      return pageUrl ? new URLSearchParams({ track: pageUrl, title: tab?.title ?? '' }) : null;
    default:
      return null;
  }
}
