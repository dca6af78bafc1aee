import browser, { type Runtime } from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { isGranted, registerAndInject, registerOverlay, tellTabs } from '../background/grants.ts';
import { createHub } from '../background/hub.ts';
import { askKnownNames } from '../background/knownNames.ts';
import { createOverlayPorts } from '../background/overlayPorts.ts';
import { continuePairing } from '../background/pairing.ts';
import { answerPopup } from '../background/popupRequests.ts';
import { setShown } from '../background/preferences.ts';
import {
  lockStorage,
  onServersChanged,
  readServers,
  storefrontAt,
  updateServer,
} from '../background/servers.ts';
import { openSnapshots } from '../background/snapshots.ts';
import type { FromPopup, NamesRequest } from '../messages.ts';

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
  browser.runtime.onInstalled.addListener(() => void registerAndInject());
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    // Only the extension's own pages: a content script stands beside foreign code.
    if (!sender.url?.startsWith(browser.runtime.getURL(''))) return undefined;
    const asked = message as FromPopup | NamesRequest;
    if (asked.kind === 'names') return askKnownNames(asked.address, asked.site);
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
  onServersChanged(() => {
    overlays.lookAgain();
    hub.retry();
  });
});

/** Shows or hides the overlay on the storefront in front; elsewhere the tab's address is not ours to see. */
async function toggleOverlay(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (!tab?.url || !URL.canParse(tab.url)) return;
  const { origin } = new URL(tab.url);
  if (!storefrontAt(await readServers(), origin)) return;
  await tellTabs(origin, { kind: 'shown', shown: await setShown(origin) });
}
