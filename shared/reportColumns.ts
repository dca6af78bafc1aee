import type { Figures } from './wire/reportFigures.ts';

/** Every figure by which rows of a report can be put in order; null: it is not known of the row. */
export const COLUMN_VALUES = {
  redemptions: ({ credited }) => credited.redemptions,
  revenue: ({ credited }) => credited.revenueMinor,
  share: ({ credited }) => credited.share,
  average: ({ credited }) => credited.averageMinor,
  discount: ({ credited }) => credited.discountMinor,
  days: ({ credited }) => credited.days?.average ?? null,
  comparedRedemptions: ({ compared }) => compared?.redemptions ?? null,
  comparedRevenue: ({ compared }) => compared?.revenueMinor ?? null,
  comparedShare: ({ compared }) => compared?.share ?? null,
  impressions: ({ impressions }) => impressions,
  clicks: ({ clicks }) => clicks,
  cost: ({ cost }) => cost?.sumMinor ?? null,
  arrivals: ({ arrivals }) => arrivals,
  product: ({ steps }) => steps?.product ?? null,
  engagement: ({ steps }) => steps?.engagement ?? null,
  intent: ({ steps }) => steps?.intent ?? null,
  coupon: ({ steps }) => steps?.coupon ?? null,
  visit: ({ steps }) => steps?.visit ?? null,
  redemption: ({ steps }) => steps?.redemption ?? null,
  order: ({ steps }) => steps?.order ?? null,
  repeat: ({ steps }) => steps?.repeat ?? null,
  cohortRevenue: ({ steps }) => steps?.revenueMinor ?? null,
  // What cost nothing, as far as is known, has no cost for each.
  costPerVisit: ({ returnOnSpend }) => returnOnSpend?.costPerVisitMinor || null,
  costPerRedemption: ({ returnOnSpend }) => returnOnSpend?.costPerRedemptionMinor || null,
  roas: ({ returnOnSpend }) => returnOnSpend?.roas ?? null,
  roi: ({ returnOnSpend }) => returnOnSpend?.roi ?? null,
} satisfies Record<string, (figures: Figures) => number | null>;

export type ReportColumn = keyof typeof COLUMN_VALUES;
export const REPORT_COLUMNS = Object.keys(COLUMN_VALUES) as ReportColumn[];
