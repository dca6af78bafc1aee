import type { SpendFormat } from './format.ts';

/** Our own columns, as the template has them. */
export const PLAIN: SpendFormat = {
  id: 'plain',
  headers: {
    day: ['day', 'date', '日期', '天'],
    source: ['source', 'utm_source', 'platform', '来源', '平台', '渠道'],
    medium: ['medium', 'utm_medium', '媒介'],
    campaign: ['campaign', 'utm_campaign', '广告系列', '活动', '推广计划'],
    content: ['content', 'utm_content', '内容', '素材'],
    term: ['term', 'utm_term', 'keyword', '关键词'],
    clicks: ['clicks', '点击', '点击量'],
    impressions: ['impressions', '展现', '展示', '曝光'],
    cost: ['cost', 'spend', 'cost (*)', '费用', '花费', '消耗'],
    kind: ['kind', '费用类型'],
    currency: ['currency', '币种', '货币'],
  },
  source: '',
  medium: '',
  decimal: 'auto',
  dayOrder: 'auto',
  costUnit: 'major',
  totals: ['total', 'totals', 'sum', '合计', '总计', '汇总'],
};
