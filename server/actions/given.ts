import type { SiteBook } from '../domain/site.ts';
import { addToOffer } from '../store/campaigns.ts';
import type { StoredRedemption } from '../store/redemptions.ts';
import type { ActionContext } from './context.ts';

/** An offer's totals are kept beside it: limits and budget are checked without summing redemptions. */
export async function countGiven(
  { db }: ActionContext,
  book: SiteBook,
  redemption: StoredRedemption,
  sign: 1 | -1,
) {
  const add = { redeemed: sign, givenMinor: sign * redemption.discountMinor };
  await addToOffer(db, book.settings.id, redemption.offerId, add);
  const offer = book.campaigns.flatMap(({ offers }) => offers).find(({ id }) => id === redemption.offerId);
  if (!offer) return;
  offer.redeemed += add.redeemed;
  offer.givenMinor += add.givenMinor;
}
