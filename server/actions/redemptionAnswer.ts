import type { Redemption, RedemptionList } from '../../shared/wire/till.ts';
import { dayText } from '../domain/day.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { VOIDABLE_MS } from '../domain/redemption.ts';
import type { SiteBook } from '../domain/site.ts';
import { loadClerkNames } from '../store/clerks.ts';
import { loadStoreDay, type StoredRedemption, sumStoreDay } from '../store/redemptions.ts';
import type { ActionContext } from './context.ts';
import type { AtTill } from './couponCase.ts';

const LISTED = 200;

/** Today's redemptions of a store, with their totals. */
export async function listToday(context: ActionContext, till: AtTill): Promise<Outcome<RedemptionList>> {
  const { db } = context;
  const book = await context.books.of(db, till.siteId);
  if (!book) return failed('notFound');
  const day = book.dayOf(till.now);
  const rows = await loadStoreDay(db, till.siteId, till.storeId, day, LISTED);
  return done({
    day: dayText(day),
    redemptions: await presentAll(context, book, rows),
    ...(await sumStoreDay(db, till.siteId, till.storeId, day)),
  });
}

/** Redemptions as the till shows them. */
export async function presentAll(
  context: ActionContext,
  book: SiteBook,
  rows: readonly StoredRedemption[],
): Promise<Redemption[]> {
  const clerkIds = [...new Set(rows.map(({ clerkId }) => clerkId))];
  const clerks = await loadClerkNames(context.db, book.settings.id, clerkIds);
  return rows.map((row) => toWire(book, row, clerks));
}

export async function present(
  context: ActionContext,
  book: SiteBook,
  redemption: StoredRedemption,
): Promise<Redemption> {
  const clerks = await loadClerkNames(context.db, book.settings.id, [redemption.clerkId]);
  return toWire(book, redemption, clerks);
}

function toWire(book: SiteBook, redemption: StoredRedemption, clerks: Map<string, string>): Redemption {
  const offer = book.campaigns.flatMap(({ offers }) => offers).find(({ id }) => id === redemption.offerId);
  return {
    id: redemption.id,
    code: redemption.code,
    offer: offer?.name ?? redemption.offerId,
    store: book.stores.get(redemption.storeId)?.name ?? redemption.storeId,
    clerk: clerks.get(redemption.clerkId) ?? null,
    order: redemption.order,
    amountMinor: redemption.amountMinor,
    discountMinor: redemption.discountMinor,
    returnedMinor: redemption.returnedMinor,
    refundedMinor: redemption.returnedMinor - redemption.returnedDiscountMinor,
    toPayMinor: redemption.amountMinor - redemption.discountMinor,
    gift: offer?.gift ?? null,
    at: redemption.at,
    voidableUntil: redemption.at + VOIDABLE_MS,
    voidedAt: redemption.voidedAt,
  };
}
