import type { Db } from './db.ts';
import type { SiteDayTable } from './tables/traffic.ts';

export type SiteDay = Omit<SiteDayTable, 'site_id' | 'day'>;

const NOTHING: SiteDay = {
  views: 0,
  bot_views: 0,
  foreign_beacons: 0,
  mints_capped: 0,
  new_pages: 0,
  new_sources: 0,
  new_positions: 0,
  new_paths: 0,
  last_view_at: 0,
  last_foreign_origin: '',
};

/** Adds to what is counted of a day beside its funnel; the last view and the last foreign origin replace. */
export async function addToSiteDay(
  db: Db,
  siteId: string,
  day: number,
  add: Partial<SiteDay>,
): Promise<void> {
  await db
    .insertInto('site_days')
    .values({ site_id: siteId, day, ...NOTHING, ...add })
    .onConflict((conflict) =>
      conflict.columns(['site_id', 'day']).doUpdateSet((row) => ({
        views: row('site_days.views', '+', row.ref('excluded.views')),
        bot_views: row('site_days.bot_views', '+', row.ref('excluded.bot_views')),
        foreign_beacons: row('site_days.foreign_beacons', '+', row.ref('excluded.foreign_beacons')),
        mints_capped: row('site_days.mints_capped', '+', row.ref('excluded.mints_capped')),
        new_pages: row('site_days.new_pages', '+', row.ref('excluded.new_pages')),
        new_sources: row('site_days.new_sources', '+', row.ref('excluded.new_sources')),
        new_positions: row('site_days.new_positions', '+', row.ref('excluded.new_positions')),
        new_paths: row('site_days.new_paths', '+', row.ref('excluded.new_paths')),
        ...(add.last_view_at ? { last_view_at: row.ref('excluded.last_view_at') } : {}),
        ...(add.last_foreign_origin ? { last_foreign_origin: row.ref('excluded.last_foreign_origin') } : {}),
      })),
    )
    .execute();
}

export async function loadSiteDay(db: Db, siteId: string, day: number): Promise<SiteDay> {
  const row = await db
    .selectFrom('site_days')
    .select(Object.keys(NOTHING) as (keyof SiteDay)[])
    .where('site_id', '=', siteId)
    .where('day', '=', day)
    .executeTakeFirst();
  return row ?? NOTHING;
}

/** When the tag last reached this site; null where it never did. */
export async function loadLastView(db: Db, siteId: string): Promise<number | null> {
  const row = await db
    .selectFrom('site_days')
    .select((days) => days.fn.max('last_view_at').as('at'))
    .where('site_id', '=', siteId)
    .executeTakeFirst();
  return row?.at || null;
}
