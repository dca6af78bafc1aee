import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Beacon, BeaconAnswer } from '../../shared/wire/beacon.ts';
import type {
  ConversionBatches,
  MadeConversions,
  PendingConversions,
} from '../../shared/wire/conversions.ts';
import type { Site } from '../../shared/wire/site.ts';
import type { Redemption } from '../../shared/wire/till.ts';
import { beacon, event, nextId } from './journeys.ts';
import {
  BROWSER,
  type Caller,
  makeCampaign,
  makeClerk,
  makeFounder,
  makeOffer,
  makeSite,
  makeStore,
  makeTill,
  NOON,
  type Office,
  openOffice,
  PASSWORD,
  PIN,
  problemOf,
} from './office.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const SHOP = 'https://shop.example';

let office: Office;
let owner: Caller;
let till: Caller;
let site: Site;
const url = (rest: string) => `/v1/sites/${site.id}/conversions/${rest}`;

beforeAll(async () => {
  office = await openOffice();
  office.clock.at = NOON - 60 * DAY;
  owner = await makeFounder(office);
  site = await makeSite(office, owner, { windowDays: 90 });
  const store = await makeStore(office, owner, site.id);
  const { id } = await makeCampaign(office, owner, site.id, { isDefault: true });
  await makeOffer(office, owner, site.id, id);
  till = await makeTill(office, owner, site.id, store.id);
  const clerk = await makeClerk(office, owner, site.id, store.id);
  await office.post(till, '/v1/till/session', { clerkId: clerk.id, pin: PIN });
}, 60_000);
afterAll(() => office.close());

/** Visits that end at the till: each lands with a query, and with or without ad consent. */
async function buy(
  amountMinor: number,
  ...visits: { query: string; adConsent?: boolean; daysAgo?: number }[]
): Promise<Redemption> {
  const visitor = nextId();
  const now = office.clock.at;
  for (const { query, adConsent = true, daysAgo = 0 } of visits) {
    const at = now - daysAgo * DAY - visits.length * 40 * MINUTE;
    await collect({
      ...beacon(site.id, visitor, [event('view', '/', at, { url: `${SHOP}/${query}` })]),
      adConsent,
    });
  }
  const ask = event('ask', '/', now, { url: `${SHOP}/` });
  const { coupon } = await collect(beacon(site.id, visitor, [ask]));
  return office.post<Redemption>(till, `/v1/sites/${site.id}/redemptions`, {
    code: coupon?.code,
    amountMinor,
    order: nextId(),
  });
}

async function collect(body: Beacon): Promise<BeaconAnswer> {
  const outcome = await office.engine.collect({
    body: JSON.stringify(body),
    origin: SHOP,
    userAgent: BROWSER,
    network: '192.0.2',
    now: body.sent,
  });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value;
}

/** A moved clock ends sign-ins. */
const signIn = () => office.post(owner, '/v1/session', { email: 'owner@shop.example', password: PASSWORD });

const make = async (platform: string, terms: object = { name: 'Store sale' }) =>
  (await office.post<MadeConversions>(owner, url(platform), terms)).batch;
const file = async (platform: string, id: string, name: string) =>
  (await office.text(owner, url(`${platform}/batches/${id}/${name}`))).text.split('\r\n');

describe('Google Ads', () => {
  let sale: Redemption;

  test('before the first file: what it would tell, and why the rest is left out', async () => {
    sale = await buy(49_900, { query: '?gclid=Cj0KCQ-one_A' });
    await buy(10_000, { query: '?utm_source=mail' });
    await buy(10_000, { query: '?gclid=refused', adConsent: false });
    await buy(10_000, { query: '?gclid=%3Dcmd()' });
    await buy(10_000, { query: '?gclid=earlier', daysAgo: 3 }, { query: '?msclkid=abc123' });
    const pending = await office.get<PendingConversions>(owner, url('google'));
    expect(pending).toMatchObject({
      terms: null,
      counts: { conversion: 1, restatement: 0, retraction: 0 },
      valueMinor: 49_900,
      leftOut: { noClickId: 2, noConsent: 1, noCredit: 1, alreadyExported: 0 },
    });
    expect(pending.list.map(({ why }) => why).toSorted()).toEqual([
      'noClickId',
      'noClickId',
      'noConsent',
      'noCredit',
    ]);
    const whole = await office.get<PendingConversions>(owner, url('google?value=order&limit=0'));
    expect(whole).toMatchObject({ counts: { conversion: 2 }, valueMinor: 59_900, list: [] });
    const linear = await office.get<PendingConversions>(owner, url('google?model=linear'));
    expect(linear).toMatchObject({ counts: { conversion: 2 }, valueMinor: 54_900 });
  });

  test('the file is in the platform’s form, and can be had again', async () => {
    const batch = await make('google');
    expect(batch).toMatchObject({ counts: { conversion: 1 }, valueMinor: 49_900, leftOut: { noConsent: 1 } });
    const lines = await file('google', batch?.id ?? '', 'conversions');
    expect(lines).toEqual([
      'Parameters:TimeZone=Asia/Shanghai',
      'Google Click ID,GBRAID,WBRAID,Conversion Name,Conversion Time,Conversion Value,Conversion Currency,Order ID',
      `Cj0KCQ-one_A,,,Store sale,2026-09-21 20:00:00+0800,499.00,CNY,${sale.id}`,
      '',
    ]);
    expect(await file('google', batch?.id ?? '', 'conversions')).toEqual(lines);
    expect((await file('google', batch?.id ?? '', 'adjustments')).length).toBe(3);
  });

  test('a later file holds only what is new; with nothing new there is none', async () => {
    expect(await make('google')).toBeNull();
    const pending = await office.get<PendingConversions>(owner, url('google'));
    expect(pending).toMatchObject({
      terms: { name: 'Store sale', value: 'credit', model: 'lastNonDirect' },
      counts: { conversion: 0 },
      leftOut: { alreadyExported: 1 },
    });
    const { batches, more } = await office.get<ConversionBatches>(owner, url('google/batches'));
    expect([batches.length, more]).toEqual([1, false]);
  });

  test('a redemption voided after export appears as a retraction in the next export', async () => {
    await office.post(till, `/v1/sites/${site.id}/redemptions/${sale.id}/void`);
    const batch = await make('google');
    expect(batch?.counts).toEqual({ conversion: 0, restatement: 0, retraction: 1 });
    expect(await file('google', batch?.id ?? '', 'adjustments')).toEqual([
      'Parameters:TimeZone=Asia/Shanghai',
      'Order ID,Conversion Name,Adjustment Time,Adjustment Type,Adjusted Value,Adjusted Value Currency',
      `${sale.id},Store sale,2026-09-21 20:00:01+0800,RETRACT,,`,
      '',
    ]);
    expect(await make('google')).toBeNull();
  });

  test('goods that came back restate what is left, and all of them retract it', async () => {
    const { id } = await buy(20_000, { query: '?gclid=returned' });
    await make('google');
    const giveBack = async (amountMinor: number) => {
      office.clock.at += MINUTE;
      await office.post(owner, `/v1/sites/${site.id}/redemptions/${id}/returns`, { amountMinor });
      const batch = await make('google');
      return (await file('google', batch?.id ?? '', 'adjustments'))[2];
    };
    expect(await giveBack(5_000)).toBe(`${id},Store sale,2026-09-21 20:01:00+0800,RESTATE,150.00,CNY`);
    expect(await make('google')).toBeNull();
    expect(await giveBack(15_000)).toBe(`${id},Store sale,2026-09-21 20:02:00+0800,RETRACT,,`);
    office.clock.at -= 2 * MINUTE;
  });

  test('one that was voided before it was told is told to nobody', async () => {
    const { id } = await buy(5_000, { query: '?gbraid=0AAA' });
    await office.post(till, `/v1/sites/${site.id}/redemptions/${id}/void`);
    expect(await make('google')).toBeNull();
  });

  test('of a wbraid nothing can be changed: it is left out, and said so', async () => {
    const { id } = await buy(5_000, { query: '?wbraid=0BBB' });
    const batch = await make('google');
    expect((await file('google', batch?.id ?? '', 'conversions'))[2]).toMatch(/^,,0BBB,/);
    await office.post(till, `/v1/sites/${site.id}/redemptions/${id}/void`);
    expect(await make('google')).toBeNull();
    const pending = await office.get<PendingConversions>(owner, url('google'));
    expect(pending.leftOut).toMatchObject({ notAdjustable: 1 });
  });

  test('a click older than the platform takes is left out', async () => {
    await buy(5_000, { query: '?gclid=oldclick' });
    office.clock.at += 89 * DAY;
    await signIn();
    const young = await office.get<PendingConversions>(owner, url('google'));
    expect(young.counts.conversion).toBe(1);
    office.clock.at += DAY;
    const old = await office.get<PendingConversions>(owner, url('google'));
    expect([old.counts.conversion, old.leftOut.tooOld]).toEqual([0, 2]);
    office.clock.at -= 90 * DAY;
    await signIn();
  });
});

describe('a request that comes twice', () => {
  beforeEach(async () => {
    await signIn();
    await make('google');
    await buy(10_000, { query: `?gclid=${nextId()}` });
  });
  const ask = (key: string, name = 'Store sale') =>
    office.ask<MadeConversions>(owner, 'POST', url('google'), { name }, { 'idempotency-key': key });

  test('makes one file, and is answered with it both times', async () => {
    const [first, again] = [await ask('a'), await ask('a')];
    expect(first).toMatchObject({ status: 201, body: { batch: { counts: { conversion: 1 } } } });
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect((await ask('b')).body).toEqual({ batch: null });
    expect(problemOf(await ask('a', 'Other'))).toMatchObject({ status: 422, code: 'idempotencyMismatch' });
  });

  test('never tells anything in a file that was finished meanwhile', async () => {
    const at = { siteId: site.id, platform: 'google', now: office.clock.at } as const;
    const terms = { name: 'Store sale', value: 'credit', model: 'lastNonDirect' } as const;
    const opened = await office.engine.write('openConversionBatch', { ...at, terms });
    if (!opened.ok) throw new Error(opened.failure.code);
    const { value: batch } = opened;
    const page = { ...at, batchId: batch.id, terms, after: null };
    expect(await office.engine.write('tellConversions', page)).toMatchObject({ ok: true });
    await office.engine.write('closeConversionBatch', { ...at, batch, leftOut: {} });
    await buy(10_000, { query: `?gclid=${nextId()}` });
    const late = await office.engine.write('tellConversions', page);
    expect(late).toMatchObject({ ok: false, failure: { code: 'conflict' } });
    expect(await make('google')).toMatchObject({ counts: { conversion: 1 } });
  });
});

describe('Microsoft Advertising', () => {
  test('a bulk file with UTC times', async () => {
    const batch = await make('microsoft', { name: 'Store sale', value: 'order' });
    const [head, version, row] = await file('microsoft', batch?.id ?? '', 'conversions');
    expect(head).toBe(
      'Type,Status,Id,Parent Id,Client Id,Name,Conversion Currency Code,Conversion Name,Conversion Time,' +
        'Conversion Value,Microsoft Click Id,Adjustment Type,Adjustment Value,Adjustment Currency Code,' +
        'Adjustment Time',
    );
    expect(version).toBe('Format Version,,,,,6.0,,,,,,,,,');
    expect(row).toMatch(
      /^Offline Conversion,,,,\w+,,CNY,Store sale,9\/21\/2026 12:00:00 PM,100\.00,abc123,,,,$/,
    );
  });
});

test.each([{ name: '' }, { name: '=cmd' }, { name: 'a\nb' }, { name: 'Sale', value: 'most' }, {}])(
  'terms %j are refused',
  async (terms) => {
    expect(problemOf(await office.ask(owner, 'POST', url('google'), terms))).toMatchObject({ status: 400 });
  },
);

test('a file that nobody made is not found', async () => {
  const answer = await office.ask(owner, 'GET', url('google/batches/nosuch/conversions'));
  expect(problemOf(answer)).toMatchObject({ status: 404, code: 'notFound' });
});
