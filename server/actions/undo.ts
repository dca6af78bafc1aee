import type { Redemption } from '../../shared/wire/till.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { isVoidable } from '../domain/redemption.ts';
import { loadCoupon, unuseCoupon } from '../store/coupons.ts';
import { loadRedemption, voidRedemption } from '../store/redemptions.ts';
import type { ActionContext } from './context.ts';
import type { AtTill } from './couponCase.ts';
import { countGiven } from './given.ts';
import { present } from './redemptionAnswer.ts';
import { takesOf } from './takeBackSale.ts';
import { advanceAtTill, journeyOfVisitor } from './tillJourney.ts';

/** Undoes a redemption of this store within its 15 minutes. */
export async function undo(
  context: ActionContext,
  till: AtTill & { id: string },
): Promise<Outcome<Redemption>> {
  const { db } = context;
  const { siteId, now } = till;
  const book = await context.books.of(db, siteId);
  const redemption = book && (await loadRedemption(db, siteId, till.id));
  if (!redemption || redemption.storeId !== till.storeId) {
    return failed('notFound', 'This store has no such redemption: load the list again.');
  }
  if (!isVoidable(redemption, now)) {
    return failed('conflict', 'A redemption can be undone for 15 minutes, and once.');
  }
  const coupon = await loadCoupon(db, siteId, redemption.code);
  if (!coupon || !(await voidRedemption(db, siteId, redemption.id, now))) {
    return failed('conflict', 'It was undone already: load the list again.');
  }
  const taken = { valueMinor: redemption.amountMinor, whole: true };
  const takes = await takesOf(db, siteId, redemption, taken);
  await unuseCoupon(db, siteId, coupon);
  await countGiven(context, book, redemption.offerId, {
    redeemed: -1,
    givenMinor: -redemption.discountMinor,
  });
  const journey = await journeyOfVisitor(context, siteId, redemption.visitor);
  await advanceAtTill(context, book, redemption, journey, `void.${redemption.id}`, {
    at: now,
    type: 'void',
    sale: redemption.id,
    takes,
  });
  return done(await present(context, book, { ...redemption, voidedAt: now }));
}
