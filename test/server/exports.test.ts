import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readExportPage } from '../../server/actions/exportPage.ts';
import { CATALOGUE } from '../../server/domain/exportCatalogue.ts';
import { fieldNames } from '../../server/domain/exportCells.ts';
import { COLUMNS_LEFT_OUT, NOT_EXPORTED } from '../../server/domain/notExported.ts';
import { csvRow } from '../../shared/csv.ts';
import { OPEN_EXPORTS, OWNER_EXPORTS } from '../../shared/wire/exports.ts';
import type { Site } from '../../shared/wire/site.ts';
import { beacon, event } from './journeys.ts';
import {
  BROWSER,
  type Caller,
  makeCampaign,
  makeFounder,
  makeMember,
  makeOffer,
  makeSite,
  makeStore,
  NOON,
  type Office,
  openOffice,
  problemOf,
} from './office.ts';
import { DAY, openWorkshop, SITE, type Workshop } from './workshop.ts';

describe('what is exported', () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop();
  });
  afterAll(() => workshop.close());

  test('every table has an export or a reason, and every column is in it or has one', async () => {
    const tables = await workshop.db.introspection.getTables();
    const plans = new Map(Object.values(CATALOGUE).map((plan) => [plan.table, plan]));
    for (const { name, columns } of tables) {
      const plan = plans.get(name);
      expect([name, plan ? 'exported' : NOT_EXPORTED[name]]).not.toEqual([name, undefined]);
      if (!plan) continue;
      const leftOut = Object.keys(COLUMNS_LEFT_OUT[name] ?? {});
      const told = ['site_id', ...Object.keys(plan.columns), ...leftOut];
      expect([name, told.toSorted()]).toEqual([name, columns.map((column) => column.name).toSorted()]);
    }
  });

  test('nothing is named that is no table', async () => {
    const tables = (await workshop.db.introspection.getTables()).map(({ name }) => name);
    const named = [...Object.values(CATALOGUE).map(({ table }) => table), ...Object.keys(NOT_EXPORTED)];
    expect(named.filter((name) => !tables.includes(name))).toEqual([]);
  });

  test('docs/exports.md lists every file and its columns', () => {
    const docs = readFileSync(join(import.meta.dirname, '../../docs/exports.md'), 'utf8');
    const rows = [...docs.matchAll(/^\| `([a-z-]+)` \| (`[a-z_`, ]+`) \|$/gm)];
    const told = rows.map(([, what, columns = '']) => [what, columns.replaceAll('`', '').split(', ')]);
    const wanted = Object.entries(CATALOGUE).map(([what, { columns }]) => [what, fieldNames(columns)]);
    expect(Object.fromEntries(told)).toMatchObject(Object.fromEntries(wanted));
  });

  test('no secret and no hash has a column', () => {
    const columns = Object.values(CATALOGUE).flatMap((plan) => Object.keys(plan.columns));
    expect(columns.filter((column) => /hash|secret|token|pin/.test(column))).toEqual([]);
  });

  test('pages follow one another by key, each bounded, none twice', async () => {
    const visitors = Array.from({ length: 2_500 }, (_, n) => `visitor-${n}`);
    await workshop.sendAll(
      visitors.map((visitor) => beacon(SITE, visitor, [event('view', '/', NOON)])),
      NOON,
    );
    const ids = new Set<string>();
    const sizes: number[] = [];
    let after: readonly (string | number | null)[] | null = null;
    do {
      const page = await readExportPage(workshop.context, {
        siteId: SITE,
        what: 'events',
        query: { format: 'ndjson' },
        after,
      });
      if (!page.ok) throw new Error(page.failure.code);
      const rows = page.value.text.split('\n').filter(Boolean);
      sizes.push(rows.length);
      for (const row of rows) ids.add((JSON.parse(row) as { id: string }).id);
      after = page.value.next;
    } while (after);
    expect(sizes).toEqual([1_000, 1_000, 500]);
    expect(ids.size).toBe(2_500);
  });
});

describe('over HTTP', () => {
  let office: Office;
  let owner: Caller;
  let marketer: Caller;
  let site: Site;
  const url = (what: string) => `/v1/sites/${site.id}/exports/${what}`;

  beforeAll(async () => {
    office = await openOffice();
    owner = await makeFounder(office);
    site = await makeSite(office, owner);
    marketer = await makeMember(office, owner, site.id, 'marketer@shop.example', 'marketer');
    await makeStore(office, owner, site.id, '=HYPERLINK("http://evil.example")');
    const { id } = await makeCampaign(office, owner, site.id, { isDefault: true });
    await makeOffer(office, owner, site.id, id, { minimumMinor: 12_345 });
    const collect = (at: number, parts: object) =>
      office.engine.collect({
        body: JSON.stringify(beacon(site.id, `visitor-${at}`, [event('view', '/sofas', at, parts)])),
        origin: 'https://shop.example',
        userAgent: BROWSER,
        network: '192.0.2',
        now: at,
      });
    await collect(NOON - DAY, { url: 'https://shop.example/sofas?utm_source=%2Bcmd' });
    await collect(NOON, {});
  }, 60_000);
  afterAll(() => office.close());

  test('CSV for people: a header, a mark for spreadsheets, nothing that they would run', async () => {
    const answer = await office.text(owner, url('stores'));
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe('attachment; filename="stores.csv"');
    const [head, row] = answer.text.split('\r\n');
    expect(head).toBe('\uFEFFid,name,city,phone,address,max_discount_minor,max_discount');
    expect(row).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect((await office.text(owner, url('sources'))).text).toContain("'+cmd");
  });

  test('NDJSON is exact: times with zone and epoch, money as minor units and decimal', async () => {
    const [offer] = lines((await office.text(owner, `${url('offers')}?format=ndjson`)).text);
    expect(offer).toMatchObject({
      minimum_minor: 12_345,
      minimum: '123.45',
      max_discount_minor: null,
      max_discount: null,
      store_ids: [],
      created_at: '2026-11-20T20:00:00.000+08:00',
      created_at_ms: NOON,
    });
    const [store] = lines((await office.text(owner, `${url('stores')}?format=ndjson`)).text);
    expect(store).toMatchObject({ name: '=HYPERLINK("http://evil.example")' });
  });

  test('days are the site’s, both ends counted', async () => {
    const days = async (range: string) =>
      lines((await office.text(owner, `${url('events')}?format=ndjson${range}`)).text).map(
        (row) => row.at_ms,
      );
    expect((await days('')).length).toBe(2);
    expect(await days('&from=2026-11-20&to=2026-11-20')).toEqual([NOON]);
    expect(await days('&to=2026-11-19')).toEqual([NOON - DAY]);
    expect(await days('&from=2026-11-21')).toEqual([]);
    const counters = await office.text(owner, `${url('counters')}?format=ndjson&from=2026-11-20`);
    expect(lines(counters.text).length).toBeGreaterThan(0);
  });

  test.each([
    ['stores', '?from=2026-11-20'],
    ['events', '?from=2026-11-21&to=2026-11-20'],
    ['events', '?format=xlsx'],
    ['passwords', ''],
  ])('%s%s is refused', async (what, query) => {
    expect(problemOf(await office.ask(owner, 'GET', url(what) + query))).toMatchObject({
      status: 400,
      code: 'invalidInput',
    });
  });

  test('a marketer gets what tells no visitor apart, and no more', async () => {
    for (const what of OPEN_EXPORTS) expect((await office.text(marketer, url(what))).status).toBe(200);
    for (const what of OWNER_EXPORTS) {
      expect(problemOf(await office.ask(marketer, 'GET', url(what)))).toMatchObject({ status: 403 });
      expect((await office.text(owner, url(what))).status).toBe(200);
    }
  });
});

test('cells: quotes, commas and line ends', () => {
  expect(csvRow(['a"b', 'c,d', 'e\nf', -5, '@x', '\tx'])).toBe('"a""b","c,d","e\nf",-5,\'@x,\'\tx\r\n');
});

function lines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('files that are on their way', () => {
  let office: Office;
  let owner: Caller;
  let site: Site;
  let address: string;
  beforeAll(async () => {
    office = await openOffice();
    owner = await makeFounder(office);
    site = await makeSite(office, owner);
    address = await office.listen();
  }, 60_000);
  afterAll(() => office.close());
  afterEach(() => vi.restoreAllMocks());

  const path = () => `/v1/sites/${site.id}/exports/days`;

  test('are so many of one person; one that was let go makes room', async () => {
    const page = Promise.withResolvers<void>();
    const read = office.engine.read.bind(office.engine);
    vi.spyOn(office.engine, 'read').mockImplementation(async (name, input) => {
      if (name === 'readExportPage') await page.promise;
      return read(name, input);
    });
    const gone = new AbortController();
    const cookie = Object.entries(owner.cookies).map(([name, value]) => `${name}=${value}`);
    const headers = { cookie: cookie.join('; ') };
    const first = fetch(address + path(), { headers, signal: gone.signal }).catch(() => null);
    const others = Array.from({ length: 5 }, () => office.text(owner, path()));
    await vi.waitFor(async () => {
      const calls = vi.mocked(office.engine.read).mock.calls;
      expect(calls.filter(([name]) => name === 'readExportPage')).toHaveLength(6);
    });
    expect(problemOf(await office.ask(owner, 'GET', path()))).toMatchObject({ status: 503, code: 'busy' });
    gone.abort();
    await first;
    page.resolve();
    await vi.waitFor(async () => expect((await office.text(owner, path())).status).toBe(200));
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    for (let n = 0; n < 10; n += 1) expect((await office.text(owner, path())).status).toBe(200);
  });
});
