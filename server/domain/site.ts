import type { ChannelRule } from '../../shared/wire/site.ts';
import type { CampaignTerms } from './campaign.ts';
import type { DayNumber } from './day.ts';
import type { JourneyRules } from './membership.ts';

/** A site's settings and secrets. */
export interface SiteSettings {
  id: string;
  name: string;
  origins: string[];
  timeZone: string;
  currency: string;
  windowDays: number;
  hashRoutes: boolean;
  /** How old a touchpoint may be at the till and still earn credit. */
  lookbackDays: number;
  /** Of the revenue; null where the owner has not said. */
  marginPercent: number | null;
  channelRules: ChannelRule[];
  /** Under it the keys of dictionary rows and pseudonyms are made. Never leaves the server. */
  keySecret: string;
  /** Under it the merchant's server signs orders and customer keys. */
  signingSecret: string;
}

export interface StoreCard {
  id: string;
  name: string;
  city: string;
  phone: string;
  address: string;
  maxDiscountMinor: number | null;
}

/** All that deciding needs to know of a site; it changes only when its owner changes something. */
export interface SiteBook extends JourneyRules {
  settings: SiteSettings;
  campaigns: CampaignTerms[];
  stores: Map<string, StoreCard>;
  dayOf(at: number): DayNumber;
}
