import { matchesText } from '../../shared/addressPattern.ts';
import type { CampaignRule } from '../../shared/wire/site.ts';
import type { Source } from './source.ts';

/** What an offer gives, and where, when and how often. Money in minor units, times in epoch milliseconds. */
export interface OfferTerms {
  id: string;
  campaignId: string;
  name: string;
  kind: 'percent' | 'amount' | 'gift';
  percent: number | null;
  amountMinor: number | null;
  gift: string | null;
  minimumMinor: number;
  maxDiscountMinor: number | null;
  startsAt: number | null;
  endsAt: number | null;
  validDays: number | null;
  /** Empty: every store. */
  storeIds: string[];
  usesPerCoupon: number;
  totalLimit: number | null;
  customerLimit: number | null;
  budgetMinor: number | null;
  revokedAt: number | null;
  /** How often it was redeemed, and the discounts given, so far. */
  redeemed: number;
  givenMinor: number;
}

export interface CampaignTerms {
  id: string;
  isDefault: boolean;
  rules: CampaignRule[];
  storeId: string | null;
  active: boolean;
  offers: OfferTerms[];
}

/** The first active campaign whose rules match the source, else the default one, else none. */
export function matchCampaign(campaigns: readonly CampaignTerms[], source: Source): CampaignTerms | null {
  const active = campaigns.filter((campaign) => campaign.active);
  return (
    active.find((campaign) => campaign.rules.some((rule) => matchesRule(rule, source))) ??
    active.find((campaign) => campaign.isDefault) ??
    null
  );
}

/** Every field that the rule gives equals the source's, in any case; `*` stands for any text. */
export function matchesRule(rule: CampaignRule, source: Source): boolean {
  const fields = Object.entries(rule) as [keyof CampaignRule, string][];
  return fields.length > 0 && fields.every(([field, pattern]) => matchesPattern(pattern, source[field]));
}

function matchesPattern(pattern: string, value: string | null): boolean {
  return value !== null && matchesText(pattern.toLowerCase(), value.toLowerCase());
}

/** Whether a new coupon for this offer would be any good to its visitor now. */
export function isOnOffer(offer: OfferTerms, now: number): boolean {
  return (
    offer.revokedAt === null &&
    (offer.endsAt === null || now < offer.endsAt) &&
    (offer.totalLimit === null || offer.redeemed < offer.totalLimit) &&
    (offer.budgetMinor === null || offer.givenMinor < offer.budgetMinor)
  );
}
