import type { Counts, SourceCounts } from '../shared/wire/funnel.ts';
import type { LiveChange, LiveSnapshot } from '../shared/wire/live.ts';
import type { Placement, PlacementInput } from '../shared/wire/placement.ts';
import { isMarkMode, type MarkMode } from './live/markMode.ts';
import { isRange, type Range } from './live/range.ts';
import { isSize, isSpot, type Size, type Spot } from './live/spot.ts';
import type { SourceNames } from './placements/sourceNames.ts';

/** The name of the port between an overlay and the worker. */
export const OVERLAY_PORT = 'overlay';

/** The name of the port between the side panel and the worker. */
export const SIDE_PORT = 'side';

/** How the numbers stand. `contactAt` is when they were last known to be true, milliseconds since 1970. */
export interface Status {
  kind: 'connecting' | 'live' | 'offline' | 'signedOut' | 'noAccess' | 'noPermission';
  contactAt: number | null;
}

/** A page elsewhere that leads to the site. */
export interface ViewedPlacement {
  id: string;
  /** Which of the platforms it is on; null: none that is known. */
  adapter: string | null;
  /** What its links carry. */
  names: SourceNames;
  /** Where the site's storefront is: links there are looked at. */
  origins: string[];
}

/** What the overlay shows: which page of which site, over which days, and how the person wants it. */
export interface View {
  site: string;
  /** As it stands in the site's tag. */
  siteKey: string;
  page: string;
  currency: string;
  timeZone: string;
  range: Range;
  from: string;
  to: string;
  /** Only visitors of this source; null: all. */
  source: number | null;
  /** Where the server's console shows the same. */
  console: string;
  collapsed: boolean;
  mode: MarkMode;
  /** Where the panel is pinned; null: nowhere. */
  pin: Spot | null;
  /** How large the person made the panel; null: as large as it needs. */
  size: Size | null;
  /** Whether the days before are shown beside. */
  compare: boolean;
  /** The page is elsewhere, and is called by the placement's name; null: it is the storefront's own. */
  placement: ViewedPlacement | null;
}

/** What the same page came to in as many days before. */
export interface Before {
  from: string;
  to: string;
  counts: Counts;
}

export type FromOverlay =
  /** `range`, `source`: what this overlay showed before it lost its line; no range: what the person chose last. */
  | { kind: 'watch'; address: string; range: Range | null; source: number | null }
  | { kind: 'range'; range: Range }
  | { kind: 'source'; source: number | null }
  | { kind: 'collapsed'; collapsed: boolean }
  | { kind: 'mode'; mode: MarkMode }
  | { kind: 'pin'; spot: Spot | null }
  | { kind: 'size'; size: Size | null }
  | { kind: 'compare'; compare: boolean }
  /** The person looks at a position's card: where did those who clicked come from? */
  | { kind: 'position'; position: number }
  /** The sources that the links and rows of a page elsewhere name: their numbers are wanted. None: no more. */
  | { kind: 'marks'; sources: string[] }
  /** The pages of the same origin that stand in frames on this one: their numbers are wanted. */
  | { kind: 'frames'; addresses: string[] }
  | { kind: 'ping' };

/** Numbers of something beside the page itself. */
export type NumbersMessage =
  | { kind: 'snapshot'; snapshot: LiveSnapshot }
  | { kind: 'change'; change: LiveChange };

export type ToOverlay =
  | { kind: 'view'; view: View }
  | { kind: 'status'; status: Status }
  | { kind: 'snapshot'; snapshot: LiveSnapshot }
  | { kind: 'change'; change: LiveChange }
  /** Null: it cannot be told now. */
  | { kind: 'before'; before: Before | null }
  | { kind: 'positionSources'; position: number; sources: SourceCounts[] | null }
  /** The numbers of what the links and rows of a page elsewhere name, and more. */
  | { kind: 'marked'; message: NumbersMessage }
  /** The numbers of a page that stands in a frame on this one. */
  | { kind: 'framed'; address: string; message: NumbersMessage }
  /** Nothing to show here: hidden by the person, or no storefront of theirs. */
  | { kind: 'leave' };

/** Sent to the tabs of an origin when the person shows or hides its overlay. */
export interface ShownMessage {
  kind: 'shown';
  shown: boolean;
}

export type FromPopup =
  | { kind: 'state' }
  | { kind: 'refresh' }
  | { kind: 'pair'; address: string; code: string }
  | { kind: 'pairingDenied' }
  | { kind: 'unpair'; address: string }
  | { kind: 'show'; origin: string; shown: boolean };

/** Asks for the names that a site's links have used; the answer is KnownNames. */
export interface NamesRequest {
  kind: 'names';
  address: string;
  site: string;
}

/** Saves a placement at its server. The answer is why not, or null. */
export interface PlaceRequest {
  kind: 'place';
  address: string;
  site: string;
  placement: PlacementInput;
}

/** Why a placement could not be saved; the popup has a sentence for each. */
export type PlaceFailure = 'notAllowed' | 'unreachable' | 'refused';

/** Why a pairing did not work; the popup has a sentence for each. */
export type PairingFailure = 'address' | 'denied' | 'code' | 'unreachable' | 'tooMany';

export interface PairingState {
  address: string;
  state: 'waiting' | 'asking' | 'failed';
  why: PairingFailure | null;
}

export interface PopupSite {
  id: string;
  name: string;
  origins: { origin: string; granted: boolean; shown: boolean }[];
  placements: Placement[];
}

export interface PopupServer {
  address: string;
  granted: boolean;
  state: 'ready' | 'signedOut' | 'unreachable';
  /** Of what age the last numbers are where it cannot be reached: when they were true. Else, and where there are none: null. */
  numbersAt: number | null;
  sites: PopupSite[];
}

export interface PopupState {
  servers: PopupServer[];
  pairing: PairingState | null;
}

/** A page's own renderer could speak to the worker: what it says is looked at before it is believed. */
export function readFromOverlay(message: unknown): FromOverlay | null {
  if (typeof message !== 'object' || message === null) return null;
  const given = message as Record<string, unknown>;
  const { kind, address, range, source, collapsed, mode, spot, size, compare, position } = given;
  if (kind === 'ping') return { kind };
  if (kind === 'watch' && typeof address === 'string') {
    return { kind, address, range: isRange(range) ? range : null, source: isKey(source) ? source : null };
  }
  if (kind === 'range' && isRange(range)) return { kind, range };
  if (kind === 'source' && (source === null || isKey(source))) return { kind, source };
  if (kind === 'marks' && isNames(given.sources)) return { kind, sources: given.sources };
  if (kind === 'frames' && isAddresses(given.addresses)) return { kind, addresses: given.addresses };
  if (kind === 'collapsed' && typeof collapsed === 'boolean') return { kind, collapsed };
  if (kind === 'mode' && isMarkMode(mode)) return { kind, mode };
  if (kind === 'pin' && spot === null) return { kind, spot };
  if (kind === 'pin' && isSpot(spot)) return { kind, spot: { right: spot.right, top: spot.top } };
  if (kind === 'size' && size === null) return { kind, size };
  if (kind === 'size' && isSize(size)) return { kind, size: { width: size.width, height: size.height } };
  if (kind === 'compare' && typeof compare === 'boolean') return { kind, compare };
  if (kind === 'position' && isKey(position)) return { kind, position };
  return null;
}

function isKey(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** More sources than this are asked for as all. */
const MAX_NAMES = 50;

function isNames(value: unknown): value is string[] {
  const isName = (each: unknown) => typeof each === 'string' && each !== '' && each.length <= 120;
  return Array.isArray(value) && value.length <= MAX_NAMES && value.every(isName);
}

/** The numbers of so many framed pages are shown: each has a stream of its own. */
export const MAX_FRAMES = 4;
const MAX_ADDRESS = 2_000;

function isAddresses(value: unknown): value is string[] {
  const isAddress = (each: unknown) => typeof each === 'string' && each.length <= MAX_ADDRESS;
  return Array.isArray(value) && value.length <= MAX_FRAMES && value.every(isAddress);
}

/** Whether a message tells this tab to show or hide its overlay. */
export function isShownMessage(message: unknown): message is ShownMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'kind' in message &&
    message.kind === 'shown' &&
    'shown' in message &&
    typeof message.shown === 'boolean'
  );
}
