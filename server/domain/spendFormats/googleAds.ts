import type { SpendFormat } from './format.ts';

/**
 * Google Ads, a report with the segment Day. Two lines before the headers name the report and its range;
 * lines of totals end it. Saved as "Excel .csv" it is UTF-16 with tabs. The English headers follow Google's
 * published names of columns; the Chinese ones are unverified against a live export.
 */
export const GOOGLE_ADS: SpendFormat = {
  id: 'googleAds',
  headers: {
    day: ['day', '天', '日'],
    campaign: ['campaign', 'campaign name', '广告系列'],
    content: ['ad group', 'ad group name', '广告组'],
    term: ['search keyword', 'keyword', '搜索关键字', '关键字'],
    clicks: ['clicks', '点击次数'],
    impressions: ['impr.', 'impressions', '展示次数'],
    cost: ['cost', '费用'],
    currency: ['currency code', 'currency', '货币代码'],
  },
  source: 'google',
  medium: 'cpc',
  decimal: 'point',
  dayOrder: 'auto',
  costUnit: 'major',
  totals: ['total', '总计'],
};
