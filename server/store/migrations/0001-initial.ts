import { type CreateTableBuilder, type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

type Columns = Record<string, 'text' | 'bigint' | 'integer'>;

/** A column that may be null ends with `?`. The key's columns come first, in the key's order. */
const TABLES: Record<string, { key: string[]; columns: Columns }> = {
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
  stores: {
    key: ['site_id', 'id'],
    columns: {
      site_id: 'text',
      id: 'text',
      name: 'text',
      city: 'text',
      phone: 'text',
      address: 'text',
      'max_discount_minor?': 'bigint',
    },
  },
  devices: {
    key: ['site_id', 'id'],
    columns: {
      site_id: 'text',
      id: 'text',
      store_id: 'text',
      name: 'text',
      'code_hash?': 'text',
      'code_expires_at?': 'bigint',
      'token_hash?': 'text',
      'enrolled_at?': 'bigint',
      'last_seen_at?': 'bigint',
    },
  },
  clerks: {
    key: ['site_id', 'id'],
    columns: {
      site_id: 'text',
      id: 'text',
      store_id: 'text',
      name: 'text',
      pin_hash: 'text',
      failures: 'integer',
    },
  },
  clerk_sign_ins: {
    key: ['site_id', 'token_hash'],
    columns: {
      site_id: 'text',
      token_hash: 'text',
      clerk_id: 'text',
      device_id: 'text',
      expires_at: 'bigint',
    },
  },
  campaigns: {
    key: ['site_id', 'id'],
    columns: {
      site_id: 'text',
      id: 'text',
      name: 'text',
      is_default: 'integer',
      rules: 'text',
      'store_id?': 'text',
      active: 'integer',
      created_at: 'bigint',
    },
  },
  offers: {
    key: ['site_id', 'id'],
    columns: {
      site_id: 'text',
      id: 'text',
      campaign_id: 'text',
      name: 'text',
      kind: 'text',
      'percent?': 'integer',
      'amount_minor?': 'bigint',
      'gift?': 'text',
      minimum_minor: 'bigint',
      'max_discount_minor?': 'bigint',
      'starts_at?': 'bigint',
      'ends_at?': 'bigint',
      'valid_days?': 'integer',
      store_ids: 'text',
      uses_per_coupon: 'integer',
      'total_limit?': 'bigint',
      'customer_limit?': 'bigint',
      'budget_minor?': 'bigint',
      'revoked_at?': 'bigint',
      minted: 'bigint',
      redeemed: 'bigint',
      given_minor: 'bigint',
      created_at: 'bigint',
    },
  },
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
  answers: {
    key: ['site_id', 'actor', 'key'],
    columns: {
      site_id: 'text',
      actor: 'text',
      key: 'text',
      request_hash: 'text',
      answer: 'text',
      created_at: 'bigint',
    },
  },
};

export async function createInitial(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  for (const [name, { key, columns }] of Object.entries(TABLES)) {
    let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
    for (const [column, type] of Object.entries(columns)) {
      table = column.endsWith('?')
        ? table.addColumn(column.slice(0, -1), type)
        : table.addColumn(column, type, (definition) => definition.notNull());
    }
    await dialect.clustered(table.addPrimaryKeyConstraint(`${name}_key`, key)).execute();
  }
  await createIndexes(db);
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('users_email').unique().on('users').column('email').execute();
  await db.schema.createIndex('tokens_hash').unique().on('tokens').column('token_hash').execute();
  // A person's sites, and a token's: asked for with every request.
  await db.schema.createIndex('members_user').on('members').column('user_id').execute();
  await db.schema.createIndex('token_sites_token').on('token_sites').column('token_id').execute();
  // One live coupon per visitor and offer: two servers that mint at once meet here.
  await db.schema
    .createIndex('coupons_live')
    .unique()
    .on('coupons')
    .columns(['site_id', 'visitor', 'offer_id'])
    .where(sql.ref('status'), '=', 'live')
    .execute();
  // An order number has one redemption that stands.
  await db.schema
    .createIndex('redemptions_order')
    .unique()
    .on('redemptions')
    .columns(['site_id', 'order_number'])
    .where(sql.ref('voided_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('redemptions_day')
    .on('redemptions')
    .columns(['site_id', 'day', 'at'])
    .execute();
  await db.schema
    .createIndex('redemptions_store_day')
    .on('redemptions')
    .columns(['site_id', 'store_id', 'day', 'at'])
    .execute();
  await db.schema.createIndex('positions_page').on('positions').columns(['site_id', 'page_id']).execute();
  await db.schema
    .createIndex('redemptions_customer')
    .on('redemptions')
    .columns(['site_id', 'customer'])
    .execute();
  await db.schema
    .createIndex('redemptions_code')
    .on('redemptions')
    .columns(['site_id', 'code', 'at'])
    .execute();
}
