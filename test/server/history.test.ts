import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { StagedRow } from '../../server/store/history.ts';
import type { Funnel } from '../../shared/wire/funnel.ts';
import type { HistoryAnswer, HistoryImport, HistoryList } from '../../shared/wire/history.ts';
import type { Problem } from '../../shared/wire/problem.ts';
import type { AttributionReport } from '../../shared/wire/report.ts';
import type { Offer, Site, Store } from '../../shared/wire/site.ts';
import {
  type Caller,
  makeCampaign,
  makeFounder,
  makeOffer,
  makeSite,
  makeStore,
  type Office,
  openOffice,
  problemOf,
} from './office.ts';

let office: Office;
let owner: Caller;
let site: Site;
let store: Store;
let offer: Offer;

beforeAll(async () => {
  office = await openOffice();
  owner = await makeFounder(office);
}, 60_000);
beforeEach(async () => {
  site = await makeSite(office, owner);
  store = await makeStore(office, owner, site.id, 'Bund');
  const { id } = await makeCampaign(office, owner, site.id, { isDefault: true });
  offer = await makeOffer(office, owner, site.id, id, { usesPerCoupon: 1 });
});
afterAll(() => office.close());

const CSV = { 'content-type': 'text/csv' };
const url = (rest = '') => `/v1/sites/${site.id}/history${rest}`;
const send = (text: string | Buffer, query = '', type = 'text/csv') =>
  office.ask<HistoryAnswer>(owner, 'POST', url(query), text, { 'content-type': type });

/** Waits until every import has ended; answers them, newest first. */
async function finished(): Promise<HistoryImport[]> {
  return vi.waitFor(
    async () => {
      const { imports } = await office.get<HistoryList>(owner, url());
      if (imports.some(({ active, status }) => active || status === 'running')) throw new Error('running');
      return imports;
    },
    { timeout: 20_000, interval: 20 },
  );
}

async function bring(text: string, type?: string): Promise<HistoryImport> {
  const answer = await send(text, '', type);
  if (answer.status !== 202) throw new Error(JSON.stringify(answer.body));
  const [newest] = await finished();
  if (!newest) throw new Error('an import is in the list');
  return newest;
}

async function exported(what: string): Promise<Record<string, unknown>[]> {
  const { text } = await office.text(owner, `/v1/sites/${site.id}/exports/${what}?format=ndjson`);
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function begin(): Promise<{ siteId: string; id: string }> {
  const input = { siteId: site.id, fileName: 'a.csv', userId: '', now: office.clock.now() };
  const begun = await office.engine.write('beginHistory', input);
  if (!begun.ok) throw new Error(begun.failure.code);
  return { siteId: site.id, id: begun.value.id };
}

/** An import whose rows wait for their turn. */
async function stage(rows: number): Promise<{ siteId: string; id: string }> {
  const begun = await begin();
  await office.engine.write('stageHistory', { ...begun, rows: pastViews(rows), last: true });
  return begun;
}

function pastViews(rows: number): StagedRow[] {
  return Array.from({ length: rows }, (_, n) => {
    const at = Date.parse('2026-03-02T04:00:00Z') + n;
    const event = { id: `history.${n}`, type: 'view' as const, at, url: 'https://shop.example/' };
    return { line: n + 2, row: { type: 'event', at, visitor: `v-${n}`, adConsent: false, event } };
  });
}

const HEAD = 'type,at,visitor,url,utm_source,ad_consent,order,amount,discount,store,offer,customer\n';
const VISIT = 'view,2026-03-02 10:00,v-1,/sofas,weibo,yes,,,,,,\n';
const LATER = 'view,2026-06-02 10:00,v-1,/beds,mail,,,,,,,\n';
const SALE = 'redemption,2026-03-05 15:30,v-1,,,,A-1,1999.00,200,Bund,10 % off,anna\n';

describe('an import', () => {
  test('is decided at its own times: cohorts, coupons, redemptions, credit', async () => {
    // Out of order in the file: time decides.
    const done = await bring(HEAD + LATER + SALE + VISIT);
    expect(done).toMatchObject({ status: 'finished', rows: 3, done: 3, imported: 3, known: 0, refused: 0 });
    const [sale] = await exported('redemptions');
    expect(sale).toMatchObject({
      id: expect.stringMatching(/^history\./),
      clerk_id: 'history',
      order_number: 'A-1',
      amount: '1999.00',
      discount: '200.00',
      at: '2026-03-05T15:30:00.000+08:00',
      day: '2026-03-05',
      visitor: 'v-1',
      store_id: store.id,
      offer_id: offer.id,
    });
    expect(sale?.path).toHaveLength(1);
    const [coupon] = await exported('coupons');
    expect(coupon).toMatchObject({ code: sale?.code, status: 'spent', uses: 1, source_id: sale?.source_id });
    const funnel = (from: string, to: string) =>
      office.get<Funnel>(owner, `/v1/sites/${site.id}/funnel?from=${from}&to=${to}`);
    expect((await funnel('2026-03-02', '2026-03-02')).counts).toMatchObject({
      arrival: 1,
      visit: 1,
      redemption: 1,
      revenueMinor: 199_900,
    });
    // Joined later: that cohort knows nothing of the sale before it.
    expect((await funnel('2026-06-02', '2026-06-02')).counts).toMatchObject({ arrival: 1, redemption: 0 });
    const report = await office.get<AttributionReport>(
      owner,
      `/v1/sites/${site.id}/reports/attribution?by=source&from=2026-03-01&to=2026-03-31`,
    );
    expect(report.rows.map(({ key }) => key)).toContain('weibo');
  });

  test('redemptions may come in a file after the events, and count where they belong', async () => {
    await bring(HEAD + VISIT + LATER);
    await bring(HEAD + SALE);
    const funnel = await office.get<Funnel>(
      owner,
      `/v1/sites/${site.id}/funnel?from=2026-06-02&to=2026-06-02`,
    );
    expect(funnel.counts).toMatchObject({ arrival: 1, redemption: 0 });
    const [sale] = await exported('redemptions');
    expect(sale?.path).toHaveLength(1);
  });

  test('sent twice changes nothing', async () => {
    await bring(HEAD + VISIT + SALE);
    const before = await Promise.all(
      ['events', 'counters', 'redemptions', 'coupons', 'offers'].map(exported),
    );
    expect(await bring(HEAD + VISIT + SALE)).toMatchObject({ imported: 0, known: 2, refused: 0 });
    const after = await Promise.all(['events', 'counters', 'redemptions', 'coupons', 'offers'].map(exported));
    expect(after).toEqual(before);
  });

  test('sent again with its key is the same import, and another file is none of its', async () => {
    const keyed = (text: string) =>
      office.ask<HistoryAnswer>(owner, 'POST', url(), text, { ...CSV, 'idempotency-key': 'a' });
    const first = await keyed(HEAD + VISIT);
    await finished();
    expect(await keyed(HEAD + VISIT)).toMatchObject({ status: 202, body: first.body });
    expect(problemOf(await keyed(HEAD + SALE))).toMatchObject({ code: 'idempotencyMismatch' });
    expect(await finished()).toHaveLength(1);
  });

  test('that broke off goes on where it was', async () => {
    const { id } = await stage(250);
    const step = await office.engine.write('advanceHistory', { siteId: site.id, id });
    expect(step).toMatchObject({ ok: true, value: { status: 'running', done: 100 } });
    // Nobody works on it: as after a server that stopped.
    const { imports } = await office.get<HistoryList>(owner, url());
    expect(imports).toMatchObject([{ id, status: 'running', active: false, done: 100 }]);
    await office.post<HistoryImport>(owner, url(`/${id}/continue`));
    expect(await finished()).toMatchObject([{ status: 'finished', rows: 250, done: 250, imported: 250 }]);
    expect(await exported('events')).toHaveLength(250);
  });

  test('that broke off goes on by itself once a server starts', async () => {
    const { id } = await stage(250);
    await office.engine.write('advanceHistory', { siteId: site.id, id });
    const unstaged = await begin();
    office.clock.at += 2 * 3_600_000;
    await office.listen();
    expect(await finished()).toMatchObject([{ id, status: 'finished', done: 250 }]);
    expect(unstaged.id).not.toBe(id);
    office.clock.at -= 2 * 3_600_000;
  });

  test('that broke off before all of it was staged leaves nothing', async () => {
    const begun = await begin();
    await office.engine.write('stageHistory', { ...begun, rows: pastViews(10), last: false });
    expect(await office.engine.write('advanceHistory', begun)).toMatchObject({ value: { done: 0 } });
    office.clock.at += 2 * 3_600_000;
    expect(await bring(HEAD + VISIT)).toMatchObject({ imported: 1 });
    expect((await finished()).map(({ rows }) => rows)).toEqual([1]);
    expect(await exported('events')).toHaveLength(1);
    office.clock.at -= 2 * 3_600_000;
  });

  test('NDJSON with lines, a code of its own, and money in minor units', async () => {
    const row = {
      type: 'redemption',
      at: 1_772_000_000_000,
      order: 'B-1',
      amount_minor: 5_000,
      store: store.id,
      offer: offer.id,
      lines: [{ sku: 'sofa', quantity: 1, amountMinor: 5_000 }],
    };
    await bring(`\uFEFF${JSON.stringify(row)}\n\n`, 'application/x-ndjson');
    expect(await exported('redemptions')).toMatchObject([{ at_ms: 1_772_000_000_000, discount: '5.00' }]);
    expect(await exported('redemption-lines')).toMatchObject([{ sku: 'sofa', amount: '50.00' }]);
  });

  test('what an offer’s rules refuse is named with its line', async () => {
    await office.ask(owner, 'PATCH', `/v1/sites/${site.id}/offers/${offer.id}`, { minimumMinor: 500_000 });
    expect(await bring(HEAD + SALE)).toMatchObject({
      imported: 0,
      refused: 1,
      refusals: [{ line: 2, order: 'A-1', why: 'belowMinimum' }],
    });
    expect(await exported('coupons')).toEqual([]);
  });
});

describe('a file with mistakes', () => {
  test('is refused as a whole, each line named', async () => {
    const wrong = [
      'view,2026-03-02,,/,,,,,,,,',
      'view,2027-03-02,v,/,,,,,,,,',
      'view,2026-03-02,v,https://evil.example/,,,,,,,,',
      'redemption,2026-03-02,v,,,,A-2,12.345,,Bund,10 % off,',
      'redemption,2026-03-02,v,,,,A-3,10,20,Bund,10 % off,',
      'redemption,2026-03-02,v,,,,A-4,10,,Lake,10 % off,',
      'view,2026-03-02,v',
      'dance,2026-03-02,v,/,,,,,,,,',
    ].join('\n');
    const answer = await send(HEAD + VISIT + wrong);
    expect(answer.status).toBe(400);
    expect((answer.body as unknown as Problem).errors?.map(({ field }) => field)).toEqual([
      'line 3 visitor',
      'line 4 at',
      'line 5 url',
      'line 6 amount',
      'line 7 discount',
      'line 8 store',
      'line 9',
      'line 10 type',
    ]);
    expect((await office.get<HistoryList>(owner, url())).imports).toEqual([]);
    expect(await exported('events')).toEqual([]);
  });

  test('a dry run tells the same and imports nothing', async () => {
    const good = await send(HEAD + VISIT + SALE, '?dryRun=true');
    expect(good.body).toMatchObject({
      check: { rows: 2, events: 1, redemptions: 1, errors: [], more: false },
      import: null,
    });
    const bad = await send(`${HEAD}view,then,v,/,,,,,,,,\n`, '?dryRun=true');
    expect(bad.body.check.errors).toMatchObject([{ line: 2, field: 'at' }]);
    expect(await exported('events')).toEqual([]);
  });

  test.each([
    ['an unknown column', 'at,order,ammount\n', 'ammount'],
    ['no time', 'order,store\n', 'at'],
    ['nothing', '', 'empty'],
    ['a header twice', 'at,order,order\n', 'twice'],
  ])('%s in the header', async (_what, text, told) => {
    const { body } = await send(text || ' ', '?dryRun=true');
    expect(body.check.errors[0]?.line).toBe(1);
    expect(body.check.errors[0]?.message).toContain(told);
  });

  test('without end: no more of it is said than helps', async () => {
    const { body } = await send(
      `${Array.from({ length: 50_000 }, (_, n) => `c${n}`).join(',')}\n`,
      '?dryRun=true',
    );
    expect(body.check.errors[0]?.message.length).toBeLessThan(200);
  });

  test('NDJSON: a line that is none, and a field that is not known', async () => {
    const good = JSON.stringify({ type: 'view', at: '2026-03-02', visitor: 'v', url: '/' });
    const { body } = await send(
      [good, '{"type":', '[]', '{"at":"2026-03-02","amont":1}', good].join('\r\n'),
      '?dryRun=true',
      'application/x-ndjson',
    );
    expect(body.check.errors.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(body.check).toMatchObject({ rows: 5, events: 2 });
  });

  test('a quote that is never closed', async () => {
    const { body } = await send(`${HEAD}${VISIT}view,"2026-03-02,v,/\n${VISIT}`, '?dryRun=true');
    expect(body.check.errors).toMatchObject([{ line: 3, message: 'has quotes that do not fit' }]);
  });

  test('more wrong lines than anybody reads are not all named', async () => {
    const { body } = await send(HEAD + 'view,then,v,/,,,,,,,,\n'.repeat(500), '?dryRun=true');
    expect([body.check.errors.length, body.check.more]).toEqual([100, true]);
  });

  test('nobody may who is not signed in', async () => {
    const answer = await office.ask({ cookies: {}, headers: {} }, 'POST', url(), HEAD, {
      'content-type': 'text/csv',
    });
    expect(problemOf(answer)).toMatchObject({ status: 401 });
  });
});

test.each([
  ['no-json.csv', HEAD + VISIT],
  ['VISITS.JSONL', JSON.stringify({ type: 'view', at: '2026-03-02', visitor: 'v-1', url: '/' })],
])('%s is read as what its name ends with', async (name, text) => {
  const { body } = await send(text, `?dryRun=true&name=${name}`);
  expect(body.check).toMatchObject({ rows: 1, errors: [] });
});

test.each([
  ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-8 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
  // “微博” as older Chinese programs write it.
  ['GB18030', (text: string) => Buffer.from(text.replace('weibo', '\xce\xa2\xb2\xa9'), 'latin1')],
])('%s is read', async (_name, encode) => {
  const { body } = await send(encode(HEAD + VISIT), '?dryRun=true');
  expect(body.check).toMatchObject({ rows: 1, errors: [] });
});
