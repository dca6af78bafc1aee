import type { Flag } from './flag.ts';

/* Sites, people, and what lets them in. */

export interface SiteTable {
  id: string;
  name: string;
  origins: string;
  time_zone: string;
  currency: string;
  window_days: number;
  hash_routes: Flag;
  lookback_days: number;
  margin_percent: number | null;
  /** JSON. */
  channel_rules: string;
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
  /** Whether its extension may add placements. */
  may_place: Flag;
}

export interface TokenSiteTable {
  site_id: string;
  token_id: string;
}
