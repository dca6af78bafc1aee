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
  /** What is left of it: `returned_minor` came back since. */
  amount_minor: number;
  discount_minor: number;
  returned_minor: number;
  returned_discount_minor: number;
  at: number;
  day: number;
  /** Since when it does not stand: undone, or all of it came back. */
  voided_at: number | null;
  /** Whose: the merchant's customer where known, else the visitor. */
  customer: string;
  visitor: string;
  source_id: number;
  page_id: number;
  /** The touchpoints as they were, JSON. */
  path: string;
  /** From the path’s first touchpoint to the redemption; null where no path is known. */
  lead_hours: number | null;
  /** The cohorts that counted it, packed. */
  counted: string;
}

export interface RedemptionLineTable {
  site_id: string;
  redemption_id: string;
  line: number;
  sku: string;
  /** What is left of it. */
  quantity: number;
  amount_minor: number;
  returned_quantity: number;
  returned_minor: number;
}

/** Goods that came back of a redemption, and what was paid back for them: each is kept as it was. */
export interface ReturnTable {
  site_id: string;
  redemption_id: string;
  id: string;
  at: number;
  day: number;
  /** Of the order's value before the discount, and of the discount. */
  amount_minor: number;
  discount_minor: number;
  /** Who recorded it: a clerk at the till, or a person in the console. */
  clerk_id: string | null;
  user_id: string | null;
  reason: string;
  lines: string;
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
