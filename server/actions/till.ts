import { readCode } from '../../shared/couponCode.ts';
import type { Lookup, Redemption, RedemptionInput, RedemptionList } from '../../shared/wire/till.ts';
import { shareCredit } from '../domain/credit.ts';
import { dayText } from '../domain/day.ts';
import type { Fact, Journey } from '../domain/journey.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import {
  type CouponCase,
  decideLookup,
  decideRedemption,
  isVoidable,
  VOIDABLE_MS,
} from '../domain/redemption.ts';
import type { SiteBook } from '../domain/site.ts';
import { addToOffer, loadOffer } from '../store/campaigns.ts';
import { loadClerkNames } from '../store/clerks.ts';
import { loadCoupon, unuseCoupon, useCoupon } from '../store/coupons.ts';
import {
  countCustomerUses,
  findLastUse,
  findOrder,
  insertRedemption,
  loadRedemption,
  loadStoreDay,
  type StoredRedemption,
  sumStoreDay,
  voidRedemption,
} from '../store/redemptions.ts';
import type { ActionContext } from './context.ts';
import { advanceAtTill, journeyOfCoupon } from './tillJourney.ts';

const DAY_MS = 86_400_000;
const LISTED = 200;

/** Who stands at the till, and where. */
export interface AtTill {
  siteId: string;
  storeId: string;
  clerkId: string;
  now: number;
}

/** Looks a code up, and counts that its holder came to the store. */
export async function lookUp(
  context: ActionContext,
  till: AtTill & { code: string },
): Promise<Outcome<Lookup>> {
  const book = await context.books.of(context.db, till.siteId);
  if (!book) return failed('notFound');
  const known = await loadCase(context, book, till, till.code);
  if (!known.ok) return done({ ok: false, why: known.failure.code === 'mistyped' ? 'mistyped' : 'unknown' });
  const { couponCase, journey } = known.value;
  const id = `visit.${context.chance.id()}`;
  await advanceAtTill(context, book, couponCase.coupon, journey, id, { at: till.now, type: 'visit' });
  return done(decideLookup(couponCase, till.now));
}

/** Redeems a code for an order: the discount, the credit and every counter in one transaction. */
export async function redeem(
  context: ActionContext,
  till: AtTill & { input: RedemptionInput },
): Promise<Outcome<Redemption>> {
  const { db, chance } = context;
  const { input, now, siteId } = till;
  const book = await context.books.of(db, siteId);
  if (!book) return failed('notFound');
  const known = await loadCase(context, book, till, input.code);
  if (!known.ok) return known;
  const { couponCase, journey, customer } = known.value;
  const { coupon, offer } = couponCase;
  const orderUse = await findUse(context, book, input.order);
  const decision = decideRedemption(couponCase, { amountMinor: input.amountMinor, orderUse }, now);
  if (!decision.ok) return failed(decision.why, undefined, { refusal: decision });
  if (!(await useCoupon(db, siteId, coupon, decision.spent))) {
    return failed('alreadyRedeemed', undefined, { refusal: { ok: false, why: 'alreadyRedeemed' } });
  }
  const path = journey.touchpoints.filter((touch) => now - touch.at <= book.windowDays * DAY_MS);
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
    at: now,
    day: book.dayOf(now),
    voidedAt: null,
    customer: customer.key,
    visitor: coupon.visitor,
    source: coupon.source,
    page: coupon.page,
    path,
  };
  const credits = shareCredit(path, coupon, input.amountMinor);
  await insertRedemption(db, siteId, redemption, input.lines ?? [], credits);
  await countGiven(context, book, redemption, 1);
  const fact: Fact = {
    at: now,
    type: 'redemption',
    sale: redemption.id,
    valueMinor: input.amountMinor,
    repeat: customer.hasRedeemed,
  };
  await advanceAtTill(context, book, coupon, journey, `redeem.${redemption.id}`, fact, couponCase.store.name);
  return done(await present(context, book, redemption));
}

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
  await unuseCoupon(db, siteId, coupon);
  await countGiven(context, book, redemption, -1);
  const journey = await journeyOfCoupon(context, siteId, coupon);
  await advanceAtTill(context, book, coupon, journey, `void.${redemption.id}`, {
    at: now,
    type: 'void',
    sale: redemption.id,
  });
  return done(await present(context, book, { ...redemption, voidedAt: now }));
}

/** Today's redemptions of a store, with their totals. */
export async function listToday(context: ActionContext, till: AtTill): Promise<Outcome<RedemptionList>> {
  const { db } = context;
  const book = await context.books.of(db, till.siteId);
  if (!book) return failed('notFound');
  const day = book.dayOf(till.now);
  const rows = await loadStoreDay(db, till.siteId, till.storeId, day, LISTED);
  const clerks = await loadClerkNames(db, till.siteId);
  return done({
    day: dayText(day),
    redemptions: rows.map((row) => toWire(book, row, clerks)),
    ...(await sumStoreDay(db, till.siteId, till.storeId, day)),
  });
}

interface LoadedCase {
  couponCase: CouponCase;
  journey: Journey;
  customer: { key: string; hasRedeemed: boolean };
}

async function loadCase(
  context: ActionContext,
  book: SiteBook,
  till: AtTill,
  typed: string,
): Promise<Outcome<LoadedCase>> {
  const { db } = context;
  const reading = readCode(typed);
  if (!reading.ok) return failed('mistyped', undefined, { refusal: { ok: false, why: 'mistyped' } });
  const coupon = await loadCoupon(db, till.siteId, reading.code);
  const offer = coupon && (await loadOffer(db, till.siteId, coupon.offerId));
  const store = book.stores.get(till.storeId);
  if (!coupon || !offer || !store)
    return failed('unknown', undefined, { refusal: { ok: false, why: 'unknown' } });
  const journey = await journeyOfCoupon(context, till.siteId, coupon);
  const key = journey.customer ?? coupon.visitor;
  const uses = await countCustomerUses(db, till.siteId, key);
  const last = coupon.uses > 0 ? await findLastUse(db, till.siteId, coupon.code) : null;
  return done({
    couponCase: {
      coupon,
      offer,
      store,
      goodAt: book.stores.get(offer.storeIds[0] ?? '') ?? null,
      lastUse: last && useOf(book, last),
      customerUses: uses.get(offer.id) ?? 0,
    },
    journey,
    customer: { key, hasRedeemed: uses.size > 0 },
  });
}

async function findUse({ db }: ActionContext, book: SiteBook, order: string) {
  const found = await findOrder(db, book.settings.id, order);
  return found && useOf(book, found);
}

function useOf(book: SiteBook, redemption: StoredRedemption): { at: number; store: string } {
  return { at: redemption.at, store: book.stores.get(redemption.storeId)?.name ?? redemption.storeId };
}

/** An offer's totals are kept beside it: limits and budget are checked without summing redemptions. */
async function countGiven({ db }: ActionContext, book: SiteBook, redemption: StoredRedemption, sign: 1 | -1) {
  const add = { redeemed: sign, givenMinor: sign * redemption.discountMinor };
  await addToOffer(db, book.settings.id, redemption.offerId, add);
  const offer = book.campaigns.flatMap(({ offers }) => offers).find(({ id }) => id === redemption.offerId);
  if (!offer) return;
  offer.redeemed += add.redeemed;
  offer.givenMinor += add.givenMinor;
}

async function present(
  context: ActionContext,
  book: SiteBook,
  redemption: StoredRedemption,
): Promise<Redemption> {
  return toWire(book, redemption, await loadClerkNames(context.db, book.settings.id));
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
    toPayMinor: redemption.amountMinor - redemption.discountMinor,
    gift: offer?.gift ?? null,
    at: redemption.at,
    voidableUntil: redemption.at + VOIDABLE_MS,
    voidedAt: redemption.voidedAt,
  };
}
