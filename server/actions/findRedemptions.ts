import { readCode } from '../../shared/couponCode.ts';
import type { FoundRedemptions } from '../../shared/wire/returns.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { findSales } from '../store/redemptions.ts';
import type { ActionContext } from './context.ts';
import { presentAll } from './redemptionAnswer.ts';
import type { ReturnActor } from './returns.ts';

const FOUND = 20;

/** The redemptions under an order number or a code, of any day and whatever became of them: a clerk finds those of the own store. */
export async function findRedemptions(
  context: ActionContext,
  { siteId, by, find }: { siteId: string; by: ReturnActor; find: string },
): Promise<Outcome<FoundRedemptions>> {
  const book = await context.books.of(context.db, siteId);
  if (!book) return failed('notFound');
  const reading = readCode(find);
  const key = { order: find.trim(), code: reading.ok ? reading.code : null };
  const storeId = 'storeId' in by ? by.storeId : null;
  const rows = await findSales(context.db, siteId, storeId, key, FOUND);
  return done({ redemptions: await presentAll(context, book, rows) });
}
