import type { ActionContext } from '../../server/actions/context.ts';
import { redeem } from '../../server/actions/redeem.ts';
import { undo } from '../../server/actions/undo.ts';
import { makeRandom, type Random } from '../../server/demo/random.ts';
import type { Beacon } from '../../shared/wire/beacon.ts';
import { beacon, event } from '../server/journeys.ts';
import { DAY, MINUTE, SITE, type Workshop } from '../server/workshop.ts';

const PAGES = ['/', '/sofas', '/sofas/1', '/tables', '/stores'];
const ARRIVALS = ['', '?utm_source=weibo', '?utm_source=baidu&utm_medium=cpc', '?gclid=x'];
const POSITIONS = ['hero', 'nav-sofas', 'footer-map'];

/** What happens on one day: beacons, and which of the codes that they get are redeemed. */
export interface Day {
  now: number;
  beacons: Beacon[];
  /** By beacon: the order number of its redemption, and whether it is undone. */
  orders: Map<number, { order: string; undone: boolean }>;
}

/** Visitors who come back for many months, some of them often; the same for the same seed. */
export function makeDays(seed: number, from: number, days: number, aDay: number): Day[] {
  const random = makeRandom(seed);
  return Array.from({ length: days }, (_, n) => makeDay(random, from + n * DAY, aDay, n));
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random.next() * items.length)] as Item;
}

function makeDay(random: Random, now: number, aDay: number, day: number): Day {
  const orders: Day['orders'] = new Map();
  const beacons = Array.from({ length: aDay }, (_, n) => {
    const visitor = random.next() < 0.1 ? undefined : `visitor-${Math.floor(random.next() ** 3 * aDay * 40)}`;
    // Some waited on their device for days.
    const waited = random.next() < 0.1 ? Math.floor(random.next() * 6 * DAY) : 0;
    const at = now - waited + n * MINUTE;
    if (random.next() < 0.2) orders.set(n, { order: `order-${day}-${n}`, undone: random.next() < 0.3 });
    return { ...beacon(SITE, visitor, eventsOf(random, at)), sent: now + n * MINUTE };
  });
  return { now: now + aDay * MINUTE, beacons, orders };
}

function eventsOf(random: Random, at: number) {
  const events = [event('view', `${pick(random, PAGES)}${pick(random, ARRIVALS)}`, at)];
  while (random.next() < 0.6) {
    const later = at + events.length * 1_000;
    const page = pick(random, PAGES);
    const kinds = [
      () => event('view', page, later, { referrer: 'https://shop.example/' }),
      () => event('engagement', page, later, { visibleMs: 11_000 }),
      () => event('click', page, later, { position: pick(random, POSITIONS) }),
      () => event('intent', page, later),
      () => event('event', page, later),
    ];
    events.push(pick(random, kinds)());
  }
  if (random.next() < 0.3) events.push(event('ask', '/', at + 20_000));
  return events;
}

/** Lets a day happen in a shop, in one transaction: every shop to which the same days happen sees the same. */
export function live(shop: Workshop, day: Day): Promise<void> {
  return shop.db.transaction().execute((db) => take(shop, { ...shop.context, db }, day));
}

async function take(shop: Workshop, context: ActionContext, { now, beacons, orders }: Day): Promise<void> {
  const outcomes = await shop.sendAll(beacons, now, context);
  for (const [n, outcome] of outcomes.entries()) {
    const order = orders.get(n);
    if (!order || !outcome.ok || !outcome.value.coupon) continue;
    const till = { siteId: SITE, storeId: 'bund', clerkId: 'clerk', now };
    const input = { code: outcome.value.coupon.code, amountMinor: 10_000 + n, order: order.order };
    const redeemed = await redeem(context, { ...till, input });
    if (redeemed.ok && order.undone) {
      await undo(context, { ...till, now: now + MINUTE, id: redeemed.value.id });
    }
  }
}
