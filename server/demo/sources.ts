/** Where simulated shoppers come from, and how many of them go how far. Shares are of those who got so far. */
export interface ShopperSource {
  name: 'weibo' | 'xiaohongshu' | 'baidu' | 'wechat' | 'douyin' | 'google' | 'direct';
  weight: number;
  landing: readonly [string, ...string[]];
  query: string;
  referrer: string | null;
  /** The parameter that the platform adds to each click. */
  clickId: 'gclid' | null;
  /** Stays beyond the first look. */
  stays: number;
  seesProduct: number;
  /** Opens the map or the phone number. */
  intends: number;
  seesCoupon: number;
  /** Of those with a code: shows it in a store. */
  visits: number;
  /** Of those in a store: buys. */
  buys: number;
  /** Leaves without a code, and comes again on another day: by one of these ways. */
  returns: number;
  /** The most robots that it brings in a day. */
  robotsADay: number;
  next: readonly [Way, ...Way[]];
}

interface Way {
  to: ShopperSource['name'];
  weight: number;
}

/**
 * Weibo brings crowds who seldom buy, Xiaohongshu people who do; Baidu's searchers know what they want, and
 * often saw the shop elsewhere before. Douyin's videos are watched and little more.
 */
export const SOURCES: readonly [ShopperSource, ...ShopperSource[]] = [
  {
    name: 'weibo',
    weight: 36,
    landing: ['/demo'],
    query: 'utm_source=weibo&utm_medium=social&utm_campaign=autumn',
    referrer: 'https://weibo.com/',
    clickId: null,
    stays: 0.52,
    seesProduct: 0.7,
    intends: 0.14,
    seesCoupon: 0.36,
    visits: 0.16,
    buys: 0.45,
    returns: 0.34,
    robotsADay: 2,
    next: [
      { to: 'baidu', weight: 4 },
      { to: 'xiaohongshu', weight: 3 },
      { to: 'direct', weight: 2 },
    ],
  },
  {
    name: 'xiaohongshu',
    weight: 16,
    landing: ['/demo/products/lounge-chair', '/demo/products/two-seat-sofa', '/demo'],
    query: 'utm_source=xiaohongshu&utm_medium=social&utm_campaign=notes&utm_content=note-3',
    referrer: 'https://www.xiaohongshu.com/',
    clickId: null,
    stays: 0.74,
    seesProduct: 0.85,
    intends: 0.3,
    seesCoupon: 0.55,
    visits: 0.42,
    buys: 0.66,
    returns: 0.4,
    robotsADay: 1,
    next: [
      { to: 'direct', weight: 4 },
      { to: 'baidu', weight: 2 },
      { to: 'wechat', weight: 2 },
      { to: 'xiaohongshu', weight: 2 },
    ],
  },
  {
    name: 'baidu',
    weight: 12,
    landing: ['/demo/sofas', '/demo/products/corner-sofa'],
    query: 'utm_source=baidu&utm_medium=cpc&utm_campaign=search&utm_term=%E6%B2%99%E5%8F%91',
    referrer: 'https://www.baidu.com/',
    clickId: null,
    stays: 0.6,
    seesProduct: 0.78,
    intends: 0.26,
    seesCoupon: 0.34,
    visits: 0.34,
    buys: 0.55,
    returns: 0.32,
    robotsADay: 2,
    next: [
      { to: 'direct', weight: 4 },
      { to: 'baidu', weight: 3 },
      { to: 'wechat', weight: 1 },
    ],
  },
  {
    name: 'wechat',
    weight: 11,
    landing: ['/demo', '/demo/stores'],
    query: 'utm_source=wechat&utm_medium=social&utm_campaign=official-account',
    referrer: null,
    clickId: null,
    stays: 0.66,
    seesProduct: 0.62,
    intends: 0.28,
    seesCoupon: 0.5,
    visits: 0.36,
    buys: 0.62,
    returns: 0.3,
    robotsADay: 0,
    next: [
      { to: 'wechat', weight: 3 },
      { to: 'direct', weight: 3 },
    ],
  },
  {
    name: 'direct',
    weight: 7,
    landing: ['/demo', '/demo/products/bed', '/demo/stores'],
    query: '',
    referrer: null,
    clickId: null,
    stays: 0.7,
    seesProduct: 0.7,
    intends: 0.34,
    seesCoupon: 0.36,
    visits: 0.4,
    buys: 0.7,
    returns: 0.2,
    robotsADay: 2,
    next: [
      { to: 'direct', weight: 3 },
      { to: 'wechat', weight: 1 },
    ],
  },
  {
    name: 'douyin',
    weight: 24,
    landing: ['/demo/products/corner-sofa', '/demo'],
    query: 'utm_source=douyin&utm_medium=paid_social&utm_campaign=videos',
    referrer: 'https://www.douyin.com/',
    clickId: null,
    stays: 0.24,
    seesProduct: 0.5,
    intends: 0.06,
    seesCoupon: 0.24,
    visits: 0.1,
    buys: 0.3,
    returns: 0.12,
    robotsADay: 4,
    next: [
      { to: 'baidu', weight: 2 },
      { to: 'direct', weight: 1 },
    ],
  },
  {
    name: 'google',
    weight: 5,
    landing: ['/demo/sofas', '/demo/products/dining-table'],
    query: 'utm_source=google&utm_medium=cpc&utm_campaign=search-en',
    referrer: 'https://www.google.com/',
    clickId: 'gclid',
    stays: 0.7,
    seesProduct: 0.8,
    intends: 0.3,
    seesCoupon: 0.5,
    visits: 0.4,
    buys: 0.6,
    returns: 0.15,
    robotsADay: 1,
    next: [
      { to: 'direct', weight: 2 },
      { to: 'google', weight: 1 },
    ],
  },
];

/** One of the sources by its name. */
export function sourceNamed(name: ShopperSource['name']): ShopperSource {
  const source = SOURCES.find((each) => each.name === name);
  if (!source) throw new Error(`No shopper comes from ${name}.`);
  return source;
}
