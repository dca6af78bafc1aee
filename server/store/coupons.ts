import { sql } from 'kysely';
import type { Coupon } from '../domain/coupon.ts';
import { changeCompiled, runCompiled } from './compiled.ts';
import { type Db, gather, inChunks } from './db.ts';
import { StaleRow } from './stale.ts';
import type { CouponTable } from './tables/ledger.ts';

const COLUMNS = [
  'code',
  'offer_id',
  'campaign_id',
  'visitor',
  'source_id',
  'page_id',
  'issued_at',
  'expires_at',
  'status',
  'uses',
] as const;

// Written into the text: an engine uses a partial index only where the query names its condition.
const LIVE = sql.lit('live' as const);

/** The live coupons of these visitors. */
export async function loadLiveCoupons(
  db: Db,
  siteId: string,
  visitors: readonly string[],
): Promise<Coupon[]> {
  const rows = await gather(visitors, (chunk) =>
    runCompiled(
      db,
      'loadLiveCoupons',
      () =>
        db
          .selectFrom('coupons')
          .select(COLUMNS)
          .where('site_id', '=', siteId)
          .where('visitor', 'in', chunk)
          .where('status', '=', LIVE),
      [siteId, ...chunk],
    ),
  );
  return rows.map(toCoupon);
}

export async function loadCoupon(db: Db, siteId: string, code: string): Promise<Coupon | null> {
  const [row] = await runCompiled(
    db,
    'loadCoupon',
    () => db.selectFrom('coupons').select(COLUMNS).where('site_id', '=', siteId).where('code', '=', code),
    [siteId, code],
  );
  return row ? toCoupon(row) : null;
}

/** Retires the old ones first: a visitor has one live coupon of an offer. */
export async function saveCoupons(
  db: Db,
  siteId: string,
  fresh: readonly Coupon[],
  retiredCodes: readonly string[],
): Promise<void> {
  await inChunks(retiredCodes, (chunk) =>
    db
      .updateTable('coupons')
      .set({ status: 'retired' })
      .where('site_id', '=', siteId)
      .where('code', 'in', chunk)
      .execute(),
  );
  await inChunks(fresh, (chunk) => {
    const rows = chunk.map((coupon) => toRow(siteId, coupon));
    return runCompiled(
      db,
      'insertCoupons',
      () => db.insertInto('coupons').values(rows),
      rows.flatMap((row) => Object.values(row)),
    );
  });
}

/** Counts a use. False where another use came first and the coupon is no longer as it was read. */
export async function useCoupon(db: Db, siteId: string, coupon: Coupon, spent: boolean): Promise<boolean> {
  const { code, uses, status } = coupon;
  const next = { uses: uses + 1, status: spent ? ('spent' as const) : status };
  const build = () =>
    db
      .updateTable('coupons')
      .set(next)
      .where('site_id', '=', siteId)
      .where('code', '=', code)
      .where('uses', '=', uses)
      .where('status', '=', status);
  const parameters = [next.uses, next.status, siteId, code, uses, status];
  return (await changeCompiled(db, 'useCoupon', build, parameters)) === 1;
}

/** Takes a use back. A spent coupon lives again, unless its visitor has got a newer one since. */
export async function unuseCoupon(db: Db, siteId: string, coupon: Coupon): Promise<void> {
  const newer = await db
    .selectFrom('coupons')
    .select('code')
    .where('site_id', '=', siteId)
    .where('visitor', '=', coupon.visitor)
    .where('offer_id', '=', coupon.offerId)
    .where('status', '=', LIVE)
    .where('code', '!=', coupon.code)
    .executeTakeFirst();
  const status = coupon.status === 'spent' ? (newer ? 'retired' : 'live') : coupon.status;
  const { numUpdatedRows } = await db
    .updateTable('coupons')
    .set({ uses: Math.max(coupon.uses - 1, 0), status })
    .where('site_id', '=', siteId)
    .where('code', '=', coupon.code)
    .where('uses', '=', coupon.uses)
    .where('status', '=', coupon.status)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new StaleRow('the coupon was used since it was read');
}

/** How many coupons these networks got on a day, by network and offer. */
export async function loadMints(
  db: Db,
  siteId: string,
  day: number,
  networks: readonly string[],
): Promise<{ network: string; offerId: string; n: number }[]> {
  const rows = await gather(networks, (chunk) =>
    db
      .selectFrom('mints')
      .select(['network', 'offer_id', 'n'])
      .where('site_id', '=', siteId)
      .where('day', '=', day)
      .where('network', 'in', chunk)
      .execute(),
  );
  return rows.map(({ network, offer_id, n }) => ({ network, offerId: offer_id, n }));
}

export async function addMints(
  db: Db,
  siteId: string,
  day: number,
  mints: readonly { network: string; offerId: string; n: number }[],
): Promise<void> {
  await inChunks(mints, (chunk) =>
    db
      .insertInto('mints')
      .values(
        chunk.map(({ network, offerId, n }) => ({ site_id: siteId, day, network, offer_id: offerId, n })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['site_id', 'day', 'network', 'offer_id'])
          .doUpdateSet((row) => ({ n: row('mints.n', '+', row.ref('excluded.n')) })),
      )
      .execute(),
  );
}

function toCoupon(row: Omit<CouponTable, 'site_id'>): Coupon {
  return {
    code: row.code,
    offerId: row.offer_id,
    campaignId: row.campaign_id,
    visitor: row.visitor,
    source: row.source_id,
    page: row.page_id,
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    status: row.status,
    uses: row.uses,
  };
}

function toRow(siteId: string, coupon: Coupon): CouponTable {
  return {
    site_id: siteId,
    code: coupon.code,
    offer_id: coupon.offerId,
    campaign_id: coupon.campaignId,
    visitor: coupon.visitor,
    source_id: coupon.source,
    page_id: coupon.page,
    issued_at: coupon.issuedAt,
    expires_at: coupon.expiresAt,
    status: coupon.status,
    uses: coupon.uses,
  };
}
