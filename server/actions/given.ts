import type { SiteBook } from '../domain/site.ts';
import { addToOffer } from '../store/campaigns.ts';
import type { ActionContext } from './context.ts';

/** An offer's totals are kept beside it: limits and budget are checked without summing redemptions. */
export async function countGiven(
  { db }: ActionContext,
  book: SiteBook,
  offerId: string,
  add: { redeemed: number; givenMinor: number },
) {
  await addToOffer(db, book.settings.id, offerId, add);
  const offer = book.campaigns.flatMap(({ offers }) => offers).find(({ id }) => id === offerId);
  if (!offer) return;
  offer.redeemed += add.redeemed;
  offer.givenMinor += add.givenMinor;
}
