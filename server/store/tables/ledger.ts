/* Codes, what was redeemed with them, and whose credit that is. */

export interface CouponTable {
  site_id: string;
  code: string;
  offer_id: string;
  campaign_id: string;
  visitor: string;
  source_id: number;
  page_id: number;
  issued_at: number;
  expires_at: number | null;
  status: 'live' | 'spent' | 'retired' | 'voided';
  uses: number;
}

/** Coupons minted by a network of an offer on a day. */
export interface MintTable {
  site_id: string;
  day: number;
  network: string;
  offer_id: string;
  n: number;
}

export interface RedemptionTable {
  site_id: string;
  id: string;
  code: string;
  offer_id: string;
  campaign_id: string;
  store_id: string;
  clerk_id: string;
  order_number: string;
  amount_minor: number;
  discount_minor: number;
  at: number;
  day: number;
  voided_at: number | null;
  /** Whose: the merchant's customer where known, else the visitor. */
  customer: string;
  visitor: string;
  source_id: number;
  page_id: number;
  /** The touchpoints as they were, JSON. */
  path: string;
}

export interface RedemptionLineTable {
  site_id: string;
  redemption_id: string;
  line: number;
  sku: string;
  quantity: number;
  amount_minor: number;
}

export interface CreditTable {
  site_id: string;
  redemption_id: string;
  model: string;
  touch: number;
  source_id: number;
  page_id: number;
  value_minor: number;
  discount_minor: number;
  /** Its part of the redemption, in millionths. */
  share: number;
}
