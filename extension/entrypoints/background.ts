import browser, { type Runtime } from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { neededOrigins, registerAndInject, registerOverlay, tellTabs } from '../background/grants.ts';
import { createHub } from '../background/hub.ts';
import { askKnownNames } from '../background/knownNames.ts';
import { createMenus, openMenu } from '../background/menus.ts';
import { createOverlayPorts } from '../background/overlayPorts.ts';
import { continuePairing } from '../background/pairing.ts';
import { isGranted } from '../background/permissions.ts';
import { onPlacementsChanged, savePlacement } from '../background/placements.ts';
import { answerPopup } from '../background/popupRequests.ts';
import { setShown } from '../background/preferences.ts';
import { lockStorage, onServersChanged, updateServer } from '../background/servers.ts';
import { openSnapshots } from '../background/snapshots.ts';
import type { FromPopup, NamesRequest, PlaceRequest } from '../messages.ts';

export default defineBackground(() => {
  const snapshots = openSnapshots();
  const hub = createHub({
    snapshots,
    mayReach: isGranted,
    onSignedOut: ({ address, token }) => void updateServer(address, token, { state: 'signedOut' }),
  });
  const overlays = createOverlayPorts(hub, Date.now);
  void lockStorage();

  browser.runtime.onConnect.addListener(overlays.attach);
  browser.runtime.onInstalled.addListener(() => void Promise.all([registerAndInject(), createMenus()]));
  browser.contextMenus.onClicked.addListener((info, tab) => void openMenu(info, tab));
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    // Only the extension's own pages: a content script stands beside foreign code.
    if (!sender.url?.startsWith(browser.runtime.getURL(''))) return undefined;
    const asked = message as FromPopup | NamesRequest | PlaceRequest;
    if (asked.kind === 'names') return askKnownNames(asked.address, asked.site);
    if (asked.kind === 'place') return savePlacement(asked.address, asked.site, asked.placement);
    return answerPopup(asked, snapshots);
  });
  browser.permissions.onAdded.addListener(async () => {
    await continuePairing();
    await registerAndInject();
    hub.retry();
  });
  browser.permissions.onRemoved.addListener(async () => {
    await registerOverlay();
    hub.recheck();
    overlays.lookAgain();
  });
  browser.commands.onCommand.addListener((command) => {
    if (command === 'toggle-overlay') void toggleOverlay();
  });
  onPlacementsChanged(async () => {
    await registerAndInject();
    overlays.lookAgain();
  });
  onServersChanged(() => {
    overlays.lookAgain();
    hub.retry();
  });
});

/** Shows or hides the overlay on the page in front; elsewhere the tab's address is not ours to see. */
async function toggleOverlay(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (!tab?.url || !URL.canParse(tab.url)) return;
  const { origin } = new URL(tab.url);
  if (!(await neededOrigins()).includes(origin)) return;
  await tellTabs(origin, { kind: 'shown', shown: await setShown(origin) });
}
