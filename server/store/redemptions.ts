import type { Credit } from '../domain/credit.ts';
import type { Touchpoint } from '../domain/journey.ts';
import { leadHours } from '../domain/reportSums.ts';
import { runCompiled } from './compiled.ts';
import { type Counted, packCounted } from './counted.ts';
import { deleteCredits, saveCredits } from './credits.ts';
import type { Db } from './db.ts';
import { inChunks } from './db.ts';
import type { RedemptionTable } from './tables/ledger.ts';
import { together } from './together.ts';

/** A coupon used in a store, as it is kept. */
export interface StoredRedemption {
  id: string;
  code: string;
  offerId: string;
  campaignId: string;
  storeId: string;
  clerkId: string;
  order: string;
  /** What is left of it: `returnedMinor` came back since. */
  amountMinor: number;
  discountMinor: number;
  returnedMinor: number;
  returnedDiscountMinor: number;
  at: number;
  day: number;
  /** Since when it does not stand: it was undone, or all of it came back. */
  voidedAt: number | null;
  customer: string;
  visitor: string;
  source: number;
  page: number;
  path: Touchpoint[];
}

export interface Line {
  sku: string;
  quantity: number;
  amountMinor: number;
}

/** The columns of `toRedemption`. */
export const STORED = [
  'id',
  'code',
  'offer_id',
  'campaign_id',
  'store_id',
  'clerk_id',
  'order_number',
  'amount_minor',
  'discount_minor',
  'returned_minor',
  'returned_discount_minor',
  'at',
  'day',
  'voided_at',
  'customer',
  'visitor',
  'source_id',
  'page_id',
  'path',
] as const;

export async function insertRedemption(
  db: Db,
  siteId: string,
  redemption: StoredRedemption,
  lines: readonly Line[],
  credits: readonly Credit[],
  counted: Counted,
): Promise<void> {
  const [first] = redemption.path;
  const row = {
    site_id: siteId,
    ...toRow(redemption),
    lead_hours: first ? leadHours(first.at, redemption.at) : null,
    counted: packCounted(counted),
  };
  const inserting = runCompiled(
    db,
    'insertRedemption',
    () => db.insertInto('redemptions').values(row),
    Object.values(row),
  );
  const insertingLines = inChunks(lines, (chunk) =>
    db
      .insertInto('redemption_lines')
      .values(
        chunk.map((line) => ({
          site_id: siteId,
          redemption_id: redemption.id,
          line: lines.indexOf(line),
          sku: line.sku,
          quantity: line.quantity,
          amount_minor: line.amountMinor,
          returned_quantity: 0,
          returned_minor: 0,
        })),
      )
      .execute(),
  );
  await together([inserting, insertingLines, saveCredits(db, siteId, redemption.id, credits)]);
}

export async function loadRedemption(db: Db, siteId: string, id: string): Promise<StoredRedemption | null> {
  const row = await db
    .selectFrom('redemptions')
    .select(STORED)
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ? toRedemption(row) : null;
}

/** The redemption that stands under an order number. */
export async function findOrder(db: Db, siteId: string, order: string): Promise<StoredRedemption | null> {
  const [row] = await runCompiled(
    db,
    'findOrder',
    () =>
      db
        .selectFrom('redemptions')
        .select(STORED)
        .where('site_id', '=', siteId)
        .where('order_number', '=', order)
        .where('voided_at', 'is', null),
    [siteId, order],
  );
  return row ? toRedemption(row) : null;
}

/** A coupon's latest redemption that stands. */
export async function findLastUse(db: Db, siteId: string, code: string): Promise<StoredRedemption | null> {
  const row = await db
    .selectFrom('redemptions')
    .select(STORED)
    .where('site_id', '=', siteId)
    .where('code', '=', code)
    .where('voided_at', 'is', null)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toRedemption(row) : null;
}

/** Redemptions under an order number or a code, newest first, also those that do not stand any more. */
export async function findSales(
  db: Db,
  siteId: string,
  storeId: string | null,
  { order, code }: { order: string; code: string | null },
  limit: number,
): Promise<StoredRedemption[]> {
  const of = (column: 'order_number' | 'code', value: string) => {
    const all = db.selectFrom('redemptions').select(STORED).where('site_id', '=', siteId);
    const own = storeId === null ? all : all.where('store_id', '=', storeId);
    return own.where(column, '=', value).orderBy('at', 'desc').limit(limit).execute();
  };
  const rows = [...(await of('order_number', order)), ...(code === null ? [] : await of('code', code))];
  const byId = new Map(rows.map((row) => [row.id, row]));
  const newest = [...byId.values()].sort((a, b) => b.at - a.at);
  return newest.slice(0, limit).map(toRedemption);
}

/** Voids a redemption and takes its credit back. False where another void came first. */
export async function voidRedemption(db: Db, siteId: string, id: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('redemptions')
    .set({ voided_at: at })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('voided_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  await deleteCredits(db, siteId, id);
  return true;
}

/** A store's redemptions of one day, newest first. */
export async function loadStoreDay(
  db: Db,
  siteId: string,
  storeId: string,
  day: number,
  limit: number,
): Promise<StoredRedemption[]> {
  const rows = await db
    .selectFrom('redemptions')
    .select(STORED)
    .where('site_id', '=', siteId)
    .where('store_id', '=', storeId)
    .where('day', '=', day)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toRedemption);
}

/** What a store's redemptions of one day come to, without what was voided. */
export async function sumStoreDay(
  db: Db,
  siteId: string,
  storeId: string,
  day: number,
): Promise<{ count: number; amountMinor: number; discountMinor: number }> {
  const row = await db
    .selectFrom('redemptions')
    .select((table) => [
      table.fn.countAll<number>().as('count'),
      table.fn.sum<number | null>('amount_minor').as('amount'),
      table.fn.sum<number | null>('discount_minor').as('discount'),
    ])
    .where('site_id', '=', siteId)
    .where('store_id', '=', storeId)
    .where('day', '=', day)
    .where('voided_at', 'is', null)
    .executeTakeFirstOrThrow();
  return { count: row.count, amountMinor: row.amount ?? 0, discountMinor: row.discount ?? 0 };
}

export function toRedemption(row: Pick<RedemptionTable, (typeof STORED)[number]>): StoredRedemption {
  return {
    id: row.id,
    code: row.code,
    offerId: row.offer_id,
    campaignId: row.campaign_id,
    storeId: row.store_id,
    clerkId: row.clerk_id,
    order: row.order_number,
    amountMinor: row.amount_minor,
    discountMinor: row.discount_minor,
    returnedMinor: row.returned_minor,
    returnedDiscountMinor: row.returned_discount_minor,
    at: row.at,
    day: row.day,
    voidedAt: row.voided_at,
    customer: row.customer,
    visitor: row.visitor,
    source: row.source_id,
    page: row.page_id,
    path: JSON.parse(row.path) as Touchpoint[],
  };
}

function toRow(redemption: StoredRedemption): Pick<RedemptionTable, (typeof STORED)[number]> {
  return {
    id: redemption.id,
    code: redemption.code,
    offer_id: redemption.offerId,
    campaign_id: redemption.campaignId,
    store_id: redemption.storeId,
    clerk_id: redemption.clerkId,
    order_number: redemption.order,
    amount_minor: redemption.amountMinor,
    discount_minor: redemption.discountMinor,
    returned_minor: redemption.returnedMinor,
    returned_discount_minor: redemption.returnedDiscountMinor,
    at: redemption.at,
    day: redemption.day,
    voided_at: redemption.voidedAt,
    customer: redemption.customer,
    visitor: redemption.visitor,
    source_id: redemption.source,
    page_id: redemption.page,
    path: JSON.stringify(redemption.path),
  };
}
