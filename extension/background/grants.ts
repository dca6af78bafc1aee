import browser, { type Tabs } from 'webextension-polyfill';
import type { ShownMessage } from '../messages.ts';
import { matchPattern } from '../origins.ts';
import { isGranted } from './permissions.ts';
import { placementOrigins } from './placements.ts';
import { readServers } from './servers.ts';

const SCRIPT_ID = 'overlay';
const SCRIPT_FILE = 'content-scripts/overlay.js';

/**
 * Registers the overlay for the granted storefronts and tracked pages, and for nothing else. One after the other: the
 * browser's own notice of a new permission and the popup's message arrive together, and two
 * registrations of one id at once fail.
 */
export function registerOverlay(): Promise<string[]> {
  return navigator.locks.request('registration', async () => {
    const patterns = await overlayPatterns();
    const known = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
    if (patterns.length === 0) {
      if (known.length > 0) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
      return patterns;
    }
    const script = { id: SCRIPT_ID, js: [SCRIPT_FILE], matches: patterns, runAt: 'document_idle' as const };
    if (known.length > 0) await browser.scripting.updateContentScripts([script]);
    else await browser.scripting.registerContentScripts([{ ...script, persistAcrossSessions: true }]);
    return patterns;
  });
}

/** Also reaches the tabs that are open already: they were loaded before the overlay was registered. */
export async function registerAndInject(): Promise<void> {
  const patterns = await registerOverlay();
  if (patterns.length === 0) return;
  const tabs = await browser.tabs.query({ url: patterns });
  await Promise.all(tabs.map((tab) => tellTab(tab, { kind: 'shown', shown: true })));
}

/** Tells the open tabs of an origin whether to show their overlay. */
export async function tellTabs(origin: string, message: ShownMessage): Promise<void> {
  const tabs = await browser.tabs.query({ url: matchPattern(origin) }).catch(() => []);
  const its = tabs.filter(({ url = '' }) => URL.canParse(url) && new URL(url).origin === origin);
  await Promise.all(its.map((tab) => tellTab(tab, message)));
}

/** A tab without an overlay, or with one that a reload of the extension has cut off, gets a new one. */
async function tellTab({ id = -1 }: Tabs.Tab, message: ShownMessage): Promise<void> {
  try {
    await browser.tabs.sendMessage(id, message);
  } catch {
    if (!message.shown) return;
    // The tab may have gone meanwhile, or show an error page.
    await browser.scripting
      .executeScript({ target: { tabId: id }, files: [SCRIPT_FILE] })
      .catch(() => undefined);
  }
}

/** Gives back every permission that no paired server needs any more. */
export async function dropUnusedGrants(before: string[]): Promise<void> {
  const needed = new Set((await neededOrigins()).map(matchPattern));
  const unused = [...new Set(before.map(matchPattern))].filter((pattern) => !needed.has(pattern));
  for (const pattern of unused) await browser.permissions.remove({ origins: [pattern] }).catch(() => false);
}

/** Every origin that the paired servers, their storefronts and their placements stand on. */
export async function neededOrigins(): Promise<string[]> {
  const servers = await readServers();
  const own = servers.flatMap(({ address, sites }) => [address, ...sites.flatMap(({ origins }) => origins)]);
  return [...own, ...(await placementOrigins())].filter((origin) => URL.canParse(origin));
}

async function overlayPatterns(): Promise<string[]> {
  const servers = await readServers();
  const origins = servers
    .flatMap(({ sites }) => sites.flatMap((site) => site.origins))
    .filter((origin) => URL.canParse(origin));
  const all = [...new Set([...origins, ...(await placementOrigins())])];
  const granted = await Promise.all(
    all.map(async (origin) => ((await isGranted(origin)) ? matchPattern(origin) : null)),
  );
  return [...new Set(granted.filter((pattern) => pattern !== null))].sort();
}
