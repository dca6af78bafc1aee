import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Site, Store } from '../../shared/wire/site.ts';
import type { Clerk, Device, TillState } from '../../shared/wire/till.ts';
import {
  type Caller,
  makeClerk,
  makeDevice,
  makeFounder,
  makeSite,
  makeStore,
  makeTill,
  NOON,
  nobody,
  type Office,
  openOffice,
  PIN,
  problemOf,
} from './office.ts';

const HOUR = 3_600_000;

let office: Office;
let owner: Caller;
let site: Site;
let store: Store;
beforeAll(async () => {
  office = await openOffice();
  owner = await makeFounder(office);
});
afterAll(() => office.close());
beforeEach(async () => {
  office.clock.at = NOON;
  site = await makeSite(office, owner);
  store = await makeStore(office, owner, site.id);
});

const enrol = (code: string, caller = nobody()) =>
  office.ask<TillState>(caller, 'POST', '/v1/till/enrolment', { code });
const devicesOf = async () =>
  (await office.get<{ devices: Device[] }>(owner, `/v1/sites/${site.id}/devices`)).devices;
const clerksOf = async () =>
  (await office.get<{ clerks: Clerk[] }>(owner, `/v1/sites/${site.id}/clerks`)).clerks;

describe('a device', () => {
  test('becomes a till by its code, and knows its site, its store and its clerks', async () => {
    await makeClerk(office, owner, site.id, store.id);
    const elsewhere = await makeStore(office, owner, site.id, 'Elsewhere');
    await makeClerk(office, owner, site.id, elsewhere.id);
    const { code, device, expiresAt } = await makeDevice(office, owner, site.id, store.id);
    expect(expiresAt).toBe(NOON + 24 * HOUR);
    expect(device).toMatchObject({ name: 'Till 1', storeId: store.id, enrolledAt: null, lastSeenAt: null });
    const till = nobody();
    const { status, body } = await enrol(code, till);
    expect(status).toBe(200);
    expect(body).toEqual({
      site,
      store,
      device: 'Till 1',
      clerks: [{ id: expect.any(String), name: 'Early shift', locked: false }],
      clerk: null,
    });
    expect(await office.get(till, '/v1/till')).toEqual(body);
    expect(await devicesOf()).toMatchObject([{ enrolledAt: NOON, lastSeenAt: NOON }]);
  });

  test('its code may be typed as people type', async () => {
    const { code } = await makeDevice(office, owner, site.id, store.id);
    const [key = '', secret = ''] = code.split('.');
    const typed = `${key.toUpperCase()}.${secret.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'O')}`;
    expect((await enrol(typed)).status).toBe(200);
  });

  test('its code works once, also for two at once', async () => {
    const { code } = await makeDevice(office, owner, site.id, store.id);
    const both = await Promise.all([enrol(code), enrol(code)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect(problemOf(await enrol(code))).toMatchObject({ status: 401, code: 'wrongCredentials' });
  });

  test('its code lives 24 hours', async () => {
    const { code } = await makeDevice(office, owner, site.id, store.id);
    office.clock.at = NOON + 24 * HOUR;
    expect(problemOf(await enrol(code)).code).toBe('wrongCredentials');
  });

  test.each(['', 'nodot', 'site.', '.secret', 'nosuchsite.ABCD-EFGH-JKMN'])('%j is no code', async (code) => {
    expect(problemOf(await enrol(code))).toMatchObject({ status: 401, code: 'wrongCredentials' });
  });

  test('that the owner signs out is no till any more', async () => {
    const till = await makeTill(office, owner, site.id, store.id);
    const [device] = await devicesOf();
    await office.ask(owner, 'DELETE', `/v1/sites/${site.id}/devices/${device?.id}`);
    expect(problemOf(await office.ask(till, 'GET', '/v1/till'))).toMatchObject({
      status: 401,
      code: 'notSignedIn',
    });
    expect(await devicesOf()).toEqual([]);
  });

  test('is noted as seen at most every ten minutes', async () => {
    const till = await makeTill(office, owner, site.id, store.id);
    const seen: (number | null | undefined)[] = [];
    for (const minutes of [9, 11, 12]) {
      office.clock.at = NOON + minutes * 60_000;
      await office.get(till, '/v1/till');
      seen.push((await devicesOf())[0]?.lastSeenAt);
    }
    expect(seen).toEqual([NOON, NOON + 660_000, NOON + 660_000]);
  });

  test('stands in a store of its site', async () => {
    const other = await makeSite(office, owner, { name: 'Another shop' });
    const answer = await office.ask(owner, 'POST', `/v1/sites/${other.id}/devices`, {
      name: 'T',
      storeId: store.id,
    });
    expect(problemOf(answer)).toEqual({ status: 400, code: 'invalidInput', fields: ['storeId'] });
  });
});

describe('a clerk', () => {
  let till: Caller;
  let clerk: Clerk;
  beforeEach(async () => {
    till = await makeTill(office, owner, site.id, store.id);
    clerk = await makeClerk(office, owner, site.id, store.id);
  });

  const signIn = (pin: string, caller = till, clerkId = clerk.id) =>
    office.ask<TillState>(caller, 'POST', '/v1/till/session', { clerkId, pin });
  const lookUp = (caller = till) =>
    office.ask(caller, 'POST', `/v1/sites/${site.id}/lookups`, { code: 'ABC' });

  test('signs in on a till and may look codes up, for twelve hours', async () => {
    expect(problemOf(await lookUp())).toMatchObject({ status: 401, code: 'notSignedIn' });
    const { body } = await signIn(PIN);
    expect(body.clerk).toEqual({ id: clerk.id, name: 'Early shift' });
    expect(await lookUp()).toMatchObject({ status: 200, body: { ok: false } });
    office.clock.at = NOON + 12 * HOUR;
    expect((await lookUp()).status).toBe(401);
    expect(await office.get(till, '/v1/till')).toMatchObject({ clerk: null });
  });

  test('signs out, and the device stays a till', async () => {
    await signIn(PIN);
    const copy = { cookies: { ...till.cookies }, headers: {} };
    expect((await office.ask(till, 'DELETE', '/v1/till/session')).status).toBe(204);
    expect((await lookUp(copy)).status).toBe(401);
    expect(await office.get(till, '/v1/till')).toMatchObject({ clerk: null, device: 'Till 1' });
  });

  test('takes the place of the one who was signed in', async () => {
    const late = await office.post<Clerk>(owner, `/v1/sites/${site.id}/clerks`, {
      name: 'Late shift',
      storeId: store.id,
      pin: '1357',
    });
    await signIn(PIN);
    const before = { cookies: { ...till.cookies }, headers: {} };
    await signIn('1357', till, late.id);
    expect((await lookUp(before)).status).toBe(401);
    expect(await office.get(till, '/v1/till')).toMatchObject({ clerk: { name: 'Late shift' } });
  });

  test('works on no device but the one where the PIN was given', async () => {
    const second = await makeTill(office, owner, site.id, store.id);
    await signIn(PIN);
    second.cookies.backstamp_clerk = till.cookies.backstamp_clerk ?? '';
    expect((await lookUp(second)).status).toBe(401);
  });

  test('of another store is unknown here', async () => {
    const elsewhere = await makeStore(office, owner, site.id, 'Elsewhere');
    const stranger = await makeClerk(office, owner, site.id, elsewhere.id);
    expect(problemOf(await signIn(PIN, till, stranger.id))).toMatchObject({ status: 404, code: 'notFound' });
  });

  test('of a device that is not enrolled is nobody', async () => {
    expect(problemOf(await signIn(PIN, nobody()))).toMatchObject({ status: 401, code: 'notSignedIn' });
  });

  test('is locked by five wrong PINs, and unlocked by a new one', async () => {
    const codes: string[] = [];
    for (let n = 0; n < 5; n++) codes.push(problemOf(await signIn('0000')).code);
    expect(codes).toEqual([...Array(4).fill('wrongCredentials'), 'locked']);
    expect(problemOf(await signIn(PIN))).toMatchObject({ status: 423, code: 'locked' });
    expect(await clerksOf()).toMatchObject([{ locked: true }]);
    expect(await office.get(till, '/v1/till')).toMatchObject({ clerks: [{ locked: true }] });
    const changed = await office.ask(owner, 'PATCH', `/v1/sites/${site.id}/clerks/${clerk.id}`, {
      pin: '9753',
    });
    expect(changed.body).toMatchObject({ locked: false, name: 'Early shift' });
    expect(problemOf(await signIn(PIN)).code).toBe('wrongCredentials');
    expect((await signIn('9753')).status).toBe(200);
  });

  test('twenty guesses at once are five at most', async () => {
    const guesses = Array.from({ length: 20 }, (_, n) => signIn(String(3000 + n)));
    const codes = (await Promise.all(guesses)).map((answer) => problemOf(answer).code);
    expect(codes.filter((code) => code === 'wrongCredentials').length).toBeLessThanOrEqual(4);
    expect((await signIn(PIN)).status).toBe(423);
  });

  test('a right PIN forgives the wrong ones before it', async () => {
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 4; n++) await signIn('0000');
      expect((await signIn(PIN)).status).toBe(200);
    }
  });

  test('is signed out by a new PIN, by the end of the device, and by being removed', async () => {
    await signIn(PIN);
    await office.ask(owner, 'PATCH', `/v1/sites/${site.id}/clerks/${clerk.id}`, { pin: '9753' });
    expect((await lookUp()).status).toBe(401);
    await signIn('9753');
    await office.ask(owner, 'DELETE', `/v1/sites/${site.id}/clerks/${clerk.id}`);
    expect((await lookUp()).status).toBe(401);
    expect(await clerksOf()).toEqual([]);
  });

  test('keeps being signed in through a new name', async () => {
    await signIn(PIN);
    await office.ask(owner, 'PATCH', `/v1/sites/${site.id}/clerks/${clerk.id}`, { name: 'Night shift' });
    expect(await office.get(till, '/v1/till')).toMatchObject({ clerk: { name: 'Night shift' } });
  });

  test.each([
    ['a short PIN', { pin: '123' }, ['pin']],
    ['a PIN with letters', { pin: '12a4' }, ['pin']],
    ['a PIN that is a number', { pin: 1234 }, ['pin']],
    ['no name', { name: '' }, ['name']],
    ['a store of nobody', { storeId: 'nowhere' }, ['storeId']],
  ])('with %s is refused', async (_what, change, fields) => {
    const input = { name: 'C', storeId: store.id, pin: '1234', ...change };
    const answer = await office.ask(owner, 'POST', `/v1/sites/${site.id}/clerks`, input);
    expect(problemOf(answer)).toEqual({ status: 400, code: 'invalidInput', fields });
    expect(await clerksOf()).toHaveLength(1);
  });
});
