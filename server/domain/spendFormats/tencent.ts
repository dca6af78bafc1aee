import type { SpendFormat } from './format.ts';

/** Tencent Ads, a report by day. Unverified against a live export. */
export const TENCENT: SpendFormat = {
  id: 'tencent',
  headers: {
    day: ['日期', '时间', 'date'],
    campaign: ['推广计划名称', '营销计划名称', '广告名称', 'campaign name', 'campaign'],
    content: ['创意名称', '动态创意名称', '广告组名称', 'adgroup name', 'ad name'],
    clicks: ['点击次数', '点击量', 'clicks'],
    impressions: ['曝光次数', '曝光量', 'impressions'],
    cost: ['花费', '花费(元)', '消耗', '消耗(元)', 'cost'],
  },
  source: 'tencent',
  medium: 'cpc',
  decimal: 'point',
  dayOrder: 'auto',
  costUnit: 'major',
  totals: ['合计', '总计', '汇总', 'total'],
};
