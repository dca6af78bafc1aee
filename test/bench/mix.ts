import { makeRandom, type Random } from '../../server/demo/random.ts';
import type { Beacon, TagEvent } from '../../shared/wire/beacon.ts';

/** The traffic of the benchmark: 2,000 pages, few of them popular, 30 sources, one new visitor in five beacons. */
const PAGES = 2_000;
const SOURCES = 30;
const NEW_VISITORS = 1 / 5;
export const SHOP = 'https://shop.example';
const POSITIONS_OF_POPULAR = 100;
const POSITIONS = 12;
const POPULAR_PAGES = 20;
/** Visitors who are still about: as many as come back before they are through. */
const ABOUT = 2_000;

/** What visitors do once they are there, of a hundred events. */
const ACTS: readonly [type: TagEvent['type'], share: number][] = [
  ['view', 42],
  ['click', 20],
  ['engagement', 18],
  ['product', 12],
  ['intent', 4],
  ['ask', 3],
  ['coupon', 1],
];

/** Makes a beacon of so many events; the same seed makes the same ones, but for their times and ids. */
export type Mix = (site: string, at: number, events: number) => Beacon;

interface Visitor {
  id: string;
  page: number;
}

export function makeMix(seed: number): Mix {
  const random = makeRandom(seed);
  const ids = makeIds(seed);
  const about: Visitor[] = [];
  const pageOf = makePageChooser(random);

  /** Someone new, or someone who is about. */
  const next = (at: number): { visitor: Visitor; isNew: boolean } => {
    const isNew = about.length === 0 || random.next() < NEW_VISITORS;
    if (!isNew) {
      const visitor = about[Math.floor(random.next() * about.length)];
      if (visitor) return { visitor, isNew };
    }
    const visitor = { id: ids(at), page: 0 };
    if (about.length < ABOUT) about.push(visitor);
    else about[Math.floor(random.next() * ABOUT)] = visitor;
    return { visitor, isNew: true };
  };

  const arrive = (visitor: Visitor, at: number): TagEvent => {
    visitor.page = pageOf();
    const source = Math.floor(random.next() * SOURCES);
    // One platform, as the test shop's campaign matches it: everyone who asks for a coupon gets one.
    const query = `?utm_source=weibo&utm_medium=cpc&utm_campaign=campaign-${source}`;
    const url = `${urlOf(visitor.page)}${query}`;
    return { id: ids(at), type: 'view', at, url, referrer: 'https://www.platform.example/', title: 'A page' };
  };

  const act = (visitor: Visitor, at: number): TagEvent => {
    const type = choose(ACTS, random);
    if (type === 'view') {
      const referrer = urlOf(visitor.page);
      visitor.page = pageOf();
      return { id: ids(at), type, at, url: urlOf(visitor.page), referrer, title: 'A page' };
    }
    const here = { id: ids(at), at, url: urlOf(visitor.page) };
    switch (type) {
      case 'click': {
        const n = Math.floor(random.next() * positionsOf(visitor.page));
        return { ...here, type, position: `a.banner-${n}`, label: `Banner ${n}` };
      }
      case 'engagement':
        return { ...here, type, visibleMs: 12_000 };
      case 'product':
        return { ...here, type, sku: `sku-${visitor.page}` };
      case 'intent':
        return { ...here, type, name: 'map' };
      case 'coupon':
        return { ...here, type, action: 'copied', code: '000000000' };
      default:
        return { ...here, type: 'ask' };
    }
  };

  return (site, at, count) => {
    const { visitor, isNew } = next(at);
    const events: TagEvent[] = [];
    for (let n = 0; n < count; n += 1) {
      events.push(isNew && n === 0 ? arrive(visitor, at) : act(visitor, at));
    }
    return { site, visitor: visitor.id, sent: at, events };
  };
}

/** The nth most popular page; the first hundred have most of the traffic, as pages do (Zipf's law). */
function makePageChooser(random: Random): () => number {
  let sum = 0;
  const sums = Array.from({ length: PAGES }, (_, n) => {
    sum += 1 / (n + 1);
    return sum;
  });
  return () => {
    const aim = random.next() * sum;
    let low = 0;
    let high = PAGES - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < aim) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

export function pathOf(page: number): string {
  return `/catalogue/article-${page}`;
}

function urlOf(page: number): string {
  return `${SHOP}${pathOf(page)}`;
}

function positionsOf(page: number): number {
  return page < POPULAR_PAGES ? POSITIONS_OF_POPULAR : POSITIONS;
}

/** Ids like the tag's: they sort by time and have its length. */
function makeIds(seed: number): (at: number) => string {
  let made = 0;
  const tail = `${process.pid.toString(36)}${seed.toString(36)}`.padStart(5, '0').slice(-5);
  return (at) => {
    made += 1;
    return `${at.toString(36)}${made.toString(36).padStart(5, '0')}${tail}`;
  };
}

function choose<Value>(shares: readonly [value: Value, share: number][], random: Random): Value {
  let aim = random.next() * shares.reduce((sum, [, share]) => sum + share, 0);
  for (const [value, share] of shares) {
    aim -= share;
    if (aim < 0) return value;
  }
  return shares[0]?.[0] as Value;
}
