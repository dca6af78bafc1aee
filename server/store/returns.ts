import type { OrderLine } from '../../shared/wire/till.ts';
import type { LineLeft, LineTaken } from '../domain/returnedLines.ts';
import type { Db } from './db.ts';
import type { StoredRedemption } from './redemptions.ts';

/** Goods that came back of a redemption, as it is kept. */
export interface StoredReturn {
  id: string;
  at: number;
  day: number;
  amountMinor: number;
  discountMinor: number;
  clerkId: string | null;
  userId: string | null;
  reason: string;
  lines: OrderLine[];
}

export async function insertReturn(
  db: Db,
  siteId: string,
  redemptionId: string,
  { lines, ...one }: StoredReturn,
): Promise<void> {
  await db
    .insertInto('returns')
    .values({
      site_id: siteId,
      redemption_id: redemptionId,
      id: one.id,
      at: one.at,
      day: one.day,
      amount_minor: one.amountMinor,
      discount_minor: one.discountMinor,
      clerk_id: one.clerkId,
      user_id: one.userId,
      reason: one.reason,
      lines: JSON.stringify(lines),
    })
    .execute();
}

/** What came back of a redemption, latest first. */
export async function loadReturns(
  db: Db,
  siteId: string,
  redemptionId: string,
  limit: number,
): Promise<StoredReturn[]> {
  const rows = await db
    .selectFrom('returns')
    .select(['id', 'at', 'day', 'amount_minor', 'discount_minor', 'clerk_id', 'user_id', 'reason', 'lines'])
    .where('site_id', '=', siteId)
    .where('redemption_id', '=', redemptionId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    day: row.day,
    amountMinor: row.amount_minor,
    discountMinor: row.discount_minor,
    clerkId: row.clerk_id,
    userId: row.user_id,
    reason: row.reason,
    lines: JSON.parse(row.lines) as OrderLine[],
  }));
}

/** What a redemption has left and what came back of it, as it becomes. */
export type Standing = Pick<
  StoredRedemption,
  'amountMinor' | 'discountMinor' | 'returnedMinor' | 'returnedDiscountMinor' | 'voidedAt'
>;

/** Takes a part, or the rest, of a redemption back. False where a void or another return came first. */
export async function updateStanding(
  db: Db,
  siteId: string,
  before: StoredRedemption,
  now: Standing,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('redemptions')
    .set({
      amount_minor: now.amountMinor,
      discount_minor: now.discountMinor,
      returned_minor: now.returnedMinor,
      returned_discount_minor: now.returnedDiscountMinor,
      voided_at: now.voidedAt,
    })
    .where('site_id', '=', siteId)
    .where('id', '=', before.id)
    .where('returned_minor', '=', before.returnedMinor)
    .where('voided_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What is left of an order's lines. */
export async function loadLines(db: Db, siteId: string, redemptionId: string): Promise<LineLeft[]> {
  const rows = await db
    .selectFrom('redemption_lines')
    .select(['line', 'sku', 'quantity', 'amount_minor'])
    .where('site_id', '=', siteId)
    .where('redemption_id', '=', redemptionId)
    .orderBy('line')
    .execute();
  return rows.map(({ amount_minor, ...line }) => ({ ...line, amountMinor: amount_minor }));
}

export async function takeFromLines(
  db: Db,
  siteId: string,
  redemptionId: string,
  taken: readonly LineTaken[],
): Promise<void> {
  for (const { line, quantity, amountMinor } of taken) {
    await db
      .updateTable('redemption_lines')
      .set((row) => ({
        quantity: row('quantity', '-', quantity),
        amount_minor: row('amount_minor', '-', amountMinor),
        returned_quantity: row('returned_quantity', '+', quantity),
        returned_minor: row('returned_minor', '+', amountMinor),
      }))
      .where('site_id', '=', siteId)
      .where('redemption_id', '=', redemptionId)
      .where('line', '=', line)
      .execute();
  }
}
