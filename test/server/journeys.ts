import type { Beacon, TagEvent } from '../../shared/wire/beacon.ts';

/** Beacons as the tag makes them, for tests of what the server makes of them. */
export const SHOP = 'https://shop.example';

let made = 0;

/** An id that sorts by time and is never used twice. */
export function nextId(): string {
  made += 1;
  return `test${String(made).padStart(12, '0')}`;
}

type Parts<Type extends TagEvent['type']> = Partial<Omit<Extract<TagEvent, { type: Type }>, 'type'>>;

/** An event of a type on a page, `at` in epoch milliseconds. */
export function event<Type extends TagEvent['type']>(
  type: Type,
  path: string,
  at: number,
  parts: Parts<Type> = {} as Parts<Type>,
): TagEvent {
  const needs: Partial<Record<TagEvent['type'], object>> = {
    product: { sku: 'sofa-1' },
    engagement: { visibleMs: 12_000 },
    click: { position: 'banner', label: 'Banner' },
    intent: { name: 'map' },
    coupon: { action: 'shown', code: '000000000' },
    event: { name: 'note' },
  };
  return { id: nextId(), type, at, url: `${SHOP}${path}`, ...needs[type], ...parts } as TagEvent;
}

/** A beacon sent at the moment of its last event. */
export function beacon(site: string, visitor: string | undefined, events: TagEvent[]): Beacon {
  const sent = Math.max(...events.map(({ at }) => at));
  return { site, ...(visitor === undefined ? {} : { visitor }), sent, events };
}
