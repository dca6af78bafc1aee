import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Site, Store } from '../../shared/wire/site.ts';
import {
  type Caller,
  fragmentOf,
  type Method,
  makeCampaign,
  makeClerk,
  makeDevice,
  makeFounder,
  makeMember,
  makeOffer,
  makeSite,
  makeStore,
  makeTill,
  makeToken,
  nobody,
  type Office,
  openOffice,
  PIN,
  problemOf,
  SITE_INPUT,
} from './office.ts';

const CALLERS = ['owner', 'marketer', 'stranger', 'token', 'clerk', 'device', 'nobody'] as const;
type Name = (typeof CALLERS)[number];

let office: Office;
let site: Site;
let store: Store;
let callers: Record<Name, Caller>;

beforeAll(async () => {
  office = await openOffice();
  const owner = await makeFounder(office);
  site = await makeSite(office, owner);
  store = await makeStore(office, owner, site.id);
  const otherSite = await makeSite(office, owner, { name: 'Another shop' });
  const clerk = await makeTill(office, owner, site.id, store.id);
  const { id } = await makeClerk(office, owner, site.id, store.id);
  await office.post(clerk, '/v1/till/session', { clerkId: id, pin: PIN });
  callers = {
    owner,
    marketer: await makeMember(office, owner, site.id, 'marketer@shop.example', 'marketer'),
    stranger: await makeMember(office, owner, otherSite.id, 'stranger@other.example', 'owner'),
    token: await makeToken(office, owner, site.id),
    clerk,
    device: await makeTill(office, owner, site.id, store.id),
    nobody: nobody(),
  };
});
afterAll(() => office.close());

interface Case {
  method: Method;
  /** The path as its documentation has it. */
  path: string;
  may: Name[];
  status: number;
  body?: object | (() => object);
  /** Makes the thing that `{id}` names, anew for every caller who may. */
  thing?: () => Promise<{ id: string }>;
}

const ANYONE = [...CALLERS];
const OWNER: Name[] = ['owner'];
const PEOPLE: Name[] = ['owner', 'marketer'];
const READERS: Name[] = ['owner', 'marketer', 'token'];

const STORE = { name: 'Lake', city: 'Hangzhou', phone: '', address: '' };
const CAMPAIGN = { name: 'Winter', rules: [{ source: 'mail' }] };
const OFFER = { name: 'Gift', kind: 'gift', gift: 'A cushion' };

const PLACEMENT = { name: 'Weibo profile', source: 'weibo' };

const newPlacement = () =>
  office.post<{ id: string }>(callers.owner, `/v1/sites/${site.id}/placements`, {
    ...PLACEMENT,
    name: `One of many, ${++made}`,
  });
let made = 0;

const SPEND_FILE = Buffer.from('day,source,cost\n2026-11-18,weibo,1');

const newCampaign = () => makeCampaign(office, callers.owner, site.id);
const newOffer = async () => makeOffer(office, callers.owner, site.id, (await newCampaign()).id);
const newStore = () => makeStore(office, callers.owner, site.id, 'A new one');
const newClerk = () => makeClerk(office, callers.owner, site.id, store.id);
const newDevice = async () => (await makeDevice(office, callers.owner, site.id, store.id)).device;

let costs = 0;

/** Every one is another file: the same one again imports nothing. */
const newSpendFile = () => Buffer.from(`day,source,cost\n2026-11-18,weibo,${++costs}`);

async function newSpendImport(): Promise<{ id: string }> {
  return office.post<{ id: string }>(callers.owner, `/v1/sites/${site.id}/spend/imports`, newSpendFile());
}

let leavers = 0;

async function newMember(): Promise<{ id: string }> {
  const leaver = `leaver${++leavers}@shop.example`;
  await makeMember(office, callers.owner, site.id, leaver, 'marketer');
  const members = await office.get<{ members: { id: string; email: string }[] }>(
    callers.owner,
    `/v1/sites/${site.id}/members`,
  );
  return members.members.find(({ email }) => email === leaver) ?? { id: '' };
}

async function newToken(): Promise<{ id: string }> {
  await makeToken(office, callers.marketer, site.id, 'to be ended');
  const { tokens } = await office.get<{ tokens: { id: string; label: string }[] }>(
    callers.owner,
    `/v1/sites/${site.id}/tokens`,
  );
  return tokens.find(({ label }) => label === 'to be ended') ?? { id: '' };
}

const CASES: Case[] = [
  { method: 'GET', path: '/v1/setup', may: ANYONE, status: 200 },
  { method: 'GET', path: '/v1/session', may: ['owner', 'marketer', 'stranger', 'token'], status: 200 },
  { method: 'GET', path: '/v1/sites', may: ['owner', 'marketer', 'stranger', 'token'], status: 200 },
  { method: 'POST', path: '/v1/sites', may: OWNER, status: 201, body: SITE_INPUT },
  { method: 'GET', path: '/v1/sites/{site}', may: READERS, status: 200 },
  { method: 'PATCH', path: '/v1/sites/{site}', may: OWNER, status: 200, body: { windowDays: 14 } },
  { method: 'GET', path: '/v1/sites/{site}/installation', may: READERS, status: 200 },
  { method: 'GET', path: '/v1/sites/{site}/reports/attribution', may: READERS, status: 200 },
  { method: 'GET', path: '/v1/sites/{site}/reports/paths', may: READERS, status: 200 },
  { method: 'GET', path: '/v1/sites/{site}/reports/attribution.csv', may: READERS, status: 200 },
  { method: 'GET', path: '/v1/sites/{site}/reports/participation', may: READERS, status: 200 },
  { method: 'GET', path: '/v1/sites/{site}/reports/platforms', may: READERS, status: 200 },
  { method: 'GET', path: '/v1/sites/{site}/reports/redemptions', may: READERS, status: 200 },
  { method: 'GET', path: '/v1/sites/{site}/reports/returns', may: READERS, status: 200 },
  {
    method: 'GET',
    path: '/v1/sites/{site}/reports/redemptions/{id}',
    may: READERS,
    status: 404,
    thing: async () => ({ id: 'nosuchone' }),
  },
  { method: 'GET', path: '/v1/sites/{site}/exports/pages?format=ndjson', may: PEOPLE, status: 200 },
  { method: 'GET', path: '/v1/sites/{site}/exports/events?format=ndjson', may: OWNER, status: 200 },
  {
    method: 'POST',
    path: '/v1/sites/{site}/redemptions/{id}/returns',
    may: ['owner', 'marketer', 'clerk'],
    status: 404,
    body: { amountMinor: 1 },
    thing: async () => ({ id: 'nosuchone' }),
  },
  {
    method: 'GET',
    path: '/v1/sites/{site}/redemptions/{id}/returns',
    may: ['owner', 'marketer', 'clerk'],
    status: 404,
    thing: async () => ({ id: 'nosuchone' }),
  },
  {
    method: 'GET',
    path: '/v1/sites/{site}/redemptions/search?find=A-1',
    may: ['owner', 'marketer', 'clerk'],
    status: 200,
  },
  { method: 'GET', path: '/v1/sites/{site}/conversions/google', may: OWNER, status: 200 },
  {
    method: 'POST',
    path: '/v1/sites/{site}/conversions/google',
    may: OWNER,
    status: 201,
    body: { name: 'Store sale' },
  },
  { method: 'GET', path: '/v1/sites/{site}/conversions/google/batches', may: OWNER, status: 200 },
  { method: 'GET', path: '/v1/sites/{site}/history', may: OWNER, status: 200 },
  {
    method: 'POST',
    path: '/v1/sites/{site}/history?dryRun=true&name=a.ndjson',
    may: OWNER,
    status: 200,
    body: { at: '2026-01-01' },
  },
  {
    method: 'POST',
    path: '/v1/sites/{site}/history/{id}/continue',
    may: OWNER,
    status: 404,
    thing: async () => ({ id: 'nosuchone' }),
  },
  { method: 'GET', path: '/v1/sites/{site}/signing-secret', may: OWNER, status: 200 },
  { method: 'GET', path: '/v1/sites/{site}/stores', may: PEOPLE, status: 200 },
  { method: 'POST', path: '/v1/sites/{site}/stores', may: OWNER, status: 201, body: STORE },
  {
    method: 'PATCH',
    path: '/v1/sites/{site}/stores/{id}',
    may: OWNER,
    status: 200,
    body: STORE,
    thing: newStore,
  },
  { method: 'DELETE', path: '/v1/sites/{site}/stores/{id}', may: OWNER, status: 204, thing: newStore },
  { method: 'GET', path: '/v1/sites/{site}/placements', may: READERS, status: 200 },
  { method: 'POST', path: '/v1/sites/{site}/placements', may: READERS, status: 201, body: PLACEMENT },
  {
    method: 'PATCH',
    path: '/v1/sites/{site}/placements/{id}',
    may: PEOPLE,
    status: 200,
    body: {},
    thing: newPlacement,
  },
  {
    method: 'DELETE',
    path: '/v1/sites/{site}/placements/{id}',
    may: PEOPLE,
    status: 204,
    thing: newPlacement,
  },
  { method: 'GET', path: '/v1/sites/{site}/spend', may: READERS, status: 200 },
  { method: 'GET', path: '/v1/sites/{site}/spend/imports', may: PEOPLE, status: 200 },
  { method: 'POST', path: '/v1/sites/{site}/spend/checks', may: PEOPLE, status: 200, body: SPEND_FILE },
  { method: 'POST', path: '/v1/sites/{site}/spend/imports', may: PEOPLE, status: 200, body: SPEND_FILE },
  {
    method: 'DELETE',
    path: '/v1/sites/{site}/spend/imports/{id}',
    may: PEOPLE,
    status: 204,
    thing: newSpendImport,
  },
  { method: 'GET', path: '/v1/sites/{site}/campaigns', may: PEOPLE, status: 200 },
  { method: 'POST', path: '/v1/sites/{site}/campaigns', may: OWNER, status: 201, body: CAMPAIGN },
  {
    method: 'PATCH',
    path: '/v1/sites/{site}/campaigns/{id}',
    may: OWNER,
    status: 200,
    body: {},
    thing: newCampaign,
  },
  { method: 'DELETE', path: '/v1/sites/{site}/campaigns/{id}', may: OWNER, status: 204, thing: newCampaign },
  {
    method: 'POST',
    path: '/v1/sites/{site}/campaigns/{id}/offers',
    may: OWNER,
    status: 201,
    body: OFFER,
    thing: newCampaign,
  },
  {
    method: 'PATCH',
    path: '/v1/sites/{site}/offers/{id}',
    may: OWNER,
    status: 200,
    body: {},
    thing: newOffer,
  },
  { method: 'POST', path: '/v1/sites/{site}/offers/{id}/revoke', may: OWNER, status: 200, thing: newOffer },
  { method: 'DELETE', path: '/v1/sites/{site}/offers/{id}', may: OWNER, status: 204, thing: newOffer },
  { method: 'GET', path: '/v1/sites/{site}/devices', may: OWNER, status: 200 },
  {
    method: 'POST',
    path: '/v1/sites/{site}/devices',
    may: OWNER,
    status: 201,
    body: () => ({ name: 'T', storeId: store.id }),
  },
  { method: 'DELETE', path: '/v1/sites/{site}/devices/{id}', may: OWNER, status: 204, thing: newDevice },
  { method: 'GET', path: '/v1/sites/{site}/clerks', may: OWNER, status: 200 },
  {
    method: 'POST',
    path: '/v1/sites/{site}/clerks',
    may: OWNER,
    status: 201,
    body: () => ({ name: 'C', storeId: store.id, pin: '1234' }),
  },
  {
    method: 'PATCH',
    path: '/v1/sites/{site}/clerks/{id}',
    may: OWNER,
    status: 200,
    body: { name: 'D' },
    thing: newClerk,
  },
  { method: 'DELETE', path: '/v1/sites/{site}/clerks/{id}', may: OWNER, status: 204, thing: newClerk },
  { method: 'GET', path: '/v1/sites/{site}/members', may: OWNER, status: 200 },
  {
    method: 'POST',
    path: '/v1/sites/{site}/members',
    may: OWNER,
    status: 201,
    body: { email: 'new@shop.example', role: 'marketer' },
  },
  { method: 'DELETE', path: '/v1/sites/{site}/members/{id}', may: OWNER, status: 204, thing: newMember },
  { method: 'POST', path: '/v1/sites/{site}/pairings', may: PEOPLE, status: 201 },
  { method: 'GET', path: '/v1/sites/{site}/tokens', may: PEOPLE, status: 200 },
  { method: 'DELETE', path: '/v1/sites/{site}/tokens/{id}', may: PEOPLE, status: 204, thing: newToken },
  { method: 'GET', path: '/v1/till', may: ['device', 'clerk'], status: 200 },
];

describe('who may use a route', () => {
  test.each(CASES)('$method $path: $may', async ({ method, path, may, status, body, thing }) => {
    const given = typeof body === 'function' ? body() : body;
    const url = (id: string) => path.replace('{site}', site.id).replace('{id}', id);
    const known = thing ? await thing() : { id: '' };
    for (const name of CALLERS.filter((one) => !may.includes(one))) {
      const answer = await office.ask(callers[name], method, url(known.id), given);
      expect({ name, ...problemOf(answer) }).toEqual({ name, ...refusalOf(name, path), fields: [] });
    }
    for (const name of may) {
      const { id } = thing ? await thing() : known;
      const answer = await office.ask(callers[name], method, url(id), given);
      expect({ name, status: answer.status, body: answer.body }).toMatchObject({ name, status });
    }
  });

  test('a site that is not there answers like one that is someone else’s', async () => {
    const answer = await office.ask(callers.owner, 'GET', '/v1/sites/nosuchsite');
    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'notAllowed' });
  });

  test('a thing of another site is not found under one’s own', async () => {
    const other = await makeSite(office, callers.owner, { name: 'Third shop' });
    const theirs = await newStore();
    const url = `/v1/sites/${other.id}/stores/${theirs.id}`;
    expect(problemOf(await office.ask(callers.owner, 'PATCH', url, { name: 'Mine' }))).toMatchObject({
      status: 404,
      code: 'notFound',
    });
  });
});

/** Who proves to be someone is refused; who proves nothing that counts here is asked to sign in. */
function refusalOf(name: Name, path: string): { status: number; code: string } {
  const isTill = path.startsWith('/v1/till');
  const provesNothing = isTill ? name !== 'token' : ['clerk', 'device', 'nobody'].includes(name);
  return provesNothing ? { status: 401, code: 'notSignedIn' } : { status: 403, code: 'notAllowed' };
}

describe('cookies', () => {
  test.each([
    ['a change from another site', 'POST', 'https://evil.example'],
    ['a read from another site', 'GET', 'https://evil.example'],
    ['a change from a sandboxed frame', 'POST', 'null'],
  ] as const)('%s is refused', async (_what, method, origin) => {
    const url = `/v1/sites/${site.id}/stores`;
    const answer = await office.ask(callers.owner, method, url, method === 'POST' ? STORE : undefined, {
      origin,
    });
    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'crossOrigin' });
  });

  test('no other site signs its visitors in here', async () => {
    const credentials = { email: 'owner@shop.example', password: 'correct horse battery' };
    const answer = await office.ask(nobody(), 'POST', '/v1/session', credentials, {
      origin: 'https://evil.example',
    });
    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'crossOrigin' });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('a till’s cookie from another site changes nothing', async () => {
    const answer = await office.ask(callers.clerk, 'DELETE', '/v1/till/session', undefined, {
      origin: 'https://evil.example',
    });
    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'crossOrigin' });
    expect(await office.get<{ clerk: object | null }>(callers.clerk, '/v1/till')).toMatchObject({
      clerk: { name: 'Early shift' },
    });
  });

  test.each([
    ['http://localhost:8787', false],
    ['https://shop.example', true],
  ])('at %s they are marked Secure: %s', async (publicUrl, secure) => {
    const own = await openOffice({ publicUrl });
    await own.engine.write('newSetupLink', { secretHash: '', now: 0 });
    const founder = await makeFounder(own);
    const credentials = { email: 'owner@shop.example', password: 'correct horse battery' };
    const { headers } = await own.ask(founder, 'POST', '/v1/session', credentials);
    const cookie = String(headers['set-cookie']);
    expect(cookie).toMatch(/^backstamp_session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly/);
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie.includes('Secure')).toBe(secure);
    await own.close();
  });
});

test('links carry their secret in the fragment, which reaches no server', async () => {
  const { link } = await office.post<{ link: string }>(callers.owner, `/v1/sites/${site.id}/members`, {
    email: 'guest@shop.example',
    role: 'marketer',
  });
  expect(link).toBe(`http://localhost:8787/join#${fragmentOf(link)}`);
  const device = await makeDevice(office, callers.owner, site.id, store.id);
  expect(device.link).toBe(`http://localhost:8787/till#${device.code}`);
  expect(device.code).toMatch(new RegExp(`^${site.id}\\.[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$`));
});
