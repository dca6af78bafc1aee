import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AttributionReport } from '../../shared/wire/report.ts';
import { type Caller, makeFounder, makeSite, type Office, openOffice } from './office.ts';

let office: Office;
let owner: Caller;
let path: string;
beforeAll(async () => {
  office = await openOffice();
  owner = await makeFounder(office);
  path = `/v1/sites/${(await makeSite(office, owner)).id}/reports`;
});
afterAll(() => office.close());

test('filters and the period before are asked for in the address', async () => {
  const query = 'by=city&model=linear&previous=true&channel=nonsense&from=2026-11-08&to=2026-11-14';
  const report = await office.get<AttributionReport>(owner, `${path}/attribution?${query}`);
  expect(report).toMatchObject({
    by: 'city',
    rows: [],
    filters: { channel: 'nonsense' },
    previous: { from: '2026-11-01', to: '2026-11-07' },
  });
});

test.each([
  'attribution?by=nonsense',
  'attribution?model=nonsense',
  'attribution?previous=perhaps',
  'attribution?offset=-1',
  'attribution?limit=1001',
  `attribution?campaign=${'x'.repeat(2_049)}`,
  'attribution?from=2026-11-08&to=2026-11-07',
  'attribution.csv?by=nonsense',
  'attribution.csv?from=2026-02-30&to=2026-03-01',
  'participation?by=source',
  'participation?limit=201',
  'redemptions?offset=1000001',
])('%s is refused', async (asked) => {
  const { status, body } = await office.ask(owner, 'GET', `${path}/${asked}`);
  expect([status, body]).toMatchObject([400, { code: 'invalidInput' }]);
});

test('the table comes as a file', async () => {
  const range = 'from=2026-11-01&to=2026-11-07';
  const answer = await office.ask<string>(owner, 'GET', `${path}/attribution.csv?by=channel&${range}`);
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(answer.headers['content-disposition']).toBe(
    'attachment; filename="attribution-channel-2026-11-01-2026-11-07.csv"',
  );
  expect(answer.body).toMatch(/^\uFEFFchannel,clicks,/);
  expect(answer.body.trimEnd().split('\r\n')).toHaveLength(2);
});

test('its figures are described', async () => {
  const { body } = await office.ask<object>(owner, 'GET', '/openapi.json');
  for (const words of ['whenever they bought', 'Participation', 'Wilson', 'to the hour']) {
    expect(JSON.stringify(body)).toContain(words);
  }
});
