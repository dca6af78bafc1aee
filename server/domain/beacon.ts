import { pagePath } from '../../shared/page.ts';
import type { Beacon, TagEvent } from '../../shared/wire/beacon.ts';
import {
  type PageRow,
  type PositionRow,
  pageRow,
  positionRow,
  type SourceRow,
  sourceRow,
} from './dictionary.ts';
import { customerText, isSigned, orderText } from './key.ts';
import type { SiteSettings } from './site.ts';
import { readArrival } from './source.ts';

/** How long an event may have waited on a device before it was sent; older ones count as this old. */
export const MAX_AGE_MS = 7 * 86_400_000;

/** A beacon as it came in. */
export interface Received {
  beacon: Beacon;
  receivedAt: number;
  /** A pseudonym of the sender's network, for capping how many coupons it gets; empty where it asks for none. */
  network: string;
  /** A known bot by its user agent, or by its own word. */
  bot: boolean;
  /** Tells the app in whose own browser the page is open. */
  userAgent?: string | undefined;
}

/**
 * Whose journey a beacon moves. Without a visitor id every beacon is someone new; one that is sent again
 * is the same someone, who gets the same coupon.
 */
export function visitorOf({ visitor, events }: Beacon): string {
  return visitor ?? `~${events[0]?.id}`;
}

/** An event with its texts read and its keys computed; the keys are not admitted to the dictionary yet. */
export interface ResolvedEvent {
  event: TagEvent;
  /** The raw key: the tag's event id, but an order's own number, so that an order counts once. */
  id: string;
  at: number;
  page: PageRow;
  arrival: { source: SourceRow | null; direct: boolean; clickId: string | null } | null;
  position: PositionRow | null;
}

/** Whether the browser said that the beacon comes from one of the site's own origins. */
export function isOwnOrigin(site: SiteSettings, origin: string | undefined): boolean {
  return origin !== undefined && site.origins.includes(origin.toLowerCase());
}

/** The first event whose signature is given and wrong, or null. */
export function forgedEvent(site: SiteSettings, beacon: Beacon): TagEvent | null {
  return beacon.events.find((event) => isForged(site, event)) ?? null;
}

function isForged({ signingSecret }: SiteSettings, event: TagEvent): boolean {
  if (event.type === 'identify')
    return !isSigned(signingSecret, customerText(event.customer), event.signature);
  if (event.type !== 'order' || event.signature === undefined) return false;
  return !isSigned(signingSecret, orderText(event.order, event.amountMinor, event.currency), event.signature);
}

/**
 * When an event happened by the server's clock. Only the device's own difference between event and
 * sending is taken from it, so that a wrong clock does no harm; events are never in the future.
 */
export function eventTime(at: number, sent: number, receivedAt: number): number {
  return receivedAt - Math.min(Math.max(sent - at, 0), MAX_AGE_MS);
}

/** Reads one event of a beacon. Null where its address is no web page: such an event is dropped. */
export function resolveEvent(site: SiteSettings, received: Received, event: TagEvent): ResolvedEvent | null {
  const path = pagePath(event.url, site.hashRoutes);
  if (path === null) return null;
  const page = pageRow(site.keySecret, path, event.type === 'view' ? (event.title ?? '') : '');
  return {
    event,
    id: event.type === 'order' && event.signature ? `order.${event.order}` : event.id,
    at: eventTime(event.at, received.beacon.sent, received.receivedAt),
    page,
    arrival: event.type === 'view' || event.type === 'ask' ? resolveArrival(site, received, event) : null,
    position:
      event.type === 'click' ? positionRow(site.keySecret, page, event.position, event.label ?? '') : null,
  };
}

function resolveArrival(
  { keySecret, origins }: SiteSettings,
  { userAgent }: Received,
  { url, referrer }: Extract<TagEvent, { type: 'view' | 'ask' }>,
) {
  const { source, clickId, direct } = readArrival({ url, referrer, origins, userAgent });
  return { source: source && sourceRow(keySecret, source), direct, clickId };
}
