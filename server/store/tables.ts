/**
 * The rows as they lie in the database. `site_id` leads every key of a site's tables; ids are texts made by
 * the program or 52-bit content keys; times are epoch milliseconds, days yyyymmdd, money minor units.
 * Booleans are 0 and 1, lists are JSON text, so that every engine holds them alike.
 */
export interface Tables {
  sites: SiteTable;
  users: UserTable;
  members: MemberTable;
  invitations: InvitationTable;
  setup_links: SetupLinkTable;
  sign_ins: SignInTable;
  pairings: PairingTable;
  tokens: TokenTable;
  token_sites: TokenSiteTable;
  stores: StoreTable;
  devices: DeviceTable;
  clerks: ClerkTable;
  clerk_sign_ins: ClerkSignInTable;
  campaigns: CampaignTable;
  offers: OfferTable;
  coupons: CouponTable;
  mints: MintTable;
  redemptions: RedemptionTable;
  redemption_lines: RedemptionLineTable;
  credits: CreditTable;
  pages: PageTable;
  sources: SourceTable;
  positions: PositionTable;
  events: EventTable;
  journeys: JourneyTable;
  counters: CounterTable;
  site_days: SiteDayTable;
  answers: AnswerTable;
}

type Flag = 0 | 1;

export interface SiteTable {
  id: string;
  name: string;
  origins: string;
  time_zone: string;
  currency: string;
  window_days: number;
  hash_routes: Flag;
  key_secret: string;
  signing_secret: string;
  created_at: number;
}

export interface UserTable {
  id: string;
  email: string;
  password_hash: string;
  /** The owner of the installation, who may create sites. */
  may_create_sites: Flag;
  created_at: number;
}

export interface MemberTable {
  site_id: string;
  user_id: string;
  role: 'owner' | 'marketer';
}

export interface InvitationTable {
  site_id: string;
  secret_hash: string;
  id: string;
  email: string;
  role: 'owner' | 'marketer';
  expires_at: number;
}

export interface SetupLinkTable {
  secret_hash: string;
  created_at: number;
}

export interface SignInTable {
  token_hash: string;
  user_id: string;
  expires_at: number;
}

export interface PairingTable {
  code_hash: string;
  user_id: string;
  expires_at: number;
}

export interface TokenTable {
  id: string;
  token_hash: string;
  user_id: string;
  label: string;
  created_at: number;
  last_used_at: number | null;
}

export interface TokenSiteTable {
  site_id: string;
  token_id: string;
}

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

export interface PageTable {
  site_id: string;
  id: number;
  path: string;
  title: string;
}

export interface SourceTable {
  site_id: string;
  id: number;
  source: string | null;
  medium: string | null;
  campaign: string | null;
  term: string | null;
  content: string | null;
  referrer_host: string | null;
}

export interface PositionTable {
  site_id: string;
  id: number;
  page_id: number;
  key: string;
  label: string;
}

export interface EventTable {
  site_id: string;
  id: string;
  visitor: string;
  seq: number;
  at: number;
  kind: number;
  page_id: number | null;
  source_id: number | null;
  position_id: number | null;
  amount: number | null;
  flags: number;
  text: string | null;
  bot: Flag;
}

export interface JourneyTable {
  site_id: string;
  visitor: string;
  seq: number;
  state: string;
}

export interface CounterTable {
  site_id: string;
  scope: number;
  subject: number;
  source_id: number;
  day: number;
  arrival: number;
  product: number;
  engagement: number;
  intent: number;
  coupon: number;
  visit: number;
  redemption: number;
  online_order: number;
  repeat: number;
  revenue_minor: number;
}

/** What is counted of a site's day beside its funnel. */
export interface SiteDayTable {
  site_id: string;
  day: number;
  views: number;
  bot_views: number;
  foreign_beacons: number;
  mints_capped: number;
  new_pages: number;
  new_sources: number;
  new_positions: number;
  last_view_at: number;
  last_foreign_origin: string;
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
