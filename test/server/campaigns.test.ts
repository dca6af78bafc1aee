import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BeaconAnswer } from '../../shared/wire/beacon.ts';
import type { Campaign, Offer, Site } from '../../shared/wire/site.ts';
import { beacon, event, SHOP } from './journeys.ts';
import {
  type Caller,
  makeCampaign,
  makeFounder,
  makeOffer,
  makeSite,
  makeStore,
  NOON,
  nobody,
  type Office,
  openOffice,
  problemOf,
} from './office.ts';

let office: Office;
let owner: Caller;
let site: Site;
beforeAll(async () => {
  office = await openOffice();
  owner = await makeFounder(office);
});
afterAll(() => office.close());
beforeEach(async () => {
  site = await makeSite(office, owner);
});

const path = (rest: string) => `/v1/sites/${site.id}${rest}`;
const campaigns = async () =>
  (await office.get<{ campaigns: Campaign[] }>(owner, path('/campaigns'))).campaigns;

let visitors = 0;

/** The coupon that a new shopper gets who came from this source. */
async function couponFor(source: string): Promise<BeaconAnswer['coupon']> {
  visitors += 1;
  const visitor = `v${String(visitors).padStart(20, '0')}`;
  const events = [event('view', `/?utm_source=${source}`, NOON), event('ask', '/', NOON)];
  const answer = await office.ask<BeaconAnswer>(
    nobody(),
    'POST',
    '/v1/collect',
    beacon(site.id, visitor, events),
    { origin: SHOP },
  );
  return answer.body.coupon;
}

describe('a campaign', () => {
  test('has rules without blanks, and no offers at first', async () => {
    const made = await makeCampaign(office, owner, site.id, { rules: [{ source: ' weibo ', medium: '' }] });
    expect(made).toEqual({
      id: expect.any(String),
      name: 'Autumn',
      isDefault: false,
      rules: [{ source: 'weibo' }],
      storeId: null,
      active: true,
      offers: [],
    });
    expect(await campaigns()).toEqual([made]);
  });

  test.each([
    ['no rules', { rules: [] }, ['rules']],
    ['a rule that says nothing', { rules: [{ source: 'weibo' }, {}] }, ['rules/1']],
    ['a rule of blanks', { rules: [{ source: ' ' }] }, ['rules/0']],
    ['a store of nobody', { storeId: 'nowhere' }, ['storeId']],
    ['a blank name', { name: ' ' }, ['name']],
    ['a rule that is a text', { rules: ['weibo'] }, ['rules/0']],
  ])('with %s is refused, and changes to it', async (_what, change, fields) => {
    const known = await makeCampaign(office, owner, site.id);
    const input = { name: 'Autumn', rules: [{ source: 'weibo' }], ...change };
    const answers = [
      await office.ask(owner, 'POST', path('/campaigns'), input),
      await office.ask(owner, 'PATCH', path(`/campaigns/${known.id}`), change),
    ];
    const expected = { status: 400, code: 'invalidInput', fields };
    expect(answers.map(problemOf)).toEqual([expected, expected]);
    expect(await campaigns()).toEqual([known]);
  });

  test('that is the default needs no rules, and there is one of it', async () => {
    const first = await makeCampaign(office, owner, site.id, { isDefault: true, rules: [] });
    const second = await makeCampaign(office, owner, site.id, { isDefault: true, rules: [] });
    const defaults = async () => (await campaigns()).filter(({ isDefault }) => isDefault).map(({ id }) => id);
    expect(await defaults()).toEqual([second.id]);
    // The first has no rules and is not the default any more: it may only become one of both.
    const change = await office.ask(owner, 'PATCH', path(`/campaigns/${first.id}`), { isDefault: true });
    expect(change.status).toBe(200);
    expect(await defaults()).toEqual([first.id]);
  });

  test('keeps what a change does not name', async () => {
    const store = await makeStore(office, owner, site.id);
    const known = await makeCampaign(office, owner, site.id, {
      isDefault: true,
      storeId: store.id,
      active: false,
    });
    const change = (body: object) =>
      office.ask<Campaign>(owner, 'PATCH', path(`/campaigns/${known.id}`), body);
    expect((await change({ name: 'Winter' })).body).toEqual({ ...known, name: 'Winter' });
    expect((await change({ storeId: null })).body).toEqual({ ...known, name: 'Winter', storeId: null });
  });

  test('gives its offer from the moment it has one, and none once it is inactive', async () => {
    expect(await couponFor('weibo')).toBeNull();
    const campaign = await makeCampaign(office, owner, site.id);
    await makeOffer(office, owner, site.id, campaign.id);
    expect(await couponFor('weibo')).toMatchObject({ offer: '10 % off' });
    expect(await couponFor('mail')).toBeNull();
    await office.ask(owner, 'PATCH', path(`/campaigns/${campaign.id}`), { active: false });
    expect(await couponFor('weibo')).toBeNull();
  });

  test('that issued nothing is removed with its offers; one that did stays', async () => {
    const idle = await makeCampaign(office, owner, site.id, { rules: [{ source: 'mail' }] });
    const unused = await makeOffer(office, owner, site.id, idle.id);
    const busy = await makeCampaign(office, owner, site.id);
    await makeOffer(office, owner, site.id, busy.id);
    await couponFor('weibo');
    expect((await office.ask(owner, 'DELETE', path(`/campaigns/${idle.id}`))).status).toBe(204);
    expect((await office.ask(owner, 'PATCH', path(`/offers/${unused.id}`), {})).status).toBe(404);
    const refused = await office.ask(owner, 'DELETE', path(`/campaigns/${busy.id}`));
    expect(problemOf(refused)).toMatchObject({ status: 409, code: 'conflict' });
    expect((await campaigns()).map(({ id }) => id)).toEqual([busy.id]);
  });
});

describe('an offer', () => {
  let campaign: Campaign;
  beforeEach(async () => {
    campaign = await makeCampaign(office, owner, site.id);
  });

  const add = (input: object) =>
    office.ask<Offer>(owner, 'POST', path(`/campaigns/${campaign.id}/offers`), input);
  const change = (id: string, input: object) =>
    office.ask<Offer>(owner, 'PATCH', path(`/offers/${id}`), input);
  const offers = async () => (await campaigns())[0]?.offers;

  test('gives one thing, with no limits but those that are set', async () => {
    const { body } = await add({ name: 'Gift', kind: 'gift', gift: ' A cushion ' });
    expect(body).toEqual({
      id: expect.any(String),
      campaignId: campaign.id,
      name: 'Gift',
      kind: 'gift',
      percent: null,
      amountMinor: null,
      gift: 'A cushion',
      minimumMinor: 0,
      maxDiscountMinor: null,
      startsAt: null,
      endsAt: null,
      validDays: null,
      storeIds: [],
      usesPerCoupon: 1,
      totalLimit: null,
      customerLimit: null,
      budgetMinor: null,
      revokedAt: null,
      minted: 0,
      redeemed: 0,
      givenMinor: 0,
    });
    expect(await offers()).toEqual([body]);
  });

  test.each([
    ['percent without its number', { kind: 'percent' }, ['percent']],
    ['amount without its sum', { kind: 'amount' }, ['amountMinor']],
    ['amount of nothing', { kind: 'amount', amountMinor: 0 }, ['amountMinor']],
    ['gift without a gift', { kind: 'gift', gift: ' ' }, ['gift']],
    ['two things', { kind: 'percent', percent: 10, gift: 'A cushion' }, ['gift']],
    ['101 percent', { kind: 'percent', percent: 101 }, ['percent']],
    ['half a percent', { kind: 'percent', percent: 0.5 }, ['percent']],
    ['a negative amount', { kind: 'amount', amountMinor: -1 }, ['amountMinor']],
    ['a fraction of a cent', { kind: 'amount', amountMinor: 1.5 }, ['amountMinor']],
    ['an end before its start', { kind: 'percent', percent: 5, startsAt: 2_000, endsAt: 2_000 }, ['endsAt']],
    ['a store of nobody', { kind: 'percent', percent: 5, storeIds: ['nowhere'] }, ['storeIds/0']],
    ['no uses', { kind: 'percent', percent: 5, usesPerCoupon: 0 }, ['usesPerCoupon']],
    ['another kind', { kind: 'wish' }, ['kind']],
    ['an end in nanoseconds', { kind: 'percent', percent: 5, endsAt: 1.8e18 }, ['endsAt']],
    ['more than can be counted', { kind: 'percent', percent: 5, totalLimit: 1e17 }, ['totalLimit']],
    [
      'more for one than can be counted',
      { kind: 'percent', percent: 5, customerLimit: 1e17 },
      ['customerLimit'],
    ],
  ])('of %s is refused', async (_what, input, fields) => {
    expect(problemOf(await add({ name: 'Offer', ...input }))).toEqual({
      status: 400,
      code: 'invalidInput',
      fields,
    });
    expect(await offers()).toEqual([]);
  });

  test('keeps what a change does not name; null takes a limit away', async () => {
    const limits = {
      minimumMinor: 100,
      maxDiscountMinor: 50,
      usesPerCoupon: 3,
      budgetMinor: 9_000,
      endsAt: NOON,
    };
    const known = await makeOffer(office, owner, site.id, campaign.id, limits);
    expect((await change(known.id, { name: 'Renamed' })).body).toEqual({ ...known, name: 'Renamed' });
    expect((await change(known.id, { budgetMinor: null, endsAt: null })).body).toEqual({
      ...known,
      name: 'Renamed',
      budgetMinor: null,
      endsAt: null,
    });
    expect(problemOf(await change(known.id, { startsAt: 5, endsAt: 4 })).fields).toEqual(['endsAt']);
  });

  test('of another kind forgets what it gave before', async () => {
    const known = await makeOffer(office, owner, site.id, campaign.id);
    expect((await change(known.id, { kind: 'amount', amountMinor: 500 })).body).toEqual({
      ...known,
      kind: 'amount',
      percent: null,
      amountMinor: 500,
    });
    expect(problemOf(await change(known.id, { kind: 'gift' })).fields).toEqual(['gift']);
  });

  test('that is revoked stays revoked since then, and is issued no more', async () => {
    const known = await makeOffer(office, owner, site.id, campaign.id);
    const revoke = () => office.post<Offer>(owner, path(`/offers/${known.id}/revoke`));
    expect(await revoke()).toEqual({ ...known, revokedAt: NOON });
    office.clock.at = NOON + 1_000;
    expect((await revoke()).revokedAt).toBe(NOON);
    expect((await change(known.id, { name: 'Renamed' })).body.revokedAt).toBe(NOON);
    expect(await couponFor('weibo')).toBeNull();
    office.clock.at = NOON;
  });

  test('is removed while nothing of it was issued', async () => {
    const idle = await makeOffer(office, owner, site.id, campaign.id);
    expect((await office.ask(owner, 'DELETE', path(`/offers/${idle.id}`))).status).toBe(204);
    const busy = await makeOffer(office, owner, site.id, campaign.id);
    await couponFor('weibo');
    const answer = await office.ask(owner, 'DELETE', path(`/offers/${busy.id}`));
    expect(problemOf(answer)).toMatchObject({ status: 409, code: 'conflict' });
    expect(await offers()).toMatchObject([{ id: busy.id, minted: 1 }]);
  });

  test('of a campaign that is not there is not found', async () => {
    const url = path('/campaigns/nosuchcampaign/offers');
    const answer = await office.ask(owner, 'POST', url, { name: 'X', kind: 'percent', percent: 5 });
    expect(problemOf(answer)).toMatchObject({ status: 404, code: 'notFound' });
  });
});
