import type { TableParts } from '../tableParts.ts';

/** Sites, people, and what lets them in. */
export const ACCOUNT_TABLES: Record<string, TableParts> = {
  sites: {
    key: ['id'],
    columns: {
      id: 'text',
      name: 'text',
      origins: 'text',
      time_zone: 'text',
      currency: 'text',
      window_days: 'integer',
      hash_routes: 'integer',
      key_secret: 'text',
      signing_secret: 'text',
      created_at: 'bigint',
    },
  },
  users: {
    key: ['id'],
    columns: {
      id: 'text',
      email: 'text',
      password_hash: 'text',
      may_create_sites: 'integer',
      created_at: 'bigint',
    },
  },
  members: { key: ['site_id', 'user_id'], columns: { site_id: 'text', user_id: 'text', role: 'text' } },
  invitations: {
    key: ['site_id', 'secret_hash'],
    columns: {
      site_id: 'text',
      secret_hash: 'text',
      id: 'text',
      email: 'text',
      role: 'text',
      expires_at: 'bigint',
    },
  },
  setup_links: { key: ['secret_hash'], columns: { secret_hash: 'text', created_at: 'bigint' } },
  sign_ins: { key: ['token_hash'], columns: { token_hash: 'text', user_id: 'text', expires_at: 'bigint' } },
  pairings: { key: ['code_hash'], columns: { code_hash: 'text', user_id: 'text', expires_at: 'bigint' } },
  tokens: {
    key: ['id'],
    columns: {
      id: 'text',
      token_hash: 'text',
      user_id: 'text',
      label: 'text',
      created_at: 'bigint',
      'last_used_at?': 'bigint',
    },
  },
  token_sites: { key: ['site_id', 'token_id'], columns: { site_id: 'text', token_id: 'text' } },
};
