import type { SpendFormat } from './format.ts';

/** Baidu's search promotion, a report by day; often GB18030. Unverified against a live export. */
export const BAIDU: SpendFormat = {
  id: 'baidu',
  headers: {
    day: ['日期', '时间', 'date'],
    campaign: ['推广计划', '推广计划名称', '计划名称', '计划', 'campaign'],
    content: ['推广单元', '推广单元名称', '单元名称', '单元', 'ad group'],
    term: ['关键词', '关键词名称', 'keyword'],
    clicks: ['点击', '点击量', 'clicks'],
    impressions: ['展现', '展现量', 'impressions'],
    cost: ['消费', '消费(元)', '消费 (*)', 'cost'],
  },
  source: 'baidu',
  medium: 'cpc',
  decimal: 'point',
  dayOrder: 'auto',
  costUnit: 'major',
  totals: ['合计', '总计', '汇总', 'total'],
};
