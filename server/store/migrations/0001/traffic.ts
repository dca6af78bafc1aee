import type { TableParts } from '../tableParts.ts';

/** What visitors did: the dictionary, raw events, journeys and counters. */
export const TRAFFIC_TABLES: Record<string, TableParts> = {
  pages: { key: ['site_id', 'id'], columns: { site_id: 'text', id: 'bigint', path: 'text', title: 'text' } },
  sources: {
    key: ['site_id', 'id'],
    columns: {
      site_id: 'text',
      id: 'bigint',
      'source?': 'text',
      'medium?': 'text',
      'campaign?': 'text',
      'term?': 'text',
      'content?': 'text',
      'referrer_host?': 'text',
    },
  },
  positions: {
    key: ['site_id', 'id'],
    columns: { site_id: 'text', id: 'bigint', page_id: 'bigint', key: 'text', label: 'text' },
  },
  events: {
    key: ['site_id', 'id'],
    columns: {
      site_id: 'text',
      id: 'text',
      visitor: 'text',
      seq: 'integer',
      at: 'bigint',
      kind: 'integer',
      'page_id?': 'bigint',
      'source_id?': 'bigint',
      'position_id?': 'bigint',
      'amount?': 'bigint',
      flags: 'integer',
      'text?': 'text',
      bot: 'integer',
    },
  },
  journeys: {
    key: ['site_id', 'visitor'],
    columns: { site_id: 'text', visitor: 'text', seq: 'integer', state: 'text' },
  },
  counters: {
    // A range of days lies together, however many sources and days there are.
    key: ['site_id', 'scope', 'subject', 'day', 'source_id'],
    columns: {
      site_id: 'text',
      scope: 'integer',
      subject: 'bigint',
      source_id: 'bigint',
      day: 'integer',
      arrival: 'bigint',
      product: 'bigint',
      engagement: 'bigint',
      intent: 'bigint',
      coupon: 'bigint',
      visit: 'bigint',
      redemption: 'bigint',
      online_order: 'bigint',
      repeat: 'bigint',
      revenue_minor: 'bigint',
    },
  },
  site_days: {
    key: ['site_id', 'day'],
    columns: {
      site_id: 'text',
      day: 'integer',
      views: 'bigint',
      bot_views: 'bigint',
      foreign_beacons: 'bigint',
      mints_capped: 'bigint',
      new_pages: 'bigint',
      new_sources: 'bigint',
      new_positions: 'bigint',
      last_view_at: 'bigint',
      last_foreign_origin: 'text',
    },
  },
};
