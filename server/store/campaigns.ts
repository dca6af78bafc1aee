import type { CampaignTerms, OfferTerms } from '../domain/campaign.ts';
import { changeCompiled, runCompiled } from './compiled.ts';
import type { Db } from './db.ts';
import { StaleRow } from './stale.ts';
import type { CampaignTable, OfferTable } from './tables/shop.ts';

/** A campaign with its offers, as an owner sees it. */
export interface OwnedCampaign extends Omit<CampaignTerms, 'offers'> {
  name: string;
  offers: OwnedOffer[];
}

export interface OwnedOffer extends OfferTerms {
  minted: number;
}

const CAMPAIGN = ['id', 'name', 'is_default', 'rules', 'store_id', 'active'] as const;
const OFFER = [
  'id',
  'campaign_id',
  'name',
  'kind',
  'percent',
  'amount_minor',
  'gift',
  'minimum_minor',
  'max_discount_minor',
  'starts_at',
  'ends_at',
  'valid_days',
  'store_ids',
  'uses_per_coupon',
  'total_limit',
  'customer_limit',
  'budget_minor',
  'revoked_at',
  'minted',
  'redeemed',
  'given_minor',
] as const;

/** Every campaign of a site with its offers, in the order in which they were made: the first match wins. */
export async function loadCampaigns(db: Db, siteId: string): Promise<OwnedCampaign[]> {
  const campaigns = await db
    .selectFrom('campaigns')
    .select(CAMPAIGN)
    .where('site_id', '=', siteId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const offers = await db
    .selectFrom('offers')
    .select(OFFER)
    .where('site_id', '=', siteId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const byCampaign = Map.groupBy(offers.map(toOffer), (offer) => offer.campaignId);
  return campaigns.map((row) => ({ ...toCampaign(row), offers: byCampaign.get(row.id) ?? [] }));
}

export async function insertCampaign(
  db: Db,
  siteId: string,
  campaign: OwnedCampaign,
  now: number,
): Promise<void> {
  await db
    .insertInto('campaigns')
    .values({ site_id: siteId, ...toCampaignRow(campaign), created_at: now })
    .execute();
}

/** Changes a campaign; its offers stay as they are. */
export async function updateCampaign(db: Db, siteId: string, campaign: OwnedCampaign): Promise<void> {
  const { id, ...changes } = toCampaignRow(campaign);
  await db.updateTable('campaigns').set(changes).where('site_id', '=', siteId).where('id', '=', id).execute();
}

/** A site has one default campaign: another one that becomes it takes its place. */
export async function clearDefaultCampaign(db: Db, siteId: string): Promise<void> {
  await db.updateTable('campaigns').set({ is_default: 0 }).where('site_id', '=', siteId).execute();
}

/** Deletes a campaign with its offers, of which nothing was minted. */
export async function deleteCampaign(db: Db, siteId: string, id: string): Promise<void> {
  await db
    .deleteFrom('offers')
    .where('site_id', '=', siteId)
    .where('campaign_id', '=', id)
    .where('minted', '=', 0)
    .execute();
  await db.deleteFrom('campaigns').where('site_id', '=', siteId).where('id', '=', id).execute();
}

export async function loadOffer(db: Db, siteId: string, id: string): Promise<OwnedOffer | null> {
  const [row] = await runCompiled(
    db,
    'loadOffer',
    () => db.selectFrom('offers').select(OFFER).where('site_id', '=', siteId).where('id', '=', id),
    [siteId, id],
  );
  return row ? toOffer(row) : null;
}

export async function insertOffer(db: Db, siteId: string, offer: OwnedOffer, now: number): Promise<void> {
  await db
    .insertInto('offers')
    .values({ site_id: siteId, ...toOfferRow(offer), created_at: now })
    .execute();
}

/** Deletes an offer. False where a coupon of it was minted, or there is none. */
export async function deleteOffer(db: Db, siteId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('offers')
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .where('minted', '=', 0)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Changes an offer's terms; what was minted, redeemed and given stays as it is. */
export async function updateOffer(db: Db, siteId: string, offer: OwnedOffer): Promise<void> {
  const { id, minted: _minted, redeemed: _redeemed, given_minor: _given, ...terms } = toOfferRow(offer);
  await db.updateTable('offers').set(terms).where('site_id', '=', siteId).where('id', '=', id).execute();
}

/**
 * Adds to an offer's totals. Throws StaleRow where a redemption would pass its limit or budget: another one came
 * first since they were read.
 */
export async function addToOffer(
  db: Db,
  siteId: string,
  id: string,
  add: { minted?: number; redeemed?: number; givenMinor?: number },
): Promise<void> {
  const { minted = 0, redeemed = 0, givenMinor = 0 } = add;
  const adding = () =>
    db
      .updateTable('offers')
      .set((row) => ({
        minted: row('minted', '+', minted),
        redeemed: row('redeemed', '+', redeemed),
        given_minor: row('given_minor', '+', givenMinor),
      }))
      .where('site_id', '=', siteId)
      .where('id', '=', id);
  const parameters = [minted, redeemed, givenMinor, siteId, id];
  // What is taken back, or only minted, is within any limit.
  if (redeemed <= 0) return void (await changeCompiled(db, 'addToOffer', adding, parameters));
  const within = () =>
    adding()
      .where((row) =>
        row.or([
          row('total_limit', 'is', null),
          row(row('redeemed', '+', redeemed), '<=', row.ref('total_limit')),
        ]),
      )
      .where((row) =>
        row.or([
          row('budget_minor', 'is', null),
          row(row('given_minor', '+', givenMinor), '<=', row.ref('budget_minor')),
        ]),
      );
  const changed = await changeCompiled(db, 'redeemOffer', within, [...parameters, redeemed, givenMinor]);
  if (changed !== 1) throw new StaleRow('the offer is used up since it was read');
}

function toCampaign(row: Pick<CampaignTable, (typeof CAMPAIGN)[number]>) {
  return {
    id: row.id,
    name: row.name,
    isDefault: row.is_default === 1,
    rules: JSON.parse(row.rules) as CampaignTerms['rules'],
    storeId: row.store_id,
    active: row.active === 1,
  };
}

function toCampaignRow(campaign: OwnedCampaign): Pick<CampaignTable, (typeof CAMPAIGN)[number]> {
  return {
    id: campaign.id,
    name: campaign.name,
    is_default: campaign.isDefault ? 1 : 0,
    rules: JSON.stringify(campaign.rules),
    store_id: campaign.storeId,
    active: campaign.active ? 1 : 0,
  };
}

function toOffer(row: Pick<OfferTable, (typeof OFFER)[number]>): OwnedOffer {
  return {
    id: row.id,
    campaignId: row.campaign_id,
    name: row.name,
    kind: row.kind,
    percent: row.percent,
    amountMinor: row.amount_minor,
    gift: row.gift,
    minimumMinor: row.minimum_minor,
    maxDiscountMinor: row.max_discount_minor,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    validDays: row.valid_days,
    storeIds: JSON.parse(row.store_ids) as string[],
    usesPerCoupon: row.uses_per_coupon,
    totalLimit: row.total_limit,
    customerLimit: row.customer_limit,
    budgetMinor: row.budget_minor,
    revokedAt: row.revoked_at,
    minted: row.minted,
    redeemed: row.redeemed,
    givenMinor: row.given_minor,
  };
}

function toOfferRow(offer: OwnedOffer): Pick<OfferTable, (typeof OFFER)[number]> {
  return {
    id: offer.id,
    campaign_id: offer.campaignId,
    name: offer.name,
    kind: offer.kind,
    percent: offer.percent,
    amount_minor: offer.amountMinor,
    gift: offer.gift,
    minimum_minor: offer.minimumMinor,
    max_discount_minor: offer.maxDiscountMinor,
    starts_at: offer.startsAt,
    ends_at: offer.endsAt,
    valid_days: offer.validDays,
    store_ids: JSON.stringify(offer.storeIds),
    uses_per_coupon: offer.usesPerCoupon,
    total_limit: offer.totalLimit,
    customer_limit: offer.customerLimit,
    budget_minor: offer.budgetMinor,
    revoked_at: offer.revokedAt,
    minted: offer.minted,
    redeemed: offer.redeemed,
    given_minor: offer.givenMinor,
  };
}
