import browser from 'webextension-polyfill';

interface SidePanel {
  open(options: { windowId: number }): Promise<void>;
}

/** Opens the panel beside the page, as each browser has it, and closes the popup. Needs a click. */
export async function openSide(): Promise<void> {
  // Chrome's own; the polyfill does not know it.
  const { sidePanel } = browser as unknown as { sidePanel?: SidePanel };
  if (sidePanel) await sidePanel.open({ windowId: (await browser.windows.getCurrent()).id ?? 0 });
  else await browser.sidebarAction.open();
  window.close();
}
