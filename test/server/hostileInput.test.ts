import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { HistoryList } from '../../shared/wire/history.ts';
import type { Problem } from '../../shared/wire/problem.ts';
import type { Offer, Site, Store } from '../../shared/wire/site.ts';
import {
  type Caller,
  type Method,
  makeCampaign,
  makeFounder,
  makeOffer,
  makeSite,
  makeStore,
  type Office,
  openOffice,
} from './office.ts';

let office: Office;
let owner: Caller;
let site: Site;
let store: Store;
let offer: Offer;
beforeAll(async () => {
  office = await openOffice();
  owner = await makeFounder(office);
  site = await makeSite(office, owner);
  store = await makeStore(office, owner, site.id, 'Bund');
  const { id } = await makeCampaign(office, owner, site.id, { isDefault: true });
  offer = await makeOffer(office, owner, site.id, id, { usesPerCoupon: 1 });
}, 60_000);
afterAll(() => office.close());

/** What breaks programs that are not ready for it. */
const text = fc.oneof(
  fc.constantFrom(
    '\u0000',
    'a\u0000b',
    '\ud800',
    '=1+1',
    '__proto__',
    'constructor',
    '*'.repeat(200),
    "';--",
    '\u202e',
  ),
  fc.constantFrom(
    '../../etc',
    '%00',
    '\r\nset-cookie: a=b',
    '1e400',
    '-0',
    '2026-13-45',
    '0000-00-00',
    '9999-12-31',
  ),
  fc.constantFrom('2026-11-01', '2026-11-20', 'https://shop.example/*', 'google', 'credit', 'page', 'day'),
  fc.string({ maxLength: 60, unit: 'binary' }),
);
const number = fc.oneof(
  fc.constantFrom(0, -1, 1, 2 ** 31, 2 ** 53, 2 ** 63, 1e300, 0.5, -1e300),
  fc.integer(),
);
/** Stands for lists within lists, deeper than a program can follow by calling itself. */
const DEEP = 'deep';
const deep = `${'['.repeat(30_000)}1${']'.repeat(30_000)}`;

function jsonOf(value: unknown): string {
  return JSON.stringify(value).replaceAll(`"${DEEP}"`, deep);
}

const value = fc.oneof(
  { weight: 3, arbitrary: text },
  { weight: 2, arbitrary: number },
  { weight: 1, arbitrary: fc.constantFrom({ toString: 1 }, [], {}, null, true, [{ sku: 'a' }], DEEP) },
);

type Fields = Record<string, unknown>;

/** What would be taken, with some of its fields as nobody expects them. */
function spoilt(good: Fields): fc.Arbitrary<Fields> {
  const fields = Object.entries(good).map(([name, each]) => [
    name,
    fc.oneof({ weight: 4, arbitrary: fc.constant(each) }, { weight: 1, arbitrary: value }),
  ]);
  return fc.record(Object.fromEntries(fields) as Record<string, typeof value>, { requiredKeys: [] });
}

/** An address under the site, with such parameters. */
const address = (path: string, good: Fields) =>
  fc.tuple(text, spoilt(good)).map(([id, query]) => {
    const parameters = Object.entries(query).map(([name, each]) => [
      name,
      typeof each === 'string' ? each.toWellFormed() : JSON.stringify(each).slice(0, 4_000),
    ]);
    const filled = path.replace(':id', encodeURIComponent(id.toWellFormed()));
    return `/v1/sites/${site.id}${filled}?${new URLSearchParams(parameters)}`;
  });

const RANGE = { from: '2026-11-01', to: '2026-11-20' };
const PAGE = { offset: 0, limit: 10 };
const FILTERS = {
  channel: 'direct',
  source: 'weibo',
  medium: 'cpc',
  campaign: 'a',
  offer: 'a',
  store: 'a',
  page: '/',
};
const REPORT = {
  ...RANGE,
  ...FILTERS,
  by: 'source',
  model: 'linear',
  compare: 'firstTouch',
  sort: 'arrival',
};
const UTM = { utmSource: 'a', utmMedium: 'b', utmCampaign: 'c', utmContent: 'd', utmTerm: 'e' };
const FUNNEL = { ...RANGE, ...UTM, source: 1, page: '/' };
const PLACES = { page: 'https://a.example/*', adapter: 'weibo' };
const NAMES = { name: 'a', source: 'a', medium: 'b', campaign: 'c', content: 'd', term: 'e' };
const TERMS = { name: 'a', value: 'order', model: 'linear' };
const RETURN = { amountMinor: 1, lines: [{ line: 0, quantity: 1 }], reason: 'a' };

const ROUTES: [method: Method, path: string, query: Fields, body: Fields | null][] = [
  ['GET', '/spend', RANGE, null],
  ['GET', '/spend/imports', PAGE, null],
  ['DELETE', '/spend/imports/:id', {}, null],
  ['GET', '/history', {}, null],
  ['POST', '/history/:id/continue', {}, {}],
  ['GET', '/exports/:id', { format: 'csv', ...RANGE }, null],
  ['GET', '/exports/days', { format: 'csv', ...RANGE }, null],
  ['GET', '/exports/events', { format: 'ndjson', ...RANGE }, null],
  ['GET', '/conversions/google', { ...TERMS, limit: 10 }, null],
  ['POST', '/conversions/:id', {}, TERMS],
  ['POST', '/conversions/google', {}, TERMS],
  ['GET', '/conversions/google/batches', PAGE, null],
  ['GET', '/conversions/google/batches/:id/conversions', {}, null],
  ['POST', '/placements', {}, { ...NAMES, ...PLACES }],
  ['PATCH', '/placements/:id', {}, { ...NAMES, ...PLACES }],
  ['DELETE', '/placements/:id', {}, null],
  ['POST', '/redemptions/:id/returns', {}, RETURN],
  ['GET', '/redemptions/:id/returns', {}, null],
  ['GET', '/redemptions/search', { find: 'a' }, null],
  ['GET', '/reports/attribution', { ...REPORT, ...PAGE }, null],
  ['GET', '/reports/attribution.csv', REPORT, null],
  ['GET', '/reports/participation', { ...REPORT, by: 'page', ...PAGE }, null],
  ['GET', '/reports/redemptions', { ...REPORT, key: 'a', ...PAGE }, null],
  ['GET', '/reports/paths', { ...REPORT, by: 'channel', limit: 10 }, null],
  ['GET', '/reports/platforms', REPORT, null],
  ['GET', '/funnel', FUNNEL, null],
  ['GET', '/pages', { ...RANGE, ...PAGE }, null],
  ['GET', '/positions/:id/sources', RANGE, null],
];

test.each(ROUTES)('%s %s answers whatever is asked, and what is wrong with a problem', async (...route) => {
  const [method, path, query, body] = route;
  const bodies = body === null ? fc.constant(undefined) : spoilt(body);
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(address(path, query), bodies, spoilt({ more: 1 }), async (url, given, more) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': String(runs++) };
      const text = given === undefined ? undefined : jsonOf({ ...given, ...more });
      await refusesInOrder(method, url, text, given === undefined ? {} : headers);
    }),
    { numRuns: 60 },
  );
});

async function refusesInOrder(method: Method, url: string, body: unknown, headers: object): Promise<void> {
  const answer = await office.ask<Problem>(owner, method, url, body, headers);
  expect(answer.status, `${JSON.stringify(answer.body)} ${url}`).toBeLessThan(500);
  if (answer.status >= 400)
    expect(answer.body).toMatchObject({ code: expect.any(String), status: answer.status });
}

const EVENT = {
  type: 'view',
  at: '2026-11-01T10:00:00Z',
  visitor: 'a',
  url: '/',
  id: 'a',
  referrer: 'https://a.example',
  utm_source: 'a',
  ad_consent: true,
};
const SALE = {
  at: '2026-11-01T10:00:00Z',
  order: 'a',
  amount: '1.00',
  amount_minor: 100,
  discount: 0,
  currency: 'CNY',
  offer: 'a',
  store: 'a',
  lines: [{ sku: 'a', quantity: 1, amountMinor: 1 }],
};

test('a file of history may hold anything', async () => {
  const rows = fc.array(fc.oneof(spoilt(EVENT), spoilt(SALE)), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), text, async (given, dryRun, name) => {
      const file = given.map(jsonOf).join('\n');
      const query = new URLSearchParams({ dryRun: String(dryRun), name: name.toWellFormed() });
      const type = { 'content-type': 'application/x-ndjson' };
      await refusesInOrder('POST', `/v1/sites/${site.id}/history?${query}`, Buffer.from(file), type);
    }),
    {
      numRuns: 150,
      examples: [
        [[{ ...EVENT, ad_consent: { toString: 1 } }], false, ''],
        [[{ ...EVENT, ad_consent: DEEP }], true, ''],
        [
          [{ ...SALE, lines: [{ ...SALE.lines[0], more: DEEP }], offer: offer.id, store: store.id }],
          false,
          '',
        ],
      ],
    },
  );
  // Whatever was taken has its turn, and holds nothing up.
  await vi.waitFor(
    async () => {
      const { imports } = await office.get<HistoryList>(owner, `/v1/sites/${site.id}/history`);
      expect(imports.filter(({ status }) => status !== 'finished')).toEqual([]);
      expect(imports.length).toBeGreaterThan(0);
    },
    { timeout: 15_000 },
  );
});

const READING = {
  encoding: 'utf-8',
  separator: ',',
  columns: { day: 'day', source: 'source', cost: 'cost' },
  source: 'a',
  medium: 'b',
  kind: 'media',
  decimal: 'point',
  costUnit: 'minor',
};

test('so may a file of spend, and what is said of it', async () => {
  const cells = fc.array(fc.oneof(text, number.map(String)), { maxLength: 11 });
  const files = fc.array(cells, { maxLength: 4 }).map((rows) => rows.map((row) => row.join(',')).join('\n'));
  const readings = spoilt(READING);
  await fc.assert(
    fc.asyncProperty(
      files,
      fc.option(readings),
      text,
      fc.constantFrom('checks', 'imports'),
      async (rows, reading, name, what) => {
        const file = `day,source,medium,campaign,content,term,clicks,impressions,cost,kind\n2026-11-01,${rows}`;
        const query = new URLSearchParams({ name: name.toWellFormed() });
        if (reading) query.set('reading', JSON.stringify(reading));
        const type = { 'content-type': 'text/csv' };
        await refusesInOrder('POST', `/v1/sites/${site.id}/spend/${what}?${query}`, Buffer.from(file), type);
      },
    ),
    { numRuns: 150 },
  );
});

test('a beacon may be nested without end', async () => {
  const beacon = { site: site.id, visitor: 'a', sent: 1, events: [] };
  for (const [name, body] of [
    ['events', jsonOf({ ...beacon, events: DEEP })],
    ['an event', jsonOf({ ...beacon, events: [{ type: 'view', id: 'a', at: 1, url: DEEP }] })],
    ['more than is known', jsonOf({ ...beacon, events: [{ type: 'view', more: DEEP }], more: DEEP })],
  ] as const) {
    const answer = await office.ask<Problem>(owner, 'POST', '/v1/collect', body.slice(0, 64_000), {
      'content-type': 'application/json',
    });
    expect(answer.status, name).toBeLessThan(500);
  }
});
