import type { TableParts } from '../tableParts.ts';

/** Codes, what was redeemed with them, and whose credit that is. */
export const LEDGER_TABLES: Record<string, TableParts> = {
  coupons: {
    key: ['site_id', 'code'],
    columns: {
      site_id: 'text',
      code: 'text',
      offer_id: 'text',
      campaign_id: 'text',
      visitor: 'text',
      source_id: 'bigint',
      page_id: 'bigint',
      issued_at: 'bigint',
      'expires_at?': 'bigint',
      status: 'text',
      uses: 'integer',
    },
  },
  mints: {
    key: ['site_id', 'day', 'network', 'offer_id'],
    columns: { site_id: 'text', day: 'integer', network: 'text', offer_id: 'text', n: 'integer' },
  },
  redemptions: {
    key: ['site_id', 'id'],
    columns: {
      site_id: 'text',
      id: 'text',
      code: 'text',
      offer_id: 'text',
      campaign_id: 'text',
      store_id: 'text',
      clerk_id: 'text',
      order_number: 'text',
      amount_minor: 'bigint',
      discount_minor: 'bigint',
      at: 'bigint',
      day: 'integer',
      'voided_at?': 'bigint',
      customer: 'text',
      visitor: 'text',
      source_id: 'bigint',
      page_id: 'bigint',
      path: 'text',
    },
  },
  redemption_lines: {
    key: ['site_id', 'redemption_id', 'line'],
    columns: {
      site_id: 'text',
      redemption_id: 'text',
      line: 'integer',
      sku: 'text',
      quantity: 'integer',
      amount_minor: 'bigint',
    },
  },
  credits: {
    key: ['site_id', 'redemption_id', 'model', 'touch'],
    columns: {
      site_id: 'text',
      redemption_id: 'text',
      model: 'text',
      touch: 'integer',
      source_id: 'bigint',
      page_id: 'bigint',
      value_minor: 'bigint',
      discount_minor: 'bigint',
      share: 'bigint',
    },
  },
};
