import type { Campaign, CampaignInput } from '../../shared/wire/site.ts';
import { decideCampaign } from '../domain/campaignInput.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import {
  clearDefaultCampaign,
  deleteCampaign,
  insertCampaign,
  loadCampaigns,
  type OwnedCampaign,
  updateCampaign,
} from '../store/campaigns.ts';
import { loadStores } from '../store/stores.ts';
import type { ActionContext } from './context.ts';

/** The most campaigns of a site: a visitor's source is held against every one. */
const MAX_CAMPAIGNS = 200;

/** A site's campaigns with their offers, in the order in which they are tried. */
export async function listCampaigns(
  { db }: ActionContext,
  { siteId }: { siteId: string },
): Promise<Outcome<{ campaigns: Campaign[] }>> {
  return done({ campaigns: await loadCampaigns(db, siteId) });
}

export async function createCampaign(
  context: ActionContext,
  { siteId, input, now }: { siteId: string; input: CampaignInput; now: number },
): Promise<Outcome<Campaign>> {
  const { db, books, chance } = context;
  const campaigns = await loadCampaigns(db, siteId);
  if (campaigns.length >= MAX_CAMPAIGNS) {
    return failed(
      'conflict',
      `A site has at most ${MAX_CAMPAIGNS} campaigns: delete one that issued nothing.`,
    );
  }
  const settings = decideCampaign(input, null, await storeIdsOf(context, siteId));
  if (!settings.ok) return settings;
  const campaign: OwnedCampaign = { id: chance.id(), ...settings.value, offers: [] };
  if (campaign.isDefault) await clearDefaultCampaign(db, siteId);
  await insertCampaign(db, siteId, campaign, now);
  books.forget(siteId);
  return done(campaign);
}

export async function changeCampaign(
  context: ActionContext,
  { siteId, id, change }: { siteId: string; id: string; change: Partial<CampaignInput> },
): Promise<Outcome<Campaign>> {
  const { db, books } = context;
  const known = (await loadCampaigns(db, siteId)).find((campaign) => campaign.id === id);
  if (!known) return failed('notFound');
  const settings = decideCampaign(change, known, await storeIdsOf(context, siteId));
  if (!settings.ok) return settings;
  const campaign: OwnedCampaign = { ...known, ...settings.value };
  if (campaign.isDefault && !known.isDefault) await clearDefaultCampaign(db, siteId);
  await updateCampaign(db, siteId, campaign);
  books.forget(siteId);
  return done(campaign);
}

/** Removes a campaign that issued no coupon; one that did stays for its figures. */
export async function removeCampaign(
  { db, books }: ActionContext,
  { siteId, id }: { siteId: string; id: string },
): Promise<Outcome<null>> {
  const known = (await loadCampaigns(db, siteId)).find((campaign) => campaign.id === id);
  if (!known) return failed('notFound');
  if (known.offers.some(({ minted }) => minted > 0)) {
    return failed('conflict', 'The campaign issued coupons: set it inactive, or revoke its offers.');
  }
  await deleteCampaign(db, siteId, id);
  books.forget(siteId);
  return done(null);
}

export async function storeIdsOf({ db }: ActionContext, siteId: string): Promise<Set<string>> {
  return new Set((await loadStores(db, siteId)).map(({ id }) => id));
}
