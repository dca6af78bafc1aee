import type { TagEvent } from '../../shared/wire/beacon.ts';
import { PRODUCTS, type Product, STORES, type StoreKey } from './catalogue.ts';
import type { Random } from './random.ts';
import { type ShopperSource, SOURCES } from './sources.ts';

type Without<Event, Keys extends string> = Event extends unknown ? Omit<Event, Keys> : never;

/** An event of the tag before its time and its shop's address are known. */
export interface EventDraft {
  /** Since the session began. */
  afterMs: number;
  path: string;
  event: Without<TagEvent, 'at' | 'url'>;
}

/** What a shopper does in a store, once they have a code. */
interface StoreVisit {
  store: StoreKey;
  /** So many days after the session, at this hour of the store's day. */
  afterDays: number;
  hour: number;
  order: { amountMinor: number; number: string; isUndone: boolean } | null;
}

/** A shopper from the first click to the till. Everything about them is made up, and says so. */
export interface Journey {
  visitor: string;
  source: ShopperSource['name'];
  /** An address of the range that is kept for tests (RFC 2544), so that no network seems to ask for all codes. */
  address: string;
  userAgent: string;
  events: EventDraft[];
  /** When, since the session began, the code is copied; null: it is not. */
  copiesAfterMs: number | null;
  visit: StoreVisit | null;
}

const SOFAS = [PRODUCTS[0], PRODUCTS[1], PRODUCTS[2], PRODUCTS[3]] as const;

const DEVICES: readonly [string, ...string[]] = [
  'Mozilla/5.0 (Linux; Android 15; Simulated) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X; Simulated) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; Simulated) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
];

/** Journeys without end; the same random numbers give the same ones. */
export function* journeys(random: Random): Generator<Journey, never> {
  for (;;) yield journey(random);
}

function journey(random: Random): Journey {
  const source = random.weighted(SOURCES);
  const session = new Session(random, source);
  session.land();
  if (random.chance(source.stays)) session.browse();
  else session.look(random.between(1, 9));
  const copies = session.hasCoupon && random.chance(0.4);
  return {
    visitor: `sim-${random.word(16)}`,
    source: source.name,
    address: `198.${random.between(18, 19)}.${random.between(0, 255)}.${random.between(1, 254)}`,
    userAgent: random.pick(DEVICES),
    events: session.events,
    copiesAfterMs: copies ? session.now + 2_000 : null,
    visit:
      session.hasCoupon && random.chance(source.visits) ? storeVisit(random, source, session.wants) : null,
  };
}

/** One session as it goes: each act adds the events that the tag would send for it. */
class Session {
  readonly events: EventDraft[] = [];
  now = 0;
  hasCoupon = false;
  wants: Product;
  private path: string;
  private readonly random: Random;
  private readonly source: ShopperSource;

  constructor(random: Random, source: ShopperSource) {
    this.random = random;
    this.source = source;
    this.path = random.pick(source.landing);
    this.wants = productOf(this.path) ?? random.pick(PRODUCTS);
  }

  land(): void {
    const { query, referrer } = this.source;
    const landing = query ? `${this.path}?${query}` : this.path;
    this.add({ type: 'view', ...(referrer ? { referrer } : {}) }, landing);
    this.seeProduct();
  }

  /** Visible for so many seconds, then whatever comes next. */
  look(seconds: number): void {
    this.now += seconds * 1_000;
    if (seconds >= 3) this.add({ type: 'engagement', visibleMs: seconds * 1_000 });
  }

  browse(): void {
    const { random, source } = this;
    this.look(random.between(8, 25));
    if (!productOf(this.path) && random.chance(source.seesProduct)) this.openProduct();
    if (random.chance(source.seesCoupon)) this.ask();
    if (random.chance(source.intends)) this.intend();
  }

  private openProduct(): void {
    const fromBanner = this.path === '/demo' && this.random.chance(0.55);
    if (fromBanner) this.wants = PRODUCTS[0];
    if (this.path === '/demo/stores') this.openSofas();
    if (this.path === '/demo/sofas' && this.wants.category !== 'sofas') this.wants = this.random.pick(SOFAS);
    const path = `/demo/products/${this.wants.id}`;
    this.click(fromBanner ? 'hero-banner' : `main#content>${path}`, fromBanner ? 'Banner' : this.wants.id);
    this.go(path);
    this.look(this.random.between(6, 40));
  }

  private openSofas(): void {
    this.click('header>/demo/sofas', 'sofas');
    this.go('/demo/sofas');
    this.look(this.random.between(3, 15));
  }

  private ask(): void {
    this.now += this.random.between(1, 4) * 1_000;
    this.add({ type: 'ask' });
    this.hasCoupon = true;
    this.look(this.random.between(3, 12));
  }

  private intend(): void {
    const { key } = this.random.pick(STORES);
    const intent = this.random.chance(0.7) && this.path !== '/demo/stores' ? 'map' : 'phone';
    // Only pages with a piece, the first one and the stores' own show the stores.
    if (this.path === '/demo/sofas') this.go('/demo/stores');
    const isMap = intent === 'map' && this.path !== '/demo/stores';
    this.click(`${isMap ? 'map' : 'phone'}-${key}`, key, isMap ? 'map' : 'phone');
    if (isMap) this.go('/demo/stores');
    this.look(this.random.between(4, 15));
  }

  private go(path: string): void {
    this.now += 400;
    this.path = path;
    this.add({ type: 'view' });
    this.seeProduct();
  }

  private seeProduct(): void {
    const product = productOf(this.path);
    if (!product) return;
    this.wants = product;
    this.add({ type: 'product', sku: product.sku, name: product.id });
  }

  private click(position: string, label: string, intent?: string): void {
    this.now += this.random.between(1, 3) * 1_000;
    this.add({ type: 'click', position, label, ...(intent ? { intent } : {}) });
  }

  private add(event: Without<TagEvent, 'at' | 'url' | 'id'>, path = this.path): void {
    const id = `sim-${this.random.word(16)}`;
    this.events.push({ afterMs: this.now, path, event: { ...event, id } as EventDraft['event'] });
  }
}

function productOf(path: string): Product | undefined {
  return PRODUCTS.find(({ id }) => path === `/demo/products/${id}`);
}

function storeVisit(random: Random, source: ShopperSource, wants: Product): StoreVisit {
  const buys = random.chance(source.buys);
  return {
    store: random.pick(STORES).key,
    afterDays: random.weighted([
      { days: 0, weight: 34 },
      { days: 1, weight: 30 },
      { days: 2, weight: 16 },
      { days: 4, weight: 12 },
      { days: 7, weight: 8 },
    ]).days,
    hour: random.between(10, 20) + random.next(),
    order: buys
      ? {
          amountMinor: orderAmount(random, wants),
          number: `SIM-${random.word(6).toUpperCase()}`,
          isUndone: random.chance(0.03),
        }
      : null,
  };
}

/** The piece they came for, and now and then another that goes well with it. */
function orderAmount(random: Random, wants: Product): number {
  const more = random.chance(0.28) ? random.pick(PRODUCTS).priceMinor : 0;
  return wants.priceMinor + more;
}
