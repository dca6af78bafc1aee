import { readCode } from '../../shared/couponCode.ts';
import type { Journey } from '../domain/journey.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import type { CouponCase } from '../domain/redemption.ts';
import type { SiteBook } from '../domain/site.ts';
import { loadOffer } from '../store/campaigns.ts';
import { loadCoupon } from '../store/coupons.ts';
import { loadVisitorsOf } from '../store/customers.ts';
import { findLastUse, findOrder, type StoredRedemption } from '../store/redemptions.ts';
import { together } from '../store/together.ts';
import type { ActionContext } from './context.ts';
import { loadUses } from './customerUses.ts';
import { journeyOfVisitor } from './tillJourney.ts';

/** Who stands at the till, and where. */
export interface AtTill {
  siteId: string;
  storeId: string;
  clerkId: string;
  now: number;
}

/** All that deciding about a code needs. */
export interface LoadedCase {
  couponCase: CouponCase;
  journey: Journey;
  customer: { key: string; hasRedeemed: boolean };
  /** The customer's other visitors, as far as the shop has said who they are. */
  visitors: string[];
}

const UNKNOWN = { refusal: { ok: false, why: 'unknown' } } as const;

/** Loads a typed code's case; `mistyped` and `unknown` where there is none. */
export async function loadCase(
  context: ActionContext,
  book: SiteBook,
  till: AtTill,
  typed: string,
): Promise<Outcome<LoadedCase>> {
  const { db } = context;
  const reading = readCode(typed);
  if (!reading.ok) return failed('mistyped', undefined, { refusal: { ok: false, why: 'mistyped' } });
  const coupon = await loadCoupon(db, till.siteId, reading.code);
  const store = book.stores.get(till.storeId);
  if (!coupon || !store) return failed('unknown', undefined, UNKNOWN);
  const [offer, journey, last] = await together([
    loadOffer(db, till.siteId, coupon.offerId),
    journeyOfVisitor(context, till.siteId, coupon.visitor),
    coupon.uses > 0 ? findLastUse(db, till.siteId, coupon.code) : Promise.resolve(null),
  ]);
  if (!offer) return failed('unknown', undefined, UNKNOWN);
  const key = journey.customer ?? coupon.visitor;
  const known = journey.customer === null ? [] : await loadVisitorsOf(db, till.siteId, journey.customer);
  // Redeemed before the shop knew who they are, visitors are the same customer still.
  const uses = await loadUses(db, till.siteId, [key, coupon.visitor, ...known], offer);
  return done({
    couponCase: {
      coupon,
      offer,
      store,
      goodAt: book.stores.get(offer.storeIds[0] ?? '') ?? null,
      lastUse: last && useOf(book, last),
      hadEnough: uses.hadEnough,
    },
    journey,
    customer: { key, hasRedeemed: uses.hasRedeemed },
    visitors: known.filter((visitor) => visitor !== coupon.visitor),
  });
}

/** When and where an order number was redeemed already. */
export async function findUse({ db }: ActionContext, book: SiteBook, order: string) {
  const found = await findOrder(db, book.settings.id, order);
  return found && useOf(book, found);
}

function useOf(book: SiteBook, redemption: StoredRedemption): { at: number; store: string } {
  return { at: redemption.at, store: book.stores.get(redemption.storeId)?.name ?? redemption.storeId };
}
