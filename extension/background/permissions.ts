import browser from 'webextension-polyfill';
import { matchPattern } from '../origins.ts';

/** Whether the person lets the extension work on an origin. */
export function isGranted(origin: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [matchPattern(origin)] });
}
