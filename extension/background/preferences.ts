import browser from 'webextension-polyfill';
import type { MarkMode } from '../live/markMode.ts';
import { DEFAULT_RANGE, type Range } from '../live/range.ts';
import type { Size, Spot } from '../live/spot.ts';

/** What the person chose in the overlay and the popup. */
export interface Preferences {
  range: Range;
  collapsed: boolean;
  hiddenOrigins: string[];
  /** How positions are marked, by site. */
  modes: Record<string, MarkMode>;
  pin: Spot | null;
  size: Size | null;
  compare: boolean;
}

const KEY = 'preferences';
const DEFAULTS: Preferences = {
  range: DEFAULT_RANGE,
  collapsed: false,
  hiddenOrigins: [],
  modes: {},
  pin: null,
  size: null,
  compare: false,
};

export async function readPreferences(): Promise<Preferences> {
  const stored = (await browser.storage.local.get(KEY)) as { preferences?: Partial<Preferences> };
  return { ...DEFAULTS, ...stored.preferences };
}

export function prefer(change: Partial<Preferences>): Promise<void> {
  return changePreferences((before) => ({ ...before, ...change }));
}

/** Remembers how a site's positions are marked. */
export function preferMode(site: string, mode: MarkMode): Promise<void> {
  return changePreferences((before) => ({ ...before, modes: { ...before.modes, [site]: mode } }));
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
