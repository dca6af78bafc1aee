import browser from 'webextension-polyfill';

/**
 * Follows the address of the page in front of this window, wherever the person goes. Undefined where the browser
 * keeps it to itself: on pages that were not allowed.
 */
export function followPageInFront(onPage: (address: string | undefined) => void): void {
  let told: string | null | undefined = null;
  const look = async () => {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
    if (tab?.url === told) return;
    told = tab?.url;
    onPage(told);
  };
  browser.tabs.onActivated.addListener(() => void look());
  browser.tabs.onUpdated.addListener((_id, change) => {
    if (change.url !== undefined || change.status !== undefined) void look();
  });
  browser.permissions.onAdded.addListener(() => void look());
  void look();
}
