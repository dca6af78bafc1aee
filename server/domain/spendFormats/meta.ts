import type { SpendFormat } from './format.ts';

/**
 * Meta Ads Manager, broken down by day. Its line of totals has no day. The English headers follow Meta's
 * published names of columns; the Chinese ones are unverified against a live export.
 */
export const META: SpendFormat = {
  id: 'meta',
  headers: {
    day: ['day', 'reporting starts', '天', '单日', '报告开始日期'],
    until: ['reporting ends', '报告结束日期'],
    campaign: ['campaign name', '广告系列名称'],
    content: ['ad name', 'ad set name', '广告名称', '广告组名称'],
    // Clicks on the link are those that can arrive; "clicks (all)" are likes and comments too.
    clicks: ['link clicks', 'clicks (all)', '链接点击量', '点击量（全部）'],
    impressions: ['impressions', '展示次数'],
    cost: ['amount spent (*)', '已花费金额 (*)', '花费金额 (*)', '花费 (*)'],
    currency: ['currency', '货币'],
  },
  source: 'facebook',
  medium: 'paid_social',
  decimal: 'point',
  dayOrder: 'auto',
  costUnit: 'major',
  totals: ['total', '总计'],
  blankDayIsTotal: true,
};
