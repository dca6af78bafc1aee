import browser from 'webextension-polyfill';
import type { PlacementInput } from '../../shared/wire/placement.ts';
import type { KnownNames } from '../links/naming.ts';
import type { FromPopup, NamesRequest, PlaceFailure, PlaceRequest, PopupState } from '../messages.ts';
import { matchPattern } from '../origins.ts';

/** Asks the worker, which alone holds the tokens. Every answer is the whole state. */
export function ask(message: FromPopup): Promise<PopupState> {
  return browser.runtime.sendMessage(message);
}

/** The names that a site's links have used. */
export function askNames(address: string, site: string): Promise<KnownNames> {
  const message: NamesRequest = { kind: 'names', address, site };
  return browser.runtime.sendMessage(message);
}

/** Saves a placement; answers why it could not be, or null. */
export function askPlace(
  address: string,
  site: string,
  placement: PlacementInput,
): Promise<PlaceFailure | null> {
  const message: PlaceRequest = { kind: 'place', address, site, placement };
  return browser.runtime.sendMessage(message);
}

/** Whether the overlay may stand on an origin. */
export function isAllowed(origin: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [matchPattern(origin)] });
}

/**
 * The browser's own question for the origins given. It must be asked in the click itself, before
 * anything is awaited, and the browser may close the popup meanwhile.
 */
export function requestOrigins(...origins: string[]): Promise<boolean> {
  return browser.permissions.request({ origins: [...new Set(origins.map(matchPattern))] }).catch(() => false);
}

/** Takes back what the person allowed for an origin: the browser then keeps the extension away from it. */
export async function giveBack(origin: string): Promise<void> {
  await browser.permissions.remove({ origins: [matchPattern(origin)] });
}

/** Calls back when the worker has stored or been granted something. */
export function onWorkerChanged(listener: () => void, signal: AbortSignal): void {
  const events = [browser.storage.onChanged, browser.permissions.onAdded, browser.permissions.onRemoved];
  for (const event of events) {
    event.addListener(listener);
    signal.addEventListener('abort', () => event.removeListener(listener));
  }
}
