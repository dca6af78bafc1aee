import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { campaignInput, demoSeed } from '../../../server/demo/seed.ts';
import { SOURCES } from '../../../server/demo/sources.ts';
import { matchCampaign } from '../../../server/domain/campaign.ts';
import { readArrival } from '../../../server/domain/source.ts';
import { PlacementInput } from '../../../shared/wire/placement.ts';
import { CampaignInput, OfferInput, SiteInput, StoreInput } from '../../../shared/wire/site.ts';
import { ClerkInput, DeviceInput } from '../../../shared/wire/till.ts';

const seed = demoSeed('http://localhost:8787');
const ids = { shanghai: 's1', hangzhou: 's2' };

describe('the demo merchant', () => {
  test('is made of inputs that the server takes', () => {
    expect(Value.Errors(SiteInput, seed.site)).toEqual([]);
    for (const { input } of seed.stores) expect(Value.Errors(StoreInput, input)).toEqual([]);
    for (const { name, pin, store } of seed.clerks) {
      expect(Value.Errors(ClerkInput, { name, pin, storeId: ids[store] })).toEqual([]);
    }
    for (const { name, store } of seed.devices) {
      expect(Value.Errors(DeviceInput, { name, storeId: ids[store] })).toEqual([]);
    }
    for (const placement of seed.placements) expect(Value.Errors(PlacementInput, placement)).toEqual([]);
    for (const campaign of seed.campaigns) {
      expect(Value.Errors(CampaignInput, campaignInput(campaign, ids))).toEqual([]);
      for (const offer of campaign.offers) expect(Value.Errors(OfferInput, offer)).toEqual([]);
    }
  });

  test('has a campaign for every source of its shoppers, and one for everyone else', () => {
    const campaigns = seed.campaigns.map((campaign, index) => ({
      ...campaignInput(campaign, ids),
      id: String(index),
      isDefault: campaign.isDefault,
      storeId: null,
      active: true,
      offers: [],
    }));
    const matched = SOURCES.map(({ landing: [path], query, referrer }) => {
      const url = `http://localhost:8787${path}?${query}`;
      const { source } = readArrival({ url, referrer: referrer ?? undefined, origins: [] });
      const found = source && matchCampaign(campaigns, source);
      return found && seed.campaigns[Number(found.id)]?.name.split(' ')[0];
    });
    expect(matched).toEqual(['Weibo', 'Xiaohongshu', 'Baidu', 'WeChat', 'Everyone', 'Douyin', 'Everyone']);
    expect(seed.campaigns.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  test('has placements that its shoppers’ links carry', () => {
    const tags = SOURCES.map(({ query }) => new URLSearchParams(query));
    for (const { source, campaign, content } of seed.placements) {
      const fits = (tag: URLSearchParams) =>
        tag.get('utm_source') === source &&
        (!campaign || tag.get('utm_campaign') === campaign) &&
        (!content || tag.get('utm_content') === content);
      expect(tags.some(fits)).toBe(true);
    }
  });

  test('has offers of every kind, and a clerk and a till for people and for simulated shoppers in each store', () => {
    const kinds = seed.campaigns.flatMap(({ offers }) => offers.map(({ kind }) => kind));
    expect(new Set(kinds)).toEqual(new Set(['percent', 'amount', 'gift']));
    for (const store of ['shanghai', 'hangzhou']) {
      for (const isSimulated of [true, false]) {
        const is = (one: { store: string; isSimulated: boolean }) =>
          one.store === store && one.isSimulated === isSimulated;
        expect(seed.clerks.some(is)).toBe(true);
        expect(seed.devices.some(is)).toBe(true);
      }
    }
  });
});
