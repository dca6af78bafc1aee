import type { PlacementInput } from '../../shared/wire/placement.ts';
import type {
  CampaignInput,
  CampaignRule,
  OfferInput,
  SiteInput,
  StoreInput,
} from '../../shared/wire/site.ts';
import { DEMO_CURRENCY, STORES, type StoreKey } from './catalogue.ts';

/** The demo merchant, as inputs of the server's own actions. Stores are named by key until they have ids. */
export interface DemoSeed {
  siteId: string;
  site: SiteInput;
  stores: { key: StoreKey; input: StoreInput }[];
  clerks: { store: StoreKey; name: string; pin: string; isSimulated: boolean }[];
  devices: { store: StoreKey; name: string; isSimulated: boolean }[];
  campaigns: SeedCampaign[];
  placements: PlacementInput[];
}

export interface SeedCampaign {
  name: string;
  isDefault: boolean;
  rules: CampaignRule[];
  store: StoreKey | null;
  offers: OfferInput[];
}

const DEMO_SITE = 'demo';
/** Printed at the start: it opens the demo's tills, on a database that is thrown away. */
export const DEMO_PIN = '2468';
const SIMULATED_PIN = '13579';

/** The demo merchant on a server that browsers reach at `origin`. */
export function demoSeed(origin: string): DemoSeed {
  return {
    siteId: DEMO_SITE,
    site: {
      name: 'Tenon 榫家 (demo)',
      origins: [origin],
      timeZone: 'Asia/Shanghai',
      currency: DEMO_CURRENCY,
      // Half of the simulated past is then old enough to be judged.
      windowDays: 14,
      lookbackDays: 30,
      marginPercent: 38,
    },
    stores: STORES.map(({ key, phone }) => ({ key, input: { ...STORE_INPUTS[key], phone } })),
    clerks: STORES.flatMap(({ key }) => [
      { store: key, name: 'Clerk 1', pin: DEMO_PIN, isSimulated: false },
      { store: key, name: 'Clerk 2', pin: DEMO_PIN, isSimulated: false },
      { store: key, name: 'Simulated clerk', pin: SIMULATED_PIN, isSimulated: true },
    ]),
    devices: STORES.flatMap(({ key }) => [
      { store: key, name: 'Counter 1', isSimulated: false },
      { store: key, name: 'Simulated counter', isSimulated: true },
    ]),
    campaigns: CAMPAIGNS,
    placements: PLACEMENTS,
  };
}

/** A campaign as the server takes it, once its store has an id. Its offers are created after it. */
export function campaignInput(campaign: SeedCampaign, storeIds: Record<StoreKey, string>): CampaignInput {
  return {
    name: campaign.name,
    isDefault: campaign.isDefault,
    rules: campaign.rules,
    storeId: campaign.store && storeIds[campaign.store],
  };
}

const STORE_INPUTS: Record<StoreKey, Omit<StoreInput, 'phone'>> = {
  shanghai: {
    name: 'Tenon Shanghai 榫家上海店',
    city: '上海 Shanghai',
    address: '上海市徐汇区示例路 1 号 · 1 Sample Road, Xuhui',
    maxDiscountMinor: 200_000,
  },
  hangzhou: {
    name: 'Tenon Hangzhou 榫家杭州店',
    city: '杭州 Hangzhou',
    address: '杭州市西湖区示例巷 2 号 · 2 Sample Lane, Xihu',
    maxDiscountMinor: 150_000,
  },
};

const CAMPAIGNS: SeedCampaign[] = [
  {
    name: 'Weibo autumn 微博秋季',
    isDefault: false,
    rules: [{ source: 'weibo' }],
    store: 'shanghai',
    offers: [
      {
        name: 'Autumn 10% off, up to ¥800 · 秋季九折，最多减 800 元',
        kind: 'percent',
        percent: 10,
        minimumMinor: 200_000,
        maxDiscountMinor: 80_000,
        validDays: 30,
      },
    ],
  },
  {
    name: 'Xiaohongshu notes 小红书笔记',
    isDefault: false,
    rules: [{ source: 'xiaohongshu' }, { referrerHost: '*xiaohongshu.com' }],
    store: 'hangzhou',
    offers: [
      {
        name: 'A reading lamp as a gift · 到店赠阅读灯',
        kind: 'gift',
        gift: 'Reading lamp 阅读灯',
        minimumMinor: 100_000,
        validDays: 14,
      },
    ],
  },
  {
    name: 'Baidu search 百度搜索',
    isDefault: false,
    rules: [
      { source: 'baidu', medium: 'cpc' },
      { source: 'baidu', medium: 'paid*' },
    ],
    store: null,
    offers: [
      {
        name: '¥300 off from ¥3,000 · 满 3000 减 300',
        kind: 'amount',
        amountMinor: 30_000,
        minimumMinor: 300_000,
        validDays: 30,
      },
    ],
  },
  {
    name: 'WeChat readers 微信读者',
    isDefault: false,
    rules: [{ source: 'wechat' }],
    store: 'shanghai',
    offers: [
      {
        name: 'Readers’ 8% off, up to ¥600 · 读者专享减 8%，最多 600 元',
        kind: 'percent',
        percent: 8,
        maxDiscountMinor: 60_000,
        validDays: 21,
      },
    ],
  },
  {
    name: 'Douyin videos 抖音视频',
    isDefault: false,
    rules: [{ source: 'douyin' }],
    store: 'hangzhou',
    offers: [
      {
        name: '¥200 off from ¥2,000 · 满 2000 减 200',
        kind: 'amount',
        amountMinor: 20_000,
        minimumMinor: 200_000,
        validDays: 14,
      },
    ],
  },
  {
    name: 'Everyone else 其他访客',
    isDefault: true,
    rules: [],
    store: null,
    offers: [
      {
        name: '¥100 off from ¥1,000 · 满 1000 减 100',
        kind: 'amount',
        amountMinor: 10_000,
        minimumMinor: 100_000,
        validDays: 30,
      },
    ],
  },
];

/** Places elsewhere that lead here, by the names that the links of `sources.ts` carry. */
const PLACEMENTS: PlacementInput[] = [
  { name: 'Note on the lounge chair · 单人椅笔记', source: 'xiaohongshu', content: 'note-3' },
  { name: 'Pinned autumn post · 秋季置顶微博', source: 'weibo', campaign: 'autumn' },
  { name: 'Menu of the official account · 公众号菜单', source: 'wechat', campaign: 'official-account' },
];
