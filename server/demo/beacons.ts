import type { Beacon, TagEvent } from '../../shared/wire/beacon.ts';
import type { EventDraft } from './session.ts';
import type { Journey } from './shoppers.ts';

/** Where the simulated shop stands. */
export interface Shop {
  site: string;
  /** Scheme, host and port under which the shop's pages are visited. */
  origin: string;
}

/** The beacon that the tag would send for these events of a journey, `events` being timed by `at`. */
export function beaconOf(
  shop: Shop,
  journey: Journey,
  events: readonly EventDraft[],
  at: (afterMs: number) => number,
  sent: number,
): Beacon {
  return {
    site: shop.site,
    visitor: journey.visitor,
    sent,
    adConsent: journey.adConsent,
    events: events.map((draft) => toEvent(shop, draft, at(draft.afterMs))),
  };
}

/** The beacon for a code that was copied. */
export function copyBeacon(shop: Shop, journey: Journey, code: string, at: number): Beacon {
  const path = journey.events.at(-1)?.path ?? '/demo';
  const event = { type: 'coupon', action: 'copied', code, id: `${journey.visitor}-copy` } as const;
  return {
    site: shop.site,
    visitor: journey.visitor,
    sent: at,
    adConsent: journey.adConsent,
    events: [toEvent(shop, { afterMs: 0, path, event }, at)],
  };
}

function toEvent(shop: Shop, { path, event }: EventDraft, at: number): TagEvent {
  return { ...event, at, url: `${shop.origin}${path}` } as TagEvent;
}
