import { createHmac } from 'node:crypto';
import { couponCode } from '../../shared/couponCode.ts';
import { OTHER_PAGE } from '../../shared/page.ts';
import type { Refusal } from '../../shared/refusals.ts';
import type { Coupon } from '../domain/coupon.ts';
import { shareCredit } from '../domain/credit.ts';
import { pageRow, sourceRow } from '../domain/dictionary.ts';
import { HISTORY } from '../domain/history.ts';
import type { HistoryRedemption } from '../domain/historyRedemption.ts';
import { joinPaths } from '../domain/joinedPath.ts';
import { issuingSource, type Journey } from '../domain/journey.ts';
import { pseudonym } from '../domain/key.ts';
import { openCohorts } from '../domain/membership.ts';
import { decideRedemption } from '../domain/redemption.ts';
import type { SiteBook } from '../domain/site.ts';
import { UNKNOWN_SOURCE } from '../domain/source.ts';
import { addToOffer, loadOffer } from '../store/campaigns.ts';
import { loadCoupon, saveCoupons, useCoupon } from '../store/coupons.ts';
import { loadVisitorsOf } from '../store/customers.ts';
import { saveDictionary } from '../store/dictionary.ts';
import { loadJourneys } from '../store/journeys.ts';
import { insertRedemption, loadRedemption, type StoredRedemption } from '../store/redemptions.ts';
import type { ActionContext } from './context.ts';
import { findUse } from './couponCase.ts';
import { loadUses } from './customerUses.ts';
import { countGiven } from './given.ts';
import { advanceAtTill, journeyOfVisitor } from './tillJourney.ts';

export type HistoryOutcome = 'imported' | 'known' | { refused: Refusal };

type Past = HistoryRedemption & { at: number };

/**
 * A past redemption, decided as a clerk's would have been at its own time, by the offer's rules of today. What
 * was given then is given here, where the file says it.
 */
export async function takeHistoryRedemption(
  context: ActionContext,
  book: SiteBook,
  past: Past,
): Promise<HistoryOutcome> {
  const { db } = context;
  const siteId = book.settings.id;
  const { keySecret } = book.settings;
  const { at } = past;
  const id = `${HISTORY}.${pseudonym(keySecret, `redemption:${past.order}`)}`;
  if (await loadRedemption(db, siteId, id)) return 'known';
  const held = past.code === null ? null : await loadCoupon(db, siteId, past.code);
  const offer = await loadOffer(db, siteId, held?.offerId ?? past.offerId ?? '');
  const store = book.stores.get(past.storeId);
  if (!offer || !store) return { refused: 'unknown' };
  const visitor = held?.visitor ?? visitorOf(past, id, keySecret);
  const journey = await journeyOfVisitor(context, siteId, visitor);
  const coupon = held ?? (await makeCoupon(context, book, past, { id, visitor, offer, journey }));
  const customer =
    past.customer === null ? (journey.customer ?? visitor) : pseudonym(keySecret, past.customer);
  const visitors = customer === visitor ? [] : await loadVisitorsOf(db, siteId, customer);
  const uses = await loadUses(db, siteId, [customer, visitor, ...visitors], offer);
  const decision = decideRedemption(
    { coupon, offer, store, goodAt: null, lastUse: null, hadEnough: uses.hadEnough },
    { amountMinor: past.amountMinor, orderUse: await findUse(context, book, past.order) },
    at,
  );
  if (!decision.ok) return { refused: decision.why };
  if (held && !(await useCoupon(db, siteId, held, decision.spent))) return { refused: 'alreadyRedeemed' };
  if (!held) await keepSpent(context, book, coupon);
  const others = await loadJourneys(
    db,
    siteId,
    visitors.filter((other) => other !== visitor),
  );
  const redemption: StoredRedemption = {
    id,
    code: coupon.code,
    offerId: offer.id,
    campaignId: coupon.campaignId,
    storeId: store.id,
    clerkId: HISTORY,
    order: past.order,
    amountMinor: past.amountMinor,
    discountMinor: past.discountMinor ?? decision.discountMinor,
    returnedMinor: 0,
    returnedDiscountMinor: 0,
    at,
    day: book.dayOf(at),
    voidedAt: null,
    customer,
    visitor,
    source: coupon.source,
    page: coupon.page,
    path: joinPaths(
      [journey, ...others.values()].map((each) => asOf(each, at)),
      at,
      book,
    ),
  };
  await record(context, book, redemption, { past, coupon, journey, repeat: uses.hasRedeemed });
  return 'imported';
}

/** Whoever redeemed was at the till: the visit counts with the redemption. */
async function record(
  context: ActionContext,
  book: SiteBook,
  redemption: StoredRedemption,
  { past, coupon, journey, repeat }: { past: Past; coupon: Coupon; journey: Journey; repeat: boolean },
): Promise<void> {
  const { at } = past;
  const { id, amountMinor: valueMinor, discountMinor } = redemption;
  const counted = { repeat, cohorts: openCohorts(journey, { at, rules: book }) };
  const credits = shareCredit(redemption, book.directSource);
  await insertRedemption(context.db, book.settings.id, redemption, past.lines, credits, counted);
  await countGiven(context, book, redemption.offerId, { redeemed: 1, givenMinor: discountMinor });
  await advanceAtTill(context, book, coupon, journey, `visit.${id}`, { at, type: 'visit' });
  await advanceAtTill(context, book, coupon, journey, `redeem.${id}`, {
    at,
    type: 'redemption',
    sale: id,
    valueMinor,
    repeat,
  });
}

/** A customer without a visitor's id is one visitor all the same. */
function visitorOf({ visitor, customer }: Past, id: string, secret: string): string {
  if (visitor !== null) return visitor;
  return customer === null ? `~${id}` : `customer.${pseudonym(secret, customer)}`;
}

/** What was known of a visitor then. */
function asOf(journey: Journey, at: number): Journey {
  return { ...journey, touchpoints: journey.touchpoints.filter((touch) => touch.at <= at) };
}

/** The coupon that the redemption must have had, stamped on where its visitor had come from by then. */
async function makeCoupon(
  { db }: ActionContext,
  book: SiteBook,
  past: Past,
  of: { id: string; visitor: string; offer: { id: string; campaignId: string }; journey: Journey },
): Promise<Coupon> {
  const { keySecret } = book.settings;
  const arrival = issuingSource(asOf(of.journey, past.at), past.at, book);
  return {
    code: past.code ?? (await freeCode(db, book, of.id)),
    offerId: of.offer.id,
    campaignId: of.offer.campaignId,
    visitor: of.visitor,
    source: arrival?.source ?? sourceRow(keySecret, UNKNOWN_SOURCE).id,
    page: arrival?.page ?? pageRow(keySecret, OTHER_PAGE).id,
    issuedAt: past.at,
    expiresAt: null,
    status: 'live',
    uses: 0,
  };
}

/** A code made of the redemption's own id: broken off and begun again, it is the same one. */
async function freeCode(db: ActionContext['db'], book: SiteBook, id: string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const digest = createHmac('sha256', book.settings.keySecret).update(`code:${id}:${attempt}`).digest();
    const code = couponCode(digest);
    if (!(await loadCoupon(db, book.settings.id, code))) return code;
  }
}

async function keepSpent({ db }: ActionContext, book: SiteBook, coupon: Coupon): Promise<void> {
  const siteId = book.settings.id;
  const { keySecret } = book.settings;
  await saveDictionary(db, siteId, {
    pages: [pageRow(keySecret, OTHER_PAGE)],
    sources: [sourceRow(keySecret, UNKNOWN_SOURCE)],
    positions: [],
  });
  await saveCoupons(db, siteId, [{ ...coupon, status: 'spent', uses: 1 }], []);
  await addToOffer(db, siteId, coupon.offerId, { minted: 1 });
}
