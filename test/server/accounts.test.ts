import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashSecret } from '../../server/http/secrets.ts';
import type { Invitation, Member, Session } from '../../shared/wire/account.ts';
import type { Site } from '../../shared/wire/site.ts';
import {
  fragmentOf,
  makeFounder,
  makeMember,
  makeSite,
  makeToken,
  NOON,
  nobody,
  type Office,
  openOffice,
  PASSWORD,
  problemOf,
} from './office.ts';

const DAY = 86_400_000;
const OWNER = { email: 'owner@shop.example', password: PASSWORD };

let office: Office;
afterEach(() => {
  office.clock.at = NOON;
});

const newLink = (secret: string) =>
  office.engine.write('newSetupLink', { secretHash: hashSecret(secret), now: office.clock.now() });

describe('the first owner', () => {
  beforeEach(async () => {
    office = await openOffice();
  });
  afterEach(() => office.close());

  test('comes in by the printed link, is signed in, and may create sites', async () => {
    await newLink('first');
    expect(await office.get(nobody(), '/v1/setup')).toEqual({ needed: true });
    const caller = nobody();
    const session = await office.post(caller, '/v1/setup', { secret: 'first', ...OWNER });
    expect(session).toEqual({ email: OWNER.email, sites: [], mayCreateSites: true });
    expect(await office.get(caller, '/v1/session')).toEqual(session);
    expect(await office.get(nobody(), '/v1/setup')).toEqual({ needed: false });
  });

  test('a link works once', async () => {
    await newLink('first');
    await office.post(nobody(), '/v1/setup', { secret: 'first', ...OWNER });
    const again = await office.ask(nobody(), 'POST', '/v1/setup', {
      secret: 'first',
      ...OWNER,
      email: 'b@c.example',
    });
    expect(problemOf(again)).toMatchObject({ status: 404, code: 'notFound' });
  });

  test('of two who use the link at once, one becomes the owner', async () => {
    await newLink('first');
    const both = ['a@shop.example', 'b@shop.example'].map((email) =>
      office.ask(nobody(), 'POST', '/v1/setup', { secret: 'first', ...OWNER, email }),
    );
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  test('a new link replaces the older one, and none is made once there is an owner', async () => {
    await newLink('old');
    await newLink('new');
    const old = await office.ask(nobody(), 'POST', '/v1/setup', { secret: 'old', ...OWNER });
    expect(problemOf(old).code).toBe('notFound');
    await office.post(nobody(), '/v1/setup', { secret: 'new', ...OWNER });
    expect(await newLink('late')).toEqual({ ok: true, value: { needed: false } });
    const late = await office.ask(nobody(), 'POST', '/v1/setup', { secret: 'late', ...OWNER });
    expect(problemOf(late).code).toBe('notFound');
  });

  test.each([
    ['a short password', { password: 'short' }, ['password']],
    ['no e-mail', { email: 'owner' }, ['email']],
    ['a number for a password', { password: 1234567890 }, ['password']],
  ])('%s is refused, and the link stays good', async (_what, change, fields) => {
    await newLink('first');
    const answer = await office.ask(nobody(), 'POST', '/v1/setup', { secret: 'first', ...OWNER, ...change });
    expect(problemOf(answer)).toEqual({ status: 400, code: 'invalidInput', fields });
    await office.post(nobody(), '/v1/setup', { secret: 'first', ...OWNER });
  });
});

describe('signing in', () => {
  beforeAll(async () => {
    office = await openOffice();
    await makeFounder(office);
  });
  afterAll(() => office.close());

  test('works with the e-mail in any case', async () => {
    const caller = nobody();
    const session = await office.post<Session>(caller, '/v1/session', {
      ...OWNER,
      email: 'Owner@Shop.Example',
    });
    expect(session.email).toBe(OWNER.email);
    expect(await office.get(caller, '/v1/session')).toEqual(session);
  });

  test.each([
    ['a wrong password', { password: 'wrong horse battery' }],
    ['an unknown e-mail', { email: 'nobody@shop.example' }],
  ])('%s is answered alike', async (_what, change) => {
    const answer = await office.ask(nobody(), 'POST', '/v1/session', { ...OWNER, ...change });
    expect(problemOf(answer)).toEqual({ status: 401, code: 'wrongCredentials', fields: [] });
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('lasts 30 days', async () => {
    const caller = nobody();
    await office.post(caller, '/v1/session', OWNER);
    office.clock.at = NOON + 30 * DAY - 1;
    expect((await office.ask(caller, 'GET', '/v1/session')).status).toBe(200);
    office.clock.at = NOON + 30 * DAY;
    expect(problemOf(await office.ask(caller, 'GET', '/v1/session'))).toMatchObject({
      status: 401,
      code: 'notSignedIn',
    });
  });

  test('signing out ends the cookie, also where it was copied', async () => {
    const caller = nobody();
    await office.post(caller, '/v1/session', OWNER);
    const copy = { cookies: { ...caller.cookies }, headers: {} };
    expect((await office.ask(caller, 'DELETE', '/v1/session')).status).toBe(204);
    expect(caller.cookies).toEqual({});
    expect((await office.ask(copy, 'GET', '/v1/session')).status).toBe(401);
  });

  test('too many tries are refused for a minute', async () => {
    const strict = await openOffice({ limits: { signInPerMinute: 3 } });
    const tries = [];
    for (let n = 0; n < 4; n++) tries.push(await strict.ask(nobody(), 'POST', '/v1/session', OWNER));
    expect(tries.map((answer) => problemOf(answer).code)).toEqual([
      ...Array(3).fill('wrongCredentials'),
      'tooManyRequests',
    ]);
    await strict.close();
  });

  test.each([
    ['no JSON', '{', 400, 'badJson'],
    ['an empty body', '', 400, 'badJson'],
    ['a list', '[]', 400, 'invalidInput'],
    ['another type', 'email=a', 415, 'unsupportedType'],
    ['too much', JSON.stringify({ ...OWNER, more: 'x'.repeat(300_000) }), 413, 'tooLarge'],
  ])('%s gets a problem document', async (what, body, status, code) => {
    const type = what === 'another type' ? 'application/x-www-form-urlencoded' : 'application/json';
    const answer = await office.ask(nobody(), 'POST', '/v1/session', body, { 'content-type': type });
    expect(problemOf(answer)).toMatchObject({ status, code });
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });
});

describe('members', () => {
  let owner: Awaited<ReturnType<typeof makeFounder>>;
  let site: Site;
  let guest: string;
  let guests = 0;
  beforeAll(async () => {
    office = await openOffice();
    owner = await makeFounder(office);
  });
  afterAll(() => office.close());
  beforeEach(async () => {
    site = await makeSite(office, owner);
    guest = `guest${++guests}@shop.example`;
  });

  const membersOf = async () =>
    (await office.get<{ members: Member[] }>(owner, `/v1/sites/${site.id}/members`)).members;
  const invite = (email: string, role: string) =>
    office.post<Invitation>(owner, `/v1/sites/${site.id}/members`, { email, role });
  const accept = (link: string, password = PASSWORD, caller = nobody()) =>
    office.ask<Session>(caller, 'POST', '/v1/invitations/accept', { secret: fragmentOf(link), password });

  test('an invitation makes an account with its role, and works once', async () => {
    const { link, expiresAt } = await invite(guest.toUpperCase(), 'marketer');
    expect(expiresAt).toBe(NOON + 7 * DAY);
    expect((await membersOf()).filter(({ joined }) => !joined)).toMatchObject([{ email: guest }]);
    const joined = await accept(link);
    expect(joined.body).toMatchObject({
      email: guest,
      sites: [{ site: { id: site.id }, role: 'marketer' }],
    });
    expect(joined.body.mayCreateSites).toBe(false);
    expect((await membersOf()).map(({ email, joined }) => [email, joined])).toEqual([
      [guest, true],
      [OWNER.email, true],
    ]);
    expect(problemOf(await accept(link))).toMatchObject({ status: 404, code: 'notFound' });
  });

  test('an invitation ends after seven days, when it is taken back, and when a newer one is made', async () => {
    const first = await invite(guest, 'marketer');
    const second = await invite(guest, 'owner');
    expect(problemOf(await accept(first.link)).code).toBe('notFound');
    const [open] = (await membersOf()).filter(({ joined }) => !joined);
    expect(open?.role).toBe('owner');
    await office.ask(owner, 'DELETE', `/v1/sites/${site.id}/members/${open?.id}`);
    expect(problemOf(await accept(second.link)).code).toBe('notFound');
    const third = await invite(guest, 'marketer');
    office.clock.at = NOON + 7 * DAY;
    expect(problemOf(await accept(third.link)).code).toBe('notFound');
  });

  test('who has an account joins with its password, and only with it', async () => {
    await makeMember(office, owner, site.id, guest, 'marketer');
    const second = await makeSite(office, owner, { name: 'Second shop' });
    const { link } = await office.post<Invitation>(owner, `/v1/sites/${second.id}/members`, {
      email: guest,
      role: 'owner',
    });
    expect(problemOf(await accept(link, 'another password'))).toMatchObject({
      status: 401,
      code: 'wrongCredentials',
    });
    const { body } = await accept(link);
    expect(body.sites.map(({ role }) => role).sort()).toEqual(['marketer', 'owner']);
  });

  test('the last owner stays; with another one, either may go', async () => {
    const [self] = await membersOf();
    const remove = (id: string | undefined, caller = owner) =>
      office.ask(caller, 'DELETE', `/v1/sites/${site.id}/members/${id}`);
    expect(problemOf(await remove(self?.id))).toMatchObject({ status: 409, code: 'conflict' });
    await makeMember(office, owner, site.id, 'marketer@shop.example', 'marketer');
    expect((await remove(self?.id)).status).toBe(409);
    const second = await makeMember(office, owner, site.id, 'second@shop.example', 'owner');
    const other = (await membersOf()).find(({ email }) => email.startsWith('second'));
    // Both remove each other at once: one of them stays.
    const both = await Promise.all([remove(other?.id), remove(self?.id, second)]);
    expect(both.map(({ status }) => status).sort()).not.toEqual([204, 204]);
    const owners = await Promise.all(
      [owner, second].map((caller) => office.ask(caller, 'GET', `/v1/sites/${site.id}/members`)),
    );
    expect(owners.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('who is removed sees the site no more, and neither do their extensions', async () => {
    const member = await makeMember(office, owner, site.id, guest, 'marketer');
    const token = await makeToken(office, member, site.id);
    const listed = (await membersOf()).find(({ email }) => email === guest);
    await office.ask(owner, 'DELETE', `/v1/sites/${site.id}/members/${listed?.id}`);
    expect((await office.ask(member, 'GET', `/v1/sites/${site.id}`)).status).toBe(403);
    expect((await office.ask(token, 'GET', `/v1/sites/${site.id}`)).status).toBe(401);
    expect(await office.get(owner, `/v1/sites/${site.id}/tokens`)).toEqual({ tokens: [] });
  });

  test.each([
    ['a member', { email: 'OWNER@shop.example', role: 'marketer' }, 409, 'conflict', []],
    ['someone without an e-mail', { email: 'guest', role: 'marketer' }, 400, 'invalidInput', ['email']],
    ['someone as a clerk', { email: 'a@b.example', role: 'clerk' }, 400, 'invalidInput', ['role']],
  ])('%s is not invited', async (_who, input, status, code, fields) => {
    const answer = await office.ask(owner, 'POST', `/v1/sites/${site.id}/members`, input);
    expect(problemOf(answer)).toEqual({ status, code, fields });
  });
});
