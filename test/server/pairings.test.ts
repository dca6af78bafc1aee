import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Paired, Pairing, Session, Token } from '../../shared/wire/account.ts';
import type { Site } from '../../shared/wire/site.ts';
import {
  type Caller,
  makeFounder,
  makeMember,
  makeSite,
  makeToken,
  NOON,
  nobody,
  type Office,
  openOffice,
  problemOf,
} from './office.ts';

let office: Office;
let founder: Caller;
let owner: Caller;
let site: Site;
let tests = 0;
beforeAll(async () => {
  office = await openOffice();
  founder = await makeFounder(office);
});
afterAll(() => office.close());
beforeEach(async () => {
  office.clock.at = NOON;
  tests += 1;
  site = await makeSite(office, founder);
  owner = await makeMember(office, founder, site.id, ownerEmail(), 'owner');
});

const ownerEmail = () => `owner${tests}@shop.example`;
const guestEmail = () => `guest${tests}@shop.example`;

/** Another site of someone who has one. */
async function secondSite(email: string): Promise<Site> {
  const second = await makeSite(office, founder, { name: 'Second shop' });
  await makeMember(office, founder, second.id, email, 'marketer');
  return second;
}

const newCode = () => office.post<Pairing>(owner, `/v1/sites/${site.id}/pairings`);
const pair = (code: string) => office.ask<Paired>(nobody(), 'POST', '/v1/pairing', { code, label: 'Chrome' });
const tokensOf = async (caller: Caller, ofSite = site) =>
  (await office.get<{ tokens: Token[] }>(caller, `/v1/sites/${ofSite.id}/tokens`)).tokens;

describe('a pairing code', () => {
  test('has 80 bits, and gives a token for every site of its person', async () => {
    const second = await secondSite(ownerEmail());
    const { code, expiresAt } = await newCode();
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(expiresAt).toBe(NOON + 600_000);
    const { status, body } = await pair(code);
    expect(status).toBe(201);
    expect(body.sites.map(({ id }) => id).sort()).toEqual([site.id, second.id].sort());
    const session = await office.get<Session>(bearer(body.token), '/v1/session');
    expect(session).toMatchObject({ email: null, mayCreateSites: false });
    expect(session.sites.map((one) => one.site.id).sort()).toEqual([site.id, second.id].sort());
  });

  test('may be typed in any case, without hyphens, with O for 0 and I for 1', async () => {
    const { code } = await newCode();
    const typed = ` ${code.toLowerCase().replaceAll('-', '').replaceAll('0', 'o').replaceAll('1', 'i')} `;
    expect((await pair(typed)).status).toBe(201);
  });

  test('works once, also for two at once', async () => {
    const { code } = await newCode();
    const both = await Promise.all([pair(code), pair(code)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);
    expect(problemOf(await pair(code))).toMatchObject({ status: 401, code: 'wrongCredentials' });
    expect(await tokensOf(owner)).toHaveLength(1);
  });

  test('lives ten minutes', async () => {
    const { code } = await newCode();
    office.clock.at = NOON + 600_000;
    expect(problemOf(await pair(code))).toMatchObject({ status: 401, code: 'wrongCredentials' });
  });

  test('of a person without sites pairs nothing', async () => {
    const guest = await makeMember(office, owner, site.id, guestEmail(), 'marketer');
    const { code } = await office.post<Pairing>(guest, `/v1/sites/${site.id}/pairings`);
    const { members } = await office.get<{ members: { id: string; email: string }[] }>(
      owner,
      `/v1/sites/${site.id}/members`,
    );
    const member = members.find(({ email }) => email === guestEmail());
    await office.ask(owner, 'DELETE', `/v1/sites/${site.id}/members/${member?.id}`);
    expect(problemOf(await pair(code)).code).toBe('wrongCredentials');
  });
});

describe('a token', () => {
  test('is listed with its label and last use, never with its secret', async () => {
    const token = await makeToken(office, owner, site.id, 'Chrome on the laptop');
    office.clock.at = NOON + 5_000;
    await office.get(token, '/v1/session');
    const [listed] = await tokensOf(owner);
    expect(listed).toEqual({
      id: expect.any(String),
      label: 'Chrome on the laptop',
      createdAt: NOON,
      lastUsedAt: NOON + 5_000,
    });
  });

  test('that is revoked reads nothing from then on', async () => {
    const token = await makeToken(office, owner, site.id);
    const [listed] = await tokensOf(owner);
    expect((await office.ask(token, 'GET', `/v1/sites/${site.id}`)).status).toBe(200);
    expect((await office.ask(owner, 'DELETE', `/v1/sites/${site.id}/tokens/${listed?.id}`)).status).toBe(204);
    for (const url of ['/v1/session', '/v1/sites', `/v1/sites/${site.id}`, `/v1/sites/${site.id}/funnel`]) {
      expect(problemOf(await office.ask(token, 'GET', url))).toMatchObject({
        status: 401,
        code: 'notSignedIn',
      });
    }
  });

  test('that is revoked loses its open streams', async () => {
    const { headers } = await makeToken(office, owner, site.id);
    const response = await fetch(`${await office.listen()}/v1/sites/${site.id}/live`, { headers });
    const stream = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await stream?.read())?.value).toContain('event: snapshot');
    const [listed] = await tokensOf(owner);
    await office.ask(owner, 'DELETE', `/v1/sites/${site.id}/tokens/${listed?.id}`);
    expect(await stream?.read()).toMatchObject({ done: true });
  });

  test('of someone else is taken off the own site only', async () => {
    const guest = await makeMember(office, owner, site.id, guestEmail(), 'marketer');
    const second = await secondSite(guestEmail());
    const token = await makeToken(office, guest, site.id);
    const [listed] = await tokensOf(owner);
    await office.ask(owner, 'DELETE', `/v1/sites/${site.id}/tokens/${listed?.id}`);
    expect((await office.ask(token, 'GET', `/v1/sites/${site.id}`)).status).toBe(403);
    expect((await office.ask(token, 'GET', `/v1/sites/${second.id}`)).status).toBe(200);
  });

  test('of the owner is neither seen nor ended by a marketer', async () => {
    const guest = await makeMember(office, owner, site.id, guestEmail(), 'marketer');
    await makeToken(office, owner, site.id);
    const own = await makeToken(office, guest, site.id, 'of the marketer');
    const [listed] = (await tokensOf(owner)).filter(({ label }) => label !== 'of the marketer');
    expect((await tokensOf(guest)).map(({ label }) => label)).toEqual(['of the marketer']);
    const answer = await office.ask(guest, 'DELETE', `/v1/sites/${site.id}/tokens/${listed?.id}`);
    expect(problemOf(answer)).toMatchObject({ status: 404, code: 'notFound' });
    expect((await office.ask(own, 'GET', '/v1/session')).status).toBe(200);
  });

  test('changes nothing: a bearer token is read-only', async () => {
    const token = await makeToken(office, owner, site.id);
    const answer = await office.ask(token, 'PATCH', `/v1/sites/${site.id}`, { name: 'Mine' });
    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'notAllowed' });
  });
});

function bearer(token: string): Caller {
  return { cookies: {}, headers: { authorization: `Bearer ${token}` } };
}
