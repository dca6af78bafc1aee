import type { Flag } from './flag.ts';

/* What an owner sets up: stores with their tills, campaigns with their offers; answers kept for repeats. */

export interface StoreTable {
  site_id: string;
  id: string;
  name: string;
  city: string;
  phone: string;
  address: string;
  max_discount_minor: number | null;
}

export interface DeviceTable {
  site_id: string;
  id: string;
  store_id: string;
  name: string;
  /** Null once the enrolling code was used. */
  code_hash: string | null;
  code_expires_at: number | null;
  token_hash: string | null;
  enrolled_at: number | null;
  last_seen_at: number | null;
}

export interface ClerkTable {
  site_id: string;
  id: string;
  store_id: string;
  name: string;
  pin_hash: string;
  failures: number;
}

export interface ClerkSignInTable {
  site_id: string;
  token_hash: string;
  clerk_id: string;
  device_id: string;
  expires_at: number;
}

export interface CampaignTable {
  site_id: string;
  id: string;
  name: string;
  is_default: Flag;
  rules: string;
  store_id: string | null;
  active: Flag;
  created_at: number;
}

export interface OfferTable {
  site_id: string;
  id: string;
  campaign_id: string;
  name: string;
  kind: 'percent' | 'amount' | 'gift';
  percent: number | null;
  amount_minor: number | null;
  gift: string | null;
  minimum_minor: number;
  max_discount_minor: number | null;
  starts_at: number | null;
  ends_at: number | null;
  valid_days: number | null;
  store_ids: string;
  uses_per_coupon: number;
  total_limit: number | null;
  customer_limit: number | null;
  budget_minor: number | null;
  revoked_at: number | null;
  minted: number;
  redeemed: number;
  given_minor: number;
  created_at: number;
}

/** Answers kept for requests that carried an Idempotency-Key. */
export interface AnswerTable {
  site_id: string;
  actor: string;
  key: string;
  request_hash: string;
  answer: string;
  created_at: number;
}
