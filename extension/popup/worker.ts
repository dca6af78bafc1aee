import browser from 'webextension-polyfill';
import type { FromPopup, PopupState } from '../messages.ts';
import { matchPattern } from '../origins.ts';

/** Asks the worker, which alone holds the tokens. Every answer is the whole state. */
export function ask(message: FromPopup): Promise<PopupState> {
  return browser.runtime.sendMessage(message);
}

/**
 * The browser's own question for the origins given. It must be asked in the click itself, before
 * anything is awaited, and the browser may close the popup meanwhile.
 */
export function requestOrigins(...origins: string[]): Promise<boolean> {
  return browser.permissions.request({ origins: [...new Set(origins.map(matchPattern))] }).catch(() => false);
}

/** Calls back when the worker has stored or been granted something. */
export function onWorkerChanged(listener: () => void, signal: AbortSignal): void {
  const events = [browser.storage.onChanged, browser.permissions.onAdded, browser.permissions.onRemoved];
  for (const event of events) {
    event.addListener(listener);
    signal.addEventListener('abort', () => event.removeListener(listener));
  }
}
