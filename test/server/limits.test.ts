import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Site, Store } from '../../shared/wire/site.ts';
import {
  type Answer,
  type Caller,
  makeClerk,
  makeFounder,
  makeSite,
  makeStore,
  makeTill,
  nobody,
  type Office,
  openOffice,
  PIN,
  problemOf,
} from './office.ts';

let office: Office;
let owner: Caller;
let site: Site;
let store: Store;

async function open(limits: Parameters<typeof openOffice>[0]): Promise<void> {
  office = await openOffice(limits);
  owner = await makeFounder(office);
  site = await makeSite(office, owner);
  store = await makeStore(office, owner, site.id);
}
afterEach(() => office.close());

/** The statuses of so many answers, one after another. */
async function statuses(times: number, ask: () => Promise<Answer<unknown>>): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < times; n += 1) found.push((await ask()).status);
  return found;
}

describe('who proves nothing', () => {
  // Two of them are for making the site and its store.
  beforeEach(() => open({ limits: { otherPerMinute: 5 } }));

  test.each<[string, Caller]>([
    ['no credentials', nobody()],
    ['a made-up token', { cookies: {}, headers: { authorization: 'Bearer made-up' } }],
    ['a made-up cookie', { cookies: { backstamp_session: 'made-up' }, headers: {} }],
  ])('with %s may not try without end', async (_what, caller) => {
    const ask = () => office.ask(caller, 'GET', `/v1/sites/${site.id}/installation`);
    expect(await statuses(5, ask)).toEqual([401, 401, 401, 429, 429]);
  });

  test('may not have codes drawn without end', async () => {
    expect(await statuses(3, () => office.ask(nobody(), 'GET', '/v1/setup'))).toEqual([200, 200, 200]);
    const refused = await office.ask(nobody(), 'GET', '/v1/qr/000-000-000.svg');
    expect(problemOf(refused)).toMatchObject({ status: 429, code: 'tooManyRequests' });
  });
});

describe('a till', () => {
  beforeEach(() => open({ limits: { lookUpPerMinute: 2 } }));

  async function openTill(clerkId: string): Promise<Caller> {
    const till = await makeTill(office, owner, site.id, store.id);
    await office.post(till, '/v1/till/session', { clerkId, pin: PIN });
    return till;
  }

  test('may look up so many codes a minute, and a second one at its address as many', async () => {
    const { id } = await makeClerk(office, owner, site.id, store.id);
    const tills = [await openTill(id), await openTill(id)];
    const lookUp = (till: Caller) =>
      office.ask(till, 'POST', `/v1/sites/${site.id}/lookups`, { code: '000000000' });
    for (const till of tills) {
      expect(await statuses(2, () => lookUp(till))).toEqual([200, 200]);
      const refused = await lookUp(till);
      expect(problemOf(refused)).toMatchObject({ status: 429, code: 'tooManyRequests' });
      expect(refused.headers).toMatchObject({ 'retry-after': '60' });
    }
  });
});
