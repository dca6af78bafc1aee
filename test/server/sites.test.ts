import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BeaconAnswer } from '../../shared/wire/beacon.ts';
import type { Installation, Site, SiteInput, Store } from '../../shared/wire/site.ts';
import { beacon, event, SHOP } from './journeys.ts';
import {
  type Answer,
  type Caller,
  makeCampaign,
  makeClerk,
  makeDevice,
  makeFounder,
  makeOffer,
  makeSite,
  makeStore,
  makeTill,
  NOON,
  nobody,
  type Office,
  openOffice,
  PIN,
  problemOf,
  SITE_INPUT,
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
  office.clock.at = NOON;
  site = await makeSite(office, owner);
});

let visitors = 0;

/** A shopper of the site who asks for a code. */
function shop(origin = SHOP): Promise<Answer<BeaconAnswer>> {
  visitors += 1;
  const visitor = `v${String(visitors).padStart(20, '0')}`;
  const events = [event('view', '/?utm_source=weibo', NOON), event('ask', '/', NOON)];
  return office.ask(nobody(), 'POST', '/v1/collect', beacon(site.id, visitor, events), { origin });
}

const path = (rest = '') => `/v1/sites/${site.id}${rest}`;

describe('a site', () => {
  test('has origins as browsers write them, defaults, and none of its secrets', async () => {
    const made = await makeSite(office, owner, {
      origins: ['HTTPS://Shop.Example:443/sofas?x=1', 'https://shop.example', 'http://localhost:3000/'],
    });
    expect(made).toEqual({
      id: expect.stringMatching(/^[0-9a-z]{10}$/),
      name: 'Test shop',
      origins: ['https://shop.example', 'http://localhost:3000'],
      timeZone: 'Asia/Shanghai',
      currency: 'CNY',
      windowDays: 30,
      hashRoutes: false,
      lookbackDays: 30,
      marginPercent: null,
      channelRules: [],
    });
    expect(await office.get(owner, `/v1/sites/${made.id}`)).toEqual(made);
  });

  test.each([
    ['an address that is none', { origins: ['https://a.example', 'shop'] }, ['origins/1']],
    ['a file', { origins: ['file:///shop.html'] }, ['origins/0']],
    ['an address with a password', { origins: ['https://me:secret@shop.example'] }, ['origins/0']],
    ['no origins', { origins: [] }, ['origins']],
    ['an unknown time zone', { timeZone: 'Mars/Olympus' }, ['timeZone']],
    ['the time zone of the machine', { timeZone: 'local' }, ['timeZone']],
    ['an offset that browsers do not know', { timeZone: 'UTC+8' }, ['timeZone']],
    ['an unknown currency', { currency: 'ABC' }, ['currency']],
    ['a currency in lower case', { currency: 'cny' }, ['currency']],
    ['a blank name', { name: '  ' }, ['name']],
    ['a window of no days', { windowDays: 0 }, ['windowDays']],
    ['a window of half a day', { windowDays: 0.5 }, ['windowDays']],
    ['a window in quotes', { windowDays: '30' }, ['windowDays']],
    ['a lookback beyond ninety days', { lookbackDays: 91 }, ['lookbackDays']],
    ['a margin of more than everything', { marginPercent: 101 }, ['marginPercent']],
    ['a rule that matches nothing', { channelRules: [{ match: {}, channel: 'email' }] }, ['channelRules/0']],
  ])('with %s is refused', async (_what, change, fields) => {
    const answers = [
      await office.ask(owner, 'POST', '/v1/sites', { ...SITE_INPUT, ...change }),
      await office.ask(owner, 'PATCH', path(), change),
    ];
    const expected = { status: 400, code: 'invalidInput', fields };
    expect(answers.map(problemOf)).toEqual([expected, expected]);
    expect(await office.get(owner, path())).toEqual(site);
  });

  test('keeps what a change does not name, also where it has a default', async () => {
    await office.ask(owner, 'PATCH', path(), { windowDays: 7, hashRoutes: true });
    const { body } = await office.ask<Site>(owner, 'PATCH', path(), { name: 'New name' });
    expect(body).toEqual({ ...site, windowDays: 7, hashRoutes: true, name: 'New name' });
  });

  test('keeps its lookback, its margin and its own channels', async () => {
    const change = {
      lookbackDays: 60,
      marginPercent: 35,
      channelRules: [{ match: { source: 'weibo', medium: 'kol*' }, channel: 'affiliates' }],
    };
    await office.ask(owner, 'PATCH', path(), change);
    expect(await office.get(owner, path())).toEqual({ ...site, ...change });
    const { body } = await office.ask<Site>(owner, 'PATCH', path(), {
      marginPercent: null,
      channelRules: [],
    });
    expect(body).toEqual({ ...site, lookbackDays: 60 });
  });

  test('looks back as far as its cohorts last, where nobody says otherwise', async () => {
    const made = await makeSite(office, owner, { name: 'Short', windowDays: 7 });
    expect(made.lookbackDays).toBe(7);
  });

  test('takes beacons of a new origin at once', async () => {
    expect(problemOf(await shop('https://new.example')).code).toBe('foreignOrigin');
    await office.ask(owner, 'PATCH', path(), { origins: ['https://new.example'] });
    expect((await shop('https://new.example')).status).toBe(202);
    expect(problemOf(await shop()).code).toBe('foreignOrigin');
  });

  test('has its routes in the hash named in its tag', async () => {
    await office.ask(owner, 'PATCH', path(), { hashRoutes: true });
    const { tag } = await office.get<Installation>(owner, path('/installation'));
    expect(tag).toContain(`data-site="${site.id}" data-route="hash">`);
  });

  test('tells whether its tag reaches us', async () => {
    expect(await office.get<Installation>(owner, path('/installation'))).toMatchObject({
      tag: `<script defer src="http://localhost:8787/tag.js" data-site="${site.id}"></script>`,
      lastViewAt: null,
      viewsToday: 0,
      lastForeignOrigin: null,
    });
    await shop();
    await shop('https://elsewhere.example');
    expect(await office.get<Installation>(owner, path('/installation'))).toMatchObject({
      lastViewAt: NOON,
      viewsToday: 1,
      foreignToday: 1,
      lastForeignOrigin: 'https://elsewhere.example',
    });
  });

  test('has a secret of its own to sign with', async () => {
    const other = await makeSite(office, owner);
    const secrets = await Promise.all(
      [site, other].map(({ id }) => office.get<{ secret: string }>(owner, `/v1/sites/${id}/signing-secret`)),
    );
    expect(new Set(secrets.map(({ secret }) => secret)).size).toBe(2);
    expect(secrets[0]?.secret).toMatch(/^[\w-]{32}$/);
  });

  test('keeps its currency once money was counted', async () => {
    const change = (currency: string) => office.ask(owner, 'PATCH', path(), { currency });
    expect((await change('EUR')).status).toBe(200);
    await sellOne();
    expect(problemOf(await change('CNY'))).toMatchObject({ status: 409, code: 'conflict' });
    expect((await change('EUR')).status).toBe(200);
  });
});

/** A shopper's code is redeemed in a store of the site. */
async function sellOne(): Promise<{ store: Store; campaign: string; offer: string }> {
  const store = await makeStore(office, owner, site.id);
  const campaign = await makeCampaign(office, owner, site.id);
  const offer = await makeOffer(office, owner, site.id, campaign.id);
  const till = await makeTill(office, owner, site.id, store.id);
  const clerk = await makeClerk(office, owner, site.id, store.id);
  await office.post(till, '/v1/till/session', { clerkId: clerk.id, pin: PIN });
  const code = (await shop()).body.coupon?.code;
  await office.post(till, path('/redemptions'), { code, order: 'A1', amountMinor: 10_000 });
  return { store, campaign: campaign.id, offer: offer.id };
}

describe('a repeated POST', () => {
  test('with the same Idempotency-Key makes one thing and gets the first answer', async () => {
    const key = { 'idempotency-key': 'key-1' };
    const input: SiteInput = { ...SITE_INPUT, name: 'Once' };
    const ask = () => office.ask<Site>(owner, 'POST', '/v1/sites', input, key);
    const [first, second] = await Promise.all([ask(), ask()]);
    expect(second).toMatchObject({ status: 201, body: first.body });
    const { sites } = await office.get<{ sites: Site[] }>(owner, '/v1/sites');
    expect(sites.filter(({ name }) => name === 'Once')).toHaveLength(1);
  });

  test('with the key of another request is refused', async () => {
    const key = { 'idempotency-key': 'key-2' };
    const store = { name: 'Bund', city: '', phone: '', address: '' };
    await office.ask(owner, 'POST', path('/stores'), store, key);
    const other = await office.ask(owner, 'POST', path('/stores'), { ...store, name: 'Lake' }, key);
    expect(problemOf(other)).toMatchObject({ status: 422, code: 'idempotencyMismatch' });
  });

  test('of a clerk keeps nothing from which the PIN could be found', async () => {
    const store = await makeStore(office, owner, site.id);
    const key = { 'idempotency-key': 'key-3' };
    const add = (pin: string) =>
      office.ask(owner, 'POST', path('/clerks'), { name: 'C', storeId: store.id, pin }, key);
    const first = await add('1234');
    // Another PIN is not told from the first: it is in nothing that was kept.
    expect(await add('5678')).toMatchObject({ status: 201, body: first.body });
  });
});

describe('a store', () => {
  test('keeps what a change does not name; null takes its limit away', async () => {
    const store = await makeStore(office, owner, site.id);
    const change = (body: object) => office.ask<Store>(owner, 'PATCH', path(`/stores/${store.id}`), body);
    expect((await change({ maxDiscountMinor: 5_000 })).body).toEqual({ ...store, maxDiscountMinor: 5_000 });
    expect((await change({ city: 'Hangzhou' })).body).toMatchObject({
      city: 'Hangzhou',
      maxDiscountMinor: 5_000,
    });
    expect((await change({ maxDiscountMinor: null })).body.maxDiscountMinor).toBeNull();
  });

  test.each([
    ['a device', (store: string) => makeDevice(office, owner, site.id, store)],
    ['a clerk', (store: string) => makeClerk(office, owner, site.id, store)],
    ['a campaign', (store: string) => makeCampaign(office, owner, site.id, { storeId: store })],
    [
      'an offer',
      async (store: string) => {
        const campaign = await makeCampaign(office, owner, site.id);
        return makeOffer(office, owner, site.id, campaign.id, { storeIds: [store] });
      },
    ],
  ])('that %s needs is not removed', async (_what, use) => {
    const store = await makeStore(office, owner, site.id);
    await use(store.id);
    const answer = await office.ask(owner, 'DELETE', path(`/stores/${store.id}`));
    expect(problemOf(answer)).toMatchObject({ status: 409, code: 'conflict' });
  });

  test.each([
    ['no name', { name: '' }, ['name']],
    ['a negative limit', { maxDiscountMinor: -1 }, ['maxDiscountMinor']],
    ['a limit of half a cent', { maxDiscountMinor: 0.5 }, ['maxDiscountMinor']],
    ['a city that is a number', { city: 1 }, ['city']],
  ])('with %s is refused', async (_what, change, fields) => {
    const input = { name: 'Bund', city: '', phone: '', address: '', ...change };
    expect(problemOf(await office.ask(owner, 'POST', path('/stores'), input))).toEqual({
      status: 400,
      code: 'invalidInput',
      fields,
    });
    expect(await office.get(owner, path('/stores'))).toEqual({ stores: [] });
  });
});

test('what was sold stays: its store, its campaign and its offer are not removed', async () => {
  const { store, campaign, offer } = await sellOne();
  for (const thing of [`/stores/${store.id}`, `/campaigns/${campaign}`, `/offers/${offer}`]) {
    expect(problemOf(await office.ask(owner, 'DELETE', path(thing)))).toMatchObject({
      status: 409,
      code: 'conflict',
    });
  }
});
