import type { Offer, OfferInput } from '../../shared/wire/site.ts';
import { decideOffer } from '../domain/offerInput.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { deleteOffer, insertOffer, loadCampaigns, loadOffer, updateOffer } from '../store/campaigns.ts';
import { storeIdsOf } from './campaigns.ts';
import type { ActionContext } from './context.ts';

/** The most offers of a campaign. */
const MAX_OFFERS = 500;

export async function createOffer(
  context: ActionContext,
  { siteId, campaignId, input, now }: { siteId: string; campaignId: string; input: OfferInput; now: number },
): Promise<Outcome<Offer>> {
  const { db, books, chance } = context;
  const campaign = (await loadCampaigns(db, siteId)).find(({ id }) => id === campaignId);
  if (!campaign) return failed('notFound');
  if (campaign.offers.length >= MAX_OFFERS)
    return failed('conflict', `A campaign has at most ${MAX_OFFERS} offers.`);
  const settings = decideOffer(input, null, await storeIdsOf(context, siteId));
  if (!settings.ok) return settings;
  const offer: Offer = {
    id: chance.id(),
    campaignId,
    ...settings.value,
    revokedAt: null,
    minted: 0,
    redeemed: 0,
    givenMinor: 0,
  };
  await insertOffer(db, siteId, offer, now);
  books.forget(siteId);
  return done(offer);
}

export async function changeOffer(
  context: ActionContext,
  { siteId, id, change }: { siteId: string; id: string; change: Partial<OfferInput> },
): Promise<Outcome<Offer>> {
  const { db, books } = context;
  const known = await loadOffer(db, siteId, id);
  if (!known) return failed('notFound');
  const settings = decideOffer(change, known, await storeIdsOf(context, siteId));
  if (!settings.ok) return settings;
  const offer: Offer = { ...known, ...settings.value };
  await updateOffer(db, siteId, offer);
  books.forget(siteId);
  return done(offer);
}

/** Ends an offer for good: its coupons are refused from now on. Revoked again, it keeps its first time. */
export async function revokeOffer(
  { db, books }: ActionContext,
  { siteId, id, now }: { siteId: string; id: string; now: number },
): Promise<Outcome<Offer>> {
  const known = await loadOffer(db, siteId, id);
  if (!known) return failed('notFound');
  const offer: Offer = { ...known, revokedAt: known.revokedAt ?? now };
  await updateOffer(db, siteId, offer);
  books.forget(siteId);
  return done(offer);
}

/** Removes an offer of which no coupon was issued. */
export async function removeOffer(
  { db, books }: ActionContext,
  { siteId, id }: { siteId: string; id: string },
): Promise<Outcome<null>> {
  if (!(await loadOffer(db, siteId, id))) return failed('notFound');
  if (!(await deleteOffer(db, siteId, id))) {
    return failed('conflict', 'Coupons of the offer were issued: revoke it instead.');
  }
  books.forget(siteId);
  return done(null);
}
