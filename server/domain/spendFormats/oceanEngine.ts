import type { SpendFormat } from './format.ts';

/**
 * Ocean Engine, which sells Douyin and Toutiao, a report by day. Which of its apps a row ran in its report
 * does not say: the source is Douyin unless a person says otherwise. Unverified against a live export.
 */
export const OCEAN_ENGINE: SpendFormat = {
  id: 'oceanEngine',
  headers: {
    day: ['时间-天', '时间', '日期', 'stat time (day)', 'date'],
    campaign: ['项目名称', '广告计划名称', '计划名称', 'project name', 'campaign name'],
    content: ['广告名称', '广告创意名称', '单元名称', '素材名称', 'ad name', 'promotion name'],
    clicks: ['点击数', 'clicks'],
    impressions: ['展示数', '展现数', 'show', 'impressions'],
    cost: ['消耗', '消耗(元)', '总花费(元)', '消耗金额', 'stat cost', 'cost'],
  },
  source: 'douyin',
  medium: 'paid_social',
  decimal: 'point',
  dayOrder: 'auto',
  costUnit: 'major',
  totals: ['合计', '总计', '汇总', 'total', '全部'],
};
