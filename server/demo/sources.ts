/** Where simulated shoppers come from, and how many of them go how far. Shares are of those who got so far. */
export interface ShopperSource {
  name: 'weibo' | 'xiaohongshu' | 'baidu' | 'wechat' | 'direct';
  weight: number;
  landing: readonly [string, ...string[]];
  query: string;
  referrer: string | null;
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
}

/** Weibo brings crowds who seldom buy, Xiaohongshu people who do; Baidu's searchers know what they want. */
export const SOURCES: readonly [ShopperSource, ...ShopperSource[]] = [
  {
    name: 'weibo',
    weight: 38,
    landing: ['/demo'],
    query: 'utm_source=weibo&utm_medium=social&utm_campaign=autumn',
    referrer: 'https://weibo.com/',
    stays: 0.52,
    seesProduct: 0.7,
    intends: 0.14,
    seesCoupon: 0.36,
    visits: 0.16,
    buys: 0.45,
  },
  {
    name: 'xiaohongshu',
    weight: 20,
    landing: ['/demo/products/lounge-chair', '/demo/products/two-seat-sofa', '/demo'],
    query: 'utm_source=xiaohongshu&utm_medium=social&utm_campaign=notes&utm_content=note-3',
    referrer: 'https://www.xiaohongshu.com/',
    stays: 0.74,
    seesProduct: 0.85,
    intends: 0.3,
    seesCoupon: 0.55,
    visits: 0.42,
    buys: 0.66,
  },
  {
    name: 'baidu',
    weight: 17,
    landing: ['/demo/sofas', '/demo/products/corner-sofa'],
    query: 'utm_source=baidu&utm_medium=cpc&utm_campaign=search&utm_term=%E6%B2%99%E5%8F%91',
    referrer: 'https://www.baidu.com/',
    stays: 0.6,
    seesProduct: 0.78,
    intends: 0.26,
    seesCoupon: 0.34,
    visits: 0.34,
    buys: 0.55,
  },
  {
    name: 'wechat',
    weight: 14,
    landing: ['/demo', '/demo/stores'],
    query: 'utm_source=wechat&utm_medium=social&utm_campaign=official-account',
    referrer: null,
    stays: 0.66,
    seesProduct: 0.62,
    intends: 0.28,
    seesCoupon: 0.5,
    visits: 0.36,
    buys: 0.62,
  },
  {
    name: 'direct',
    weight: 11,
    landing: ['/demo', '/demo/products/bed', '/demo/stores'],
    query: '',
    referrer: null,
    stays: 0.7,
    seesProduct: 0.7,
    intends: 0.34,
    seesCoupon: 0.36,
    visits: 0.4,
    buys: 0.7,
  },
];
