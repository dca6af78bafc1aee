import type { Redemption, RedemptionInput } from '../../shared/wire/till.ts';
import { shareCredit } from '../domain/credit.ts';
import { joinPaths } from '../domain/joinedPath.ts';
import type { Fact } from '../domain/journey.ts';
import { openCohorts } from '../domain/membership.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { decideRedemption } from '../domain/redemption.ts';
import { useCoupon } from '../store/coupons.ts';
import { loadJourneys } from '../store/journeys.ts';
import { insertRedemption, type StoredRedemption } from '../store/redemptions.ts';
import { together } from '../store/together.ts';
import type { ActionContext } from './context.ts';
import { type AtTill, findUse, loadCase } from './couponCase.ts';
import { countGiven } from './given.ts';
import { present } from './redemptionAnswer.ts';
import { advanceAtTill } from './tillJourney.ts';

/** Redeems a code for an order: the discount, the credit and every counter in one transaction. */
export async function redeem(
  context: ActionContext,
  till: AtTill & { input: RedemptionInput },
): Promise<Outcome<Redemption>> {
  const { db, chance } = context;
  const { input, now, siteId } = till;
  const book = await context.books.of(db, siteId);
  if (!book) return failed('notFound');
  const [known, orderUse] = await together([
    loadCase(context, book, till, input.code),
    findUse(context, book, input.order),
  ]);
  if (!known.ok) return known;
  const { couponCase, journey, customer, visitors } = known.value;
  const { coupon, offer } = couponCase;
  const decision = decideRedemption(couponCase, { amountMinor: input.amountMinor, orderUse }, now);
  if (!decision.ok) return failed(decision.why, undefined, { refusal: decision });
  const [isUsed, others] = await together([
    useCoupon(db, siteId, coupon, decision.spent),
    loadJourneys(db, siteId, visitors),
  ]);
  if (!isUsed) {
    return failed('alreadyRedeemed', undefined, { refusal: { ok: false, why: 'alreadyRedeemed' } });
  }
  const path = joinPaths([journey, ...others.values()], now, book);
  const redemption: StoredRedemption = {
    id: chance.id(),
    code: coupon.code,
    offerId: offer.id,
    campaignId: coupon.campaignId,
    storeId: till.storeId,
    clerkId: till.clerkId,
    order: input.order,
    amountMinor: input.amountMinor,
    discountMinor: decision.discountMinor,
    returnedMinor: 0,
    returnedDiscountMinor: 0,
    at: now,
    day: book.dayOf(now),
    voidedAt: null,
    customer: customer.key,
    visitor: coupon.visitor,
    source: coupon.source,
    page: coupon.page,
    path,
  };
  const credits = shareCredit(redemption, book.directSource);
  const repeat = customer.hasRedeemed;
  const counted = { repeat, cohorts: openCohorts(journey, { at: now, rules: book }) };
  const fact: Fact = {
    at: now,
    type: 'redemption',
    sale: redemption.id,
    valueMinor: input.amountMinor,
    repeat,
  };
  const eventId = `redeem.${redemption.id}`;
  const [answer] = await together([
    present(context, book, redemption),
    insertRedemption(db, siteId, redemption, input.lines ?? [], credits, counted),
    countGiven(context, book, offer.id, { redeemed: 1, givenMinor: redemption.discountMinor }),
    advanceAtTill(context, book, coupon, journey, eventId, fact, couponCase.store.name),
  ]);
  return done(answer);
}
