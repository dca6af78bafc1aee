import type { LiveChange, LiveSnapshot } from '../shared/wire/live.ts';
import { isRange, type Range } from './live/range.ts';

/** The name of the port between an overlay and the worker. */
export const OVERLAY_PORT = 'overlay';

/** How the numbers stand. `contactAt` is when they were last known to be true, milliseconds since 1970. */
export interface Status {
  kind: 'connecting' | 'live' | 'offline' | 'signedOut' | 'noAccess' | 'noPermission';
  contactAt: number | null;
}

/** What the overlay shows: which page of which site, over which days. */
export interface View {
  site: string;
  page: string;
  currency: string;
  timeZone: string;
  range: Range;
  from: string;
  to: string;
  collapsed: boolean;
}

export type FromOverlay =
  /** `range`: what this overlay showed before it lost its line; null: what the person chose last. */
  | { kind: 'watch'; address: string; range: Range | null }
  | { kind: 'range'; range: Range }
  | { kind: 'collapsed'; collapsed: boolean }
  | { kind: 'ping' };

export type ToOverlay =
  | { kind: 'view'; view: View }
  | { kind: 'status'; status: Status }
  | { kind: 'snapshot'; snapshot: LiveSnapshot }
  | { kind: 'change'; change: LiveChange }
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
}

export interface PopupServer {
  address: string;
  granted: boolean;
  state: 'ready' | 'signedOut' | 'unreachable';
  sites: PopupSite[];
}

export interface PopupState {
  servers: PopupServer[];
  pairing: PairingState | null;
}

/** A page's own renderer could speak to the worker: what it says is looked at before it is believed. */
export function readFromOverlay(message: unknown): FromOverlay | null {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return null;
  if (message.kind === 'ping') return { kind: 'ping' };
  if (message.kind === 'watch' && 'address' in message && typeof message.address === 'string') {
    const range = 'range' in message && isRange(message.range) ? message.range : null;
    return { kind: 'watch', address: message.address, range };
  }
  if (message.kind === 'range' && 'range' in message && isRange(message.range)) {
    return { kind: 'range', range: message.range };
  }
  if (message.kind === 'collapsed' && 'collapsed' in message && typeof message.collapsed === 'boolean') {
    return { kind: 'collapsed', collapsed: message.collapsed };
  }
  return null;
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
