import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Site } from '../../shared/wire/site.ts';
import type {
  Spend,
  SpendCheck,
  SpendImported,
  SpendImportList,
  SpendReading,
} from '../../shared/wire/spend.ts';
import {
  type Answer,
  type Caller,
  makeFounder,
  makeSite,
  type Office,
  openOffice,
} from './office.ts';

let office: Office;
let owner: Caller;
let site: Site;

beforeAll(async () => {
  office = await openOffice();
  owner = await makeFounder(office);
});
afterAll(() => office.close());

/** Each claim on a site of its own: what one imports no other sees. */
async function freshSite(input: object = {}): Promise<Site> {
  site = await makeSite(office, owner, input);
  return site;
}

const HEADERS = 'day,source,medium,campaign,content,term,clicks,impressions,cost,kind';

function table(...lines: string[]): Buffer {
  return Buffer.from([HEADERS, ...lines].join('\n'));
}

function send<Body>(
  what: string,
  file: Buffer | string,
  reading?: Partial<SpendReading>,
  name = 'spend.csv',
) {
  const query = new URLSearchParams({ name, ...(reading ? { reading: JSON.stringify(reading) } : {}) });
  const url = `/v1/sites/${site.id}/spend/${what}?${query}`;
  return office.ask<Body>(owner, 'POST', url, Buffer.from(file), { 'content-type': 'text/csv' });
}

const check = (file: Buffer | string, reading?: Partial<SpendReading>): Promise<Answer<SpendCheck>> =>
  send('checks', file, reading);
const bring = (file: Buffer | string, reading?: Partial<SpendReading>): Promise<Answer<SpendImported>> =>
  send('imports', file, reading);
const spent = (range = 'from=2026-11-01&to=2026-11-30') =>
  office.get<Spend>(owner, `/v1/sites/${site.id}/spend?${range}`);
const imports = () => office.get<SpendImportList>(owner, `/v1/sites/${site.id}/spend/imports`);

const TWO_DAYS = table(
  '2026-11-18,Google,cpc,autumn,,sofa,10,200,12.50,media',
  '2026-11-18,google,cpc,autumn,,sofa,5,100,7.50,media',
  '2026-11-19,google,cpc,autumn,,,20,400,30,media',
  '2026-11-19,weibo,social,,,,8,90,4.05,',
  '2026-11-19,weibo,social,,,,,,1,agencyFee',
);

describe('a file of our own columns', () => {
  test('is understood, imported and added up', async () => {
    await freshSite();
    const { status, body } = await check(TWO_DAYS);
    expect({ status, errors: body.errors }).toEqual({ status: 200, errors: [] });
    expect(body).toMatchObject({
      format: 'plain',
      rows: 5,
      from: '2026-11-18',
      to: '2026-11-19',
      days: 2,
      clicks: 43,
      costMinor: 5505,
      unchanged: false,
      replaces: { days: 0 },
    });
    expect(body.first[0]).toMatchObject({ line: 2, source: 'google', term: 'sofa', costMinor: 1250 });
    expect((await spent()).platforms).toEqual([]);
    expect((await bring(TWO_DAYS)).status).toBe(201);
    const { platforms, total } = await spent();
    expect(platforms).toEqual([
      { platform: 'google', kind: 'media', days: 2, clicks: 35, impressions: 700, costMinor: 5000 },
      { platform: 'weibo', kind: 'media', days: 1, clicks: 8, impressions: 90, costMinor: 405 },
      { platform: 'weibo', kind: 'agencyFee', days: 1, clicks: 0, impressions: 0, costMinor: 100 },
    ]);
    expect(total.costMinor).toBe(5505);
    expect((await imports()).imports).toMatchObject([
      { fileName: 'spend.csv', by: 'owner@shop.example', rows: 5, parts: 4, standing: 4 },
    ]);
  });
});
