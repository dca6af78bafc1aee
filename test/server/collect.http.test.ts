import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BEACON_MAX_BYTES, type BeaconAnswer } from '../../shared/wire/beacon.ts';
import type { Funnel } from '../../shared/wire/funnel.ts';
import type { Installation, SigningSecret, Site } from '../../shared/wire/site.ts';
import { beacon, event, nextId, SHOP } from './journeys.ts';
import {
  type Answer,
  type Caller,
  makeFounder,
  makeSite,
  NOON,
  nobody,
  type Office,
  openOffice,
  problemOf,
} from './office.ts';

let office: Office;
let owner: Caller;
let site: Site;
let secret: string;
beforeAll(async () => {
  office = await openOffice();
  owner = await makeFounder(office);
  site = await makeSite(office, owner);
  ({ secret } = await office.get<SigningSecret>(owner, `/v1/sites/${site.id}/signing-secret`));
});
afterAll(() => office.close());

const TEXT = { 'content-type': 'text/plain;charset=UTF-8' };

/** Sends a body as the tag does, from one of the site's own pages. */
function send(body: unknown, headers: object = {}, to = office): Promise<Answer<BeaconAnswer>> {
  const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return to.ask(nobody(), 'POST', '/v1/collect', text, { origin: SHOP, ...TEXT, ...headers });
}

const view = () => event('view', '/', NOON);
const good = () => beacon(site.id, nextId(), [view()]);

/** What a refused beacon must leave as it is. */
async function counted() {
  const funnel = await office.get<Funnel>(owner, `/v1/sites/${site.id}/funnel`);
  const { viewsToday, lastViewAt } = await office.get<Installation>(
    owner,
    `/v1/sites/${site.id}/installation`,
  );
  return { counts: funnel.counts, viewsToday, lastViewAt };
}

const sign = (text: string) => createHmac('sha256', secret).update(text).digest('hex');
const order = (parts: object = {}) =>
  event('order', '/thanks', NOON, { order: 'A-1', amountMinor: 9_900, currency: 'CNY', ...parts });
const identify = (parts: object = {}) =>
  event('identify', '/', NOON, { customer: 'c-17', signature: sign('customer:c-17'), ...parts });

describe('a beacon that fits', () => {
  test.each([
    ['as text, as sendBeacon sends it', TEXT],
    ['as JSON', { 'content-type': 'application/json' }],
  ])('is taken %s', async (_how, type) => {
    const answer = await send(good(), type);
    expect(answer).toMatchObject({ status: 202, body: { accepted: 1 } });
  });

  test('may be as large as the limit, and not a byte larger', async () => {
    const text = JSON.stringify(good());
    expect((await send(text.padEnd(BEACON_MAX_BYTES))).status).toBe(202);
    const tooLarge = await send(text.padEnd(BEACON_MAX_BYTES + 1));
    expect(problemOf(tooLarge)).toMatchObject({ status: 413, code: 'tooLarge' });
  });

  test('may have 50 events, and not one more', async () => {
    const many = Array.from({ length: 51 }, view);
    expect((await send(beacon(site.id, nextId(), many.slice(1)))).body).toEqual({ accepted: 50 });
    const tooMany = await send(beacon(site.id, nextId(), many));
    expect(problemOf(tooMany)).toEqual({ status: 400, code: 'invalidInput', fields: ['events'] });
  });
});

describe('what is refused changes nothing', () => {
  const bad = (change: object) => JSON.stringify({ ...good(), ...change });
  const badEvent = (change: object) => bad({ events: [view(), { ...view(), ...change }] });

  test.each<[string, () => string | Buffer, number, string, string[]]>([
    ['nothing', () => '', 400, 'badJson', []],
    ['half a beacon', () => '{"site":', 400, 'badJson', []],
    ['what is not UTF-8', () => Buffer.of(0x22, 0xff, 0x22), 400, 'badJson', []],
    ['no object', () => '[]', 400, 'invalidInput', ['/']],
    ['null', () => 'null', 400, 'invalidInput', ['/']],
    ['an empty object', () => '{}', 400, 'invalidInput', ['site', 'sent', 'events']],
    ['no events', () => bad({ events: [] }), 400, 'invalidInput', ['events']],
    ['an event that is a text', () => bad({ events: ['view'] }), 400, 'invalidInput', ['events/0']],
    ['a time in quotes', () => bad({ sent: '1' }), 400, 'invalidInput', ['sent']],
    ['a visitor that is no id', () => bad({ visitor: '~robot' }), 400, 'invalidInput', ['visitor']],
    ['an unknown kind', () => badEvent({ type: 'wish' }), 400, 'invalidInput', ['events/1/type']],
    ['an event without a time', () => badEvent({ at: undefined }), 400, 'invalidInput', ['events/1/at']],
    ['an id too short', () => badEvent({ id: 'short' }), 400, 'invalidInput', ['events/1/id']],
    [
      'a product without its number',
      () => badEvent({ type: 'product' }),
      400,
      'invalidInput',
      ['events/1/sku'],
    ],
    [
      'a negative and a fractional amount',
      () =>
        bad({
          events: [order({ amountMinor: -1 }), order({ amountMinor: 0.5 }), order({ order: undefined })],
        }),
      400,
      'invalidInput',
      ['events/0/amountMinor', 'events/1/amountMinor', 'events/2/order'],
    ],
    [
      'an order with another amount than was signed',
      () => bad({ events: [view(), order({ signature: sign('order:A-1:990:CNY') })] }),
      422,
      'badSignature',
      [],
    ],
    [
      'an order that was signed as a customer’s key',
      () => bad({ events: [view(), order({ signature: sign('customer:order:A-1:9900:CNY') })] }),
      422,
      'badSignature',
      [],
    ],
    [
      'a customer’s key without a signature',
      () => bad({ events: [view(), identify({ signature: undefined })] }),
      400,
      'invalidInput',
      ['events/1/signature'],
    ],
    [
      'a customer’s key with the signature of another',
      () => bad({ events: [view(), identify({ customer: 'c-18' })] }),
      422,
      'badSignature',
      [],
    ],
    ['an unknown site', () => bad({ site: 'nosuchsite' }), 404, 'unknownSite', []],
  ])('%s', async (_what, body, status, code, fields) => {
    const before = await counted();
    const answer = await send(body());
    expect(problemOf(answer)).toEqual({ status, code, fields });
    expect(await counted()).toEqual(before);
  });

  test.each(['application/xml', 'multipart/form-data; boundary=x', 'nonsense'])('%s', async (type) => {
    const before = await counted();
    const answer = await send(JSON.stringify(good()), { 'content-type': type });
    expect(problemOf(answer)).toMatchObject({ status: 415, code: 'unsupportedType' });
    expect(await counted()).toEqual(before);
  });

  test.each([
    ['another origin', 'https://elsewhere.example'],
    ['a sandboxed frame', 'null'],
    ['the same host over http', 'http://shop.example'],
    ['the same host on another port', 'https://shop.example:8443'],
    ['no origin at all', undefined],
  ])('a beacon from %s, but it is told to the owner', async (_from, origin) => {
    const before = await counted();
    const known = await office.get<Installation>(owner, `/v1/sites/${site.id}/installation`);
    const answer = await send(good(), { origin });
    expect(problemOf(answer)).toMatchObject({ status: 403, code: 'foreignOrigin' });
    expect(await counted()).toEqual(before);
    expect(await office.get<Installation>(owner, `/v1/sites/${site.id}/installation`)).toMatchObject({
      foreignToday: known.foreignToday + 1,
      lastForeignOrigin: origin ?? 'none',
    });
  });
});

describe('an order', () => {
  test('that the merchant signed is revenue, once for its number', async () => {
    const before = (await counted()).counts;
    const visitor = nextId();
    const signed = () => order({ signature: sign('order:A-1:9900:CNY') });
    expect((await send(beacon(site.id, visitor, [view(), signed()]))).body).toEqual({ accepted: 2 });
    expect((await send(beacon(site.id, visitor, [signed()]))).body).toEqual({ accepted: 0 });
    const after = (await counted()).counts;
    expect(after.revenueMinor - before.revenueMinor).toBe(9_900);
    expect(after.order - before.order).toBe(1);
  });

  test('that nobody signed is kept, and is no revenue', async () => {
    const before = (await counted()).counts;
    expect((await send(beacon(site.id, nextId(), [view(), order()]))).body).toEqual({ accepted: 2 });
    const after = (await counted()).counts;
    expect(after).toMatchObject({ order: before.order, revenueMinor: before.revenueMinor });
  });
});

describe('pages of any origin may read the answer', () => {
  test.each<[string, () => Promise<Answer<unknown>>]>([
    ['of a beacon that was taken', () => send(good())],
    ['of bad JSON', () => send('{')],
    ['of one that is too large', () => send(' '.repeat(BEACON_MAX_BYTES + 1))],
    ['of an unknown type', () => send('x', { 'content-type': 'text/html' })],
    ['of a foreign one', () => send(good(), { origin: 'https://elsewhere.example' })],
  ])('%s', async (_what, ask) => {
    const { headers } = await ask();
    expect(headers).toMatchObject({ 'access-control-allow-origin': '*' });
    // A page that sends no cookies is told none, and none are taken.
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
    expect(headers).not.toHaveProperty('set-cookie');
  });

  test('and a browser that asks first is told so', async () => {
    const asked = await office.ask(nobody(), 'OPTIONS', '/v1/collect', undefined, {
      origin: 'https://elsewhere.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    });
    expect(asked).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'content-type',
      },
    });
  });
});

describe('one address', () => {
  test('may send so many beacons a minute; more are told to wait, also those that do not fit', async () => {
    const small = await openOffice({ limits: { collectPerMinute: 3 } });
    const own = await makeSite(small, await makeFounder(small));
    const one = () => send(beacon(own.id, nextId(), [view()]), {}, small);
    expect([(await one()).status, (await send('{', {}, small)).status, (await one()).status]).toEqual([
      202, 400, 202,
    ]);
    const refused = await one();
    expect(problemOf(refused)).toEqual({ status: 429, code: 'tooManyRequests', fields: [] });
    expect(refused.headers).toMatchObject({ 'access-control-allow-origin': '*', 'retry-after': '60' });
    await small.close();
  });
});
