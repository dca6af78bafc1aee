import { discountMinor } from '../../shared/discount.ts';
import type { Given, Refused } from '../../shared/wire/till.ts';
import type { OfferTerms } from './campaign.ts';
import { type Coupon, isExpired } from './coupon.ts';
import type { StoreCard } from './site.ts';

/** How long a clerk may undo a redemption. */
export const VOIDABLE_MS = 15 * 60_000;

/** What is known of a code at the moment it is looked up. */
export interface CouponCase {
  coupon: Coupon;
  offer: OfferTerms;
  /** The store where it stands, and any store where the offer is good. */
  store: StoreCard;
  goodAt: StoreCard | null;
  /** Its latest redemption that stands. */
  lastUse: { at: number; store: string } | null;
  /** Whether its customer has redeemed this offer as often as one customer may. */
  hadEnough: boolean;
}

export interface Attempt {
  amountMinor: number;
  /** When and where this order number was redeemed already. */
  orderUse: { at: number; store: string } | null;
}

export type RedemptionDecision = { ok: true; discountMinor: number; spent: boolean } | Refused;

/** What a code gives at this store now, or why it is refused, before any order is known. */
export function decideLookup(known: CouponCase, now: number): Given | Refused {
  const refused = refusal(known, now);
  if (refused) return refused;
  const { offer, coupon } = known;
  return {
    ok: true,
    code: coupon.code,
    offer: offer.name,
    kind: offer.kind,
    percent: offer.percent,
    amountMinor: offer.amountMinor,
    gift: offer.gift,
    minimumMinor: offer.minimumMinor,
    maxDiscountMinor: offer.maxDiscountMinor,
    expiresAt: coupon.expiresAt,
  };
}

/** Whether an order may have the coupon's discount, and how much it is. */
export function decideRedemption(known: CouponCase, attempt: Attempt, now: number): RedemptionDecision {
  const refused = refusal(known, now);
  if (refused) return refused;
  const { offer, coupon, store } = known;
  if (attempt.orderUse) return { ok: false, why: 'orderUsed', ...attempt.orderUse };
  if (attempt.amountMinor < offer.minimumMinor) {
    return { ok: false, why: 'belowMinimum', minimumMinor: offer.minimumMinor };
  }
  const discount = discountMinor(offer, attempt.amountMinor);
  if (store.maxDiscountMinor !== null && discount > store.maxDiscountMinor) {
    return { ok: false, why: 'overAuthority', maxDiscountMinor: store.maxDiscountMinor };
  }
  if (offer.budgetMinor !== null && offer.givenMinor + discount > offer.budgetMinor) {
    return { ok: false, why: 'limitReached' };
  }
  return { ok: true, discountMinor: discount, spent: coupon.uses + 1 >= offer.usesPerCoupon };
}

/** Whether a redemption may still be undone by a clerk. */
export function isVoidable(redemption: { at: number; voidedAt: number | null }, now: number): boolean {
  return redemption.voidedAt === null && now - redemption.at <= VOIDABLE_MS;
}

/** A newer one took its place while it was good still: its visitor has one to use, not two. */
function isReplaced(coupon: Coupon, now: number): boolean {
  return coupon.status === 'retired' && !isExpired(coupon, now);
}

function refusal(known: CouponCase, now: number): Refused | null {
  const { coupon, offer, store } = known;
  if (coupon.status === 'voided' || isReplaced(coupon, now)) return { ok: false, why: 'voided' };
  if (offer.revokedAt !== null) return { ok: false, why: 'revoked', at: offer.revokedAt };
  if (coupon.status === 'spent' || coupon.uses >= offer.usesPerCoupon) {
    return { ok: false, why: 'alreadyRedeemed', ...known.lastUse };
  }
  if (offer.startsAt !== null && now < offer.startsAt) {
    return { ok: false, why: 'notYetValid', at: offer.startsAt };
  }
  if (isExpired(coupon, now)) return { ok: false, why: 'expired', at: coupon.expiresAt ?? now };
  if (offer.storeIds.length > 0 && !offer.storeIds.includes(store.id)) {
    return { ok: false, why: 'wrongStore', ...(known.goodAt ? { store: known.goodAt.name } : {}) };
  }
  const isUsedUp = offer.totalLimit !== null && offer.redeemed >= offer.totalLimit;
  return isUsedUp || known.hadEnough ? { ok: false, why: 'limitReached' } : null;
}
