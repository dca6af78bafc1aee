import type { Flag } from './flag.ts';

/* What visitors did: the dictionary, raw events, journeys and counters. */

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
  /** Its `seq` when the last change to it was decided. */
  base_seq: number;
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
  new_paths: number;
  last_view_at: number;
  last_foreign_origin: string;
}

/** Arrivals of known robots, which are in no counter. */
export interface BotArrivalTable {
  site_id: string;
  day: number;
  source_id: number;
  n: number;
}

/** The visitors that a signed `identify` has made one customer. */
export interface CustomerVisitorTable {
  site_id: string;
  customer: string;
  visitor: string;
  at: number;
}
