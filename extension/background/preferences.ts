import browser from 'webextension-polyfill';
import { DEFAULT_RANGE, type Range } from '../live/range.ts';

/** What the person chose in the overlay and the popup. */
export interface Preferences {
  range: Range;
  collapsed: boolean;
  hiddenOrigins: string[];
}

const KEY = 'preferences';
const DEFAULTS: Preferences = { range: DEFAULT_RANGE, collapsed: false, hiddenOrigins: [] };

export async function readPreferences(): Promise<Preferences> {
  const stored = (await browser.storage.local.get(KEY)) as { preferences?: Partial<Preferences> };
  return { ...DEFAULTS, ...stored.preferences };
}

export function prefer(change: Partial<Preferences>): Promise<void> {
  return changePreferences((before) => ({ ...before, ...change }));
}

/** Shows or hides the overlay on an origin; `undefined` turns it round. Answers how it is now. */
export async function setShown(origin: string, shown?: boolean): Promise<boolean> {
  let now = true;
  await changePreferences((before) => {
    now = shown ?? before.hiddenOrigins.includes(origin);
    const others = before.hiddenOrigins.filter((hidden) => hidden !== origin);
    return { ...before, hiddenOrigins: now ? others : [...others, origin] };
  });
  return now;
}

async function changePreferences(change: (before: Preferences) => Preferences): Promise<void> {
  await navigator.locks.request(KEY, async () => {
    await browser.storage.local.set({ [KEY]: change(await readPreferences()) });
  });
}
