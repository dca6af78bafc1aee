import { type CampaignTerms, isOnOffer, type OfferTerms } from './campaign.ts';

const DAY_MS = 86_400_000;

/** One code, stamped on one visitor, for one offer. */
export interface Coupon {
  code: string;
  offerId: string;
  campaignId: string;
  visitor: string;
  /** Where its visitor came from when it was issued, and the landing page of that arrival. */
  source: number;
  page: number;
  issuedAt: number;
  expiresAt: number | null;
  /** `live` until its last use, `retired` where a newer one took its place or the merchant voided it. */
  status: 'live' | 'spent' | 'retired' | 'voided';
  uses: number;
}

export type CouponChoice =
  | { type: 'none' }
  | { type: 'existing'; coupon: Coupon }
  | { type: 'mint'; offer: OfferTerms };

/**
 * Which coupon a visitor gets: the one that is still live for the offer, or a new one. The offer is the
 * one that the page asked for, where the campaign has it, else the campaign's first that is on.
 */
export function chooseCoupon(
  campaign: CampaignTerms | null,
  askedOffer: string | undefined,
  live: (offerId: string) => Coupon | undefined,
  now: number,
): CouponChoice {
  if (!campaign) return { type: 'none' };
  const offers = askedOffer ? campaign.offers.filter((offer) => offer.id === askedOffer) : campaign.offers;
  const offer = offers.find((candidate) => isOnOffer(candidate, now));
  if (!offer) return { type: 'none' };
  const coupon = live(offer.id);
  if (coupon && !isExpired(coupon, now)) return { type: 'existing', coupon };
  return { type: 'mint', offer };
}

/** When a coupon issued now would end: after its days, at the offer's end at the latest. */
export function expiryOf(offer: OfferTerms, issuedAt: number): number | null {
  const ends = [offer.validDays === null ? null : issuedAt + offer.validDays * DAY_MS, offer.endsAt].filter(
    (end) => end !== null,
  );
  return ends.length > 0 ? Math.min(...ends) : null;
}

export function isExpired(coupon: Pick<Coupon, 'expiresAt'>, now: number): boolean {
  return coupon.expiresAt !== null && now >= coupon.expiresAt;
}
