import type { PageCoupon } from '../../shared/wire/beacon.ts';
import { matchCampaign, type OfferTerms } from './campaign.ts';
import { type Coupon, chooseCoupon, expiryOf } from './coupon.ts';
import { admitPage, admitSource, sourceRow } from './dictionary.ts';
import type { Taking } from './ingest.ts';
import { issuingSource, type Journey } from './journey.ts';
import { DIRECT, type Source, UNKNOWN_SOURCE } from './source.ts';

/** A coupon, and what its page shows of it. */
export interface IssuedCoupon {
  coupon: Coupon;
  shown: PageCoupon;
}

/** The key under which a visitor's live coupon of an offer is found in a batch. */
export function couponSlot(visitor: string, offerId: string): string {
  return `${visitor} ${offerId}`;
}

/** The key under which a network's minting of an offer is counted. */
export function mintSlot(network: string, offerId: string): string {
  return `${network} ${offerId}`;
}

/** The visitor's coupon: the live one, or a new one for the source of its arrival. Null where there is none. */
export function giveCoupon(take: Taking, journey: Journey): IssuedCoupon | null {
  const { batch, resolved, visitor, received } = take;
  const { book } = batch;
  const issuedFor = issuingFor(take, journey);
  const asked = resolved.event.type === 'ask' ? resolved.event.offer : undefined;
  const choice = chooseCoupon(
    matchCampaign(book.campaigns, issuedFor.fields),
    asked,
    (offerId) => batch.coupons.get(couponSlot(visitor, offerId)),
    batch.now,
  );
  if (choice.type === 'none') return null;
  if (choice.type === 'existing') return show(take, choice.coupon);
  const coupon = mint(take, choice.offer, issuedFor, received.network);
  return coupon && show(take, coupon);
}

interface IssuedFor {
  source: number;
  page: number;
  fields: Source;
}

function issuingFor({ batch, resolved, recognised }: Taking, journey: Journey): IssuedFor {
  const arrival = issuingSource(journey, batch.now, batch.book);
  if (arrival) {
    return {
      source: arrival.source,
      page: arrival.page,
      fields: batch.sources.get(arrival.source) ?? DIRECT,
    };
  }
  const asked = recognised ? null : resolved.arrival?.source;
  const fields = asked ?? (recognised ? DIRECT : UNKNOWN_SOURCE);
  const source = admitSource(batch.dictionary, sourceRow(batch.book.settings.keySecret, fields));
  return { source: source.id, page: admitPage(batch.dictionary, resolved.page).id, fields };
}

function mint(take: Taking, offer: OfferTerms, issuedFor: IssuedFor, network: string): Coupon | null {
  const { batch, visitor } = take;
  const slot = mintSlot(network, offer.id);
  const minted = batch.minted.get(slot) ?? 0;
  if (minted >= batch.mintCap) {
    batch.day.mintsCapped += 1;
    return null;
  }
  batch.minted.set(slot, minted + 1);
  batch.mints.push({ network, offerId: offer.id });
  const old = batch.coupons.get(couponSlot(visitor, offer.id));
  if (old) retire(take, old);
  const coupon: Coupon = {
    code: batch.newCode(),
    offerId: offer.id,
    campaignId: offer.campaignId,
    visitor,
    source: issuedFor.source,
    page: issuedFor.page,
    issuedAt: batch.now,
    expiresAt: expiryOf(offer, batch.now),
    status: 'live',
    uses: 0,
  };
  batch.coupons.set(couponSlot(visitor, offer.id), coupon);
  batch.newCoupons.push(coupon);
  return coupon;
}

/** An expired coupon makes room for a new one of the same visitor and offer. */
function retire({ batch }: Taking, coupon: Coupon): void {
  coupon.status = 'retired';
  batch.retiredCodes.push(coupon.code);
}

function show({ batch }: Taking, coupon: Coupon): IssuedCoupon | null {
  const campaign = batch.book.campaigns.find(({ id }) => id === coupon.campaignId);
  const offer = campaign?.offers.find(({ id }) => id === coupon.offerId);
  if (!campaign || !offer) return null;
  const store = batch.book.stores.get(campaign.storeId ?? offer.storeIds[0] ?? '');
  return {
    coupon,
    shown: {
      code: coupon.code,
      offer: offer.name,
      expiresAt: coupon.expiresAt,
      store: store ? { name: store.name, phone: store.phone, address: store.address } : null,
    },
  };
}
