import { PRODUCTS, type Product, STORES, type StoreKey } from './catalogue.ts';
import type { Random } from './random.ts';
import { type EventDraft, Session } from './session.ts';
import { type ShopperSource, SOURCES, sourceNamed } from './sources.ts';

/** An order as the till takes it: its lines add up to its amount. */
interface Order {
  amountMinor: number;
  number: string;
  lines: { sku: string; quantity: number; amountMinor: number }[];
  isUndone: boolean;
  /** What comes back on a later day; null: nothing. */
  back: { afterDays: number; amountMinor: number } | null;
}

/** What a shopper does in a store, once they have a code. */
interface StoreVisit {
  store: StoreKey;
  /** So many days after the session, at this hour of the store's day. */
  afterDays: number;
  hour: number;
  order: Order | null;
}

/** A session that led to no code. */
export interface EarlierSession {
  source: ShopperSource['name'];
  events: EventDraft[];
  /** From its beginning to the next session's. */
  gapMs: number;
}

/** A shopper from the first click to the till. Everything about them is made up, and says so. */
export interface Journey {
  visitor: string;
  /** Of the last session. */
  source: ShopperSource['name'];
  /** An address of the range that is kept for tests (RFC 2544), so that no network seems to ask for all codes. */
  address: string;
  userAgent: string;
  isRobot: boolean;
  adConsent: boolean;
  /** The sessions before the last one, in order. */
  before: EarlierSession[];
  /** Of the last session. */
  events: EventDraft[];
  /** When, since the last session began, the code is copied; null: it is not. */
  copiesAfterMs: number | null;
  visit: StoreVisit | null;
}

const HOUR_MS = 3_600_000;
const MOST_BEFORE = 3;

const DEVICES: readonly [string, ...string[]] = [
  'Mozilla/5.0 (Linux; Android 15; Simulated) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X; Simulated) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; Simulated) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
];
const ROBOT = 'Mozilla/5.0 (compatible; SimulatedBot/1.0)';

/** Journeys without end; the same random numbers give the same ones. */
export function* journeys(random: Random): Generator<Journey, never> {
  for (;;) yield journey(random);
}

/** Whoever reads a platform's pages by program: it lands, and nothing more. */
export function robotJourney(random: Random, source: ShopperSource): Journey {
  const session = new Session(random, source);
  session.land();
  return {
    ...someone(random),
    userAgent: ROBOT,
    isRobot: true,
    source: source.name,
    before: [],
    events: session.events,
    copiesAfterMs: null,
    visit: null,
  };
}

function journey(random: Random): Journey {
  const { before, source } = comeBack(random, random.weighted(SOURCES));
  const session = new Session(random, source);
  session.land();
  if (random.chance(source.stays)) session.browse();
  else session.look(random.between(1, 9));
  const copies = session.hasCoupon && random.chance(0.4);
  return {
    ...someone(random),
    source: source.name,
    before,
    events: session.events,
    copiesAfterMs: copies ? session.now + 2_000 : null,
    visit:
      session.hasCoupon && random.chance(source.visits) ? storeVisit(random, source, session.wants) : null,
  };
}

function someone(random: Random) {
  return {
    visitor: `sim-${random.word(16)}`,
    address: `198.${random.between(18, 19)}.${random.between(0, 255)}.${random.between(1, 254)}`,
    userAgent: random.pick(DEVICES),
    isRobot: false,
    adConsent: random.chance(0.8),
  };
}

/** Some do not decide at once: they come again on other days, often by another way. */
function comeBack(random: Random, first: ShopperSource): { before: EarlierSession[]; source: ShopperSource } {
  const before: EarlierSession[] = [];
  let source = first;
  while (before.length < MOST_BEFORE && random.chance(source.returns)) {
    const session = new Session(random, source);
    session.land();
    session.glance();
    const gapMs = random.between(1, 5) * 24 * HOUR_MS + random.between(-3, 3) * HOUR_MS;
    before.push({ source: source.name, events: session.events, gapMs });
    source = sourceNamed(random.weighted(source.next).to);
  }
  return { before, source };
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
    order: buys ? placeOrder(random, wants) : null,
  };
}

/** The piece they came for, and now and then another that goes well with it. */
function placeOrder(random: Random, wants: Product): Order {
  const pieces = random.chance(0.28) ? [wants, random.pick(PRODUCTS)] : [wants];
  const lines = [...Map.groupBy(pieces, ({ sku }) => sku)].map(([sku, own]) => ({
    sku,
    quantity: own.length,
    amountMinor: sumOf(own),
  }));
  const amountMinor = sumOf(pieces);
  const isUndone = random.chance(0.03);
  const comesBack = !isUndone && random.chance(0.08);
  const amountBack = random.chance(0.6) ? amountMinor : Math.round(amountMinor / 5);
  return {
    amountMinor,
    number: `SIM-${random.word(6).toUpperCase()}`,
    lines,
    isUndone,
    back: comesBack ? { afterDays: random.between(1, 6), amountMinor: amountBack } : null,
  };
}

function sumOf(pieces: readonly Product[]): number {
  return pieces.reduce((sum, { priceMinor }) => sum + priceMinor, 0);
}
