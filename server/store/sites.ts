import type { ChannelRule } from '../../shared/wire/site.ts';
import { SCOPE, SITE_SUBJECT } from '../domain/funnel.ts';
import type { SiteSettings } from '../domain/site.ts';
import { type Db, gather } from './db.ts';
import type { SiteTable } from './tables/accounts.ts';

export const SITE_COLUMNS = [
  'sites.id',
  'sites.name',
  'sites.origins',
  'sites.time_zone',
  'sites.currency',
  'sites.window_days',
  'sites.hash_routes',
  'sites.lookback_days',
  'sites.margin_percent',
  'sites.channel_rules',
  'sites.key_secret',
  'sites.signing_secret',
] as const;

export async function loadSite(db: Db, siteId: string): Promise<SiteSettings | null> {
  const row = await db.selectFrom('sites').select(SITE_COLUMNS).where('id', '=', siteId).executeTakeFirst();
  return row ? toSite(row) : null;
}

export async function insertSite(db: Db, site: SiteSettings, now: number): Promise<void> {
  await db
    .insertInto('sites')
    .values({ ...toRow(site), created_at: now })
    .execute();
}

export async function updateSite(db: Db, site: SiteSettings): Promise<void> {
  const { id, ...changes } = toRow(site);
  await db.updateTable('sites').set(changes).where('id', '=', id).execute();
}

/** The sites of the installation, oldest first. */
export async function loadSites(db: Db, limit: number): Promise<SiteSettings[]> {
  const rows = await db.selectFrom('sites').select(SITE_COLUMNS).orderBy('created_at').limit(limit).execute();
  return rows.map(toSite);
}

/** The sites with these ids, by name. */
export async function loadSitesIn(db: Db, siteIds: readonly string[]): Promise<SiteSettings[]> {
  const rows = await gather(siteIds, (chunk) =>
    db.selectFrom('sites').select(SITE_COLUMNS).where('id', 'in', chunk).execute(),
  );
  return rows.map(toSite).sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

/** Whether money was counted under the site's currency. */
export async function hasRevenue(db: Db, siteId: string): Promise<boolean> {
  const row = await db
    .selectFrom('counters')
    .select('day')
    .where('site_id', '=', siteId)
    .where('scope', '=', SCOPE.site)
    .where('subject', '=', SITE_SUBJECT)
    .where('revenue_minor', '!=', 0)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export function toSite(row: Omit<SiteTable, 'created_at'>): SiteSettings {
  return {
    id: row.id,
    name: row.name,
    origins: JSON.parse(row.origins) as string[],
    timeZone: row.time_zone,
    currency: row.currency,
    windowDays: row.window_days,
    hashRoutes: row.hash_routes === 1,
    lookbackDays: row.lookback_days,
    marginPercent: row.margin_percent,
    channelRules: JSON.parse(row.channel_rules) as ChannelRule[],
    keySecret: row.key_secret,
    signingSecret: row.signing_secret,
  };
}

function toRow(site: SiteSettings): Omit<SiteTable, 'created_at'> {
  return {
    id: site.id,
    name: site.name,
    origins: JSON.stringify(site.origins),
    time_zone: site.timeZone,
    currency: site.currency,
    window_days: site.windowDays,
    hash_routes: site.hashRoutes ? 1 : 0,
    lookback_days: site.lookbackDays,
    margin_percent: site.marginPercent,
    channel_rules: JSON.stringify(site.channelRules),
    key_secret: site.keySecret,
    signing_secret: site.signingSecret,
  };
}
