import type { TagEvent } from '../../shared/wire/beacon.ts';
import { PRODUCTS, type Product, STORES } from './catalogue.ts';
import type { Random } from './random.ts';
import type { ShopperSource } from './sources.ts';

type Without<Event, Keys extends string> = Event extends unknown ? Omit<Event, Keys> : never;

/** An event of the tag before its time and its shop's address are known. */
export interface EventDraft {
  /** Since the session began. */
  afterMs: number;
  path: string;
  event: Without<TagEvent, 'at' | 'url'>;
}

const SOFAS = [PRODUCTS[0], PRODUCTS[1], PRODUCTS[2], PRODUCTS[3]] as const;

/** One session as it goes: each act adds the events that the tag would send for it. */
export class Session {
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
    const { query, referrer, clickId } = this.source;
    const click = clickId ? `&${clickId}=Sim${this.random.word(40)}` : '';
    const landing = query ? `${this.path}?${query}${click}` : this.path;
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

  /** Looks around, and leaves without a code: for another day. */
  glance(): void {
    const { random, source } = this;
    this.look(random.between(5, 30));
    if (!productOf(this.path) && random.chance(source.seesProduct)) this.openProduct();
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
