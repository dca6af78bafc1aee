import type { OfferTerms } from '../domain/campaign.ts';
import { hasRedeemed, hasRedeemedOffer } from '../store/customerUses.ts';
import type { Db } from '../store/db.ts';

/** What a customer has redeemed before. */
export interface CustomerUses {
  hasRedeemed: boolean;
  /** This offer, as often as it lets one customer. */
  hadEnough: boolean;
}

/** Looks a customer up, who is known by any of these keys. */
export async function loadUses(
  db: Db,
  siteId: string,
  customers: readonly string[],
  { id, customerLimit: times }: OfferTerms,
): Promise<CustomerUses> {
  const keys = [...new Set(customers)];
  if (!(await hasRedeemed(db, siteId, keys))) return { hasRedeemed: false, hadEnough: false };
  const hadEnough = times !== null && (await hasRedeemedOffer(db, siteId, keys, { id, times }));
  return { hasRedeemed: true, hadEnough };
}
