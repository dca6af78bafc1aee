import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../shared/wire/problem.ts';
import type { SpendReading } from '../../shared/wire/spend.ts';
import { openSpendDesk, type SpendDesk, table } from './spendDesk.ts';

let desk: SpendDesk;
beforeAll(async () => {
  desk = await openSpendDesk();
});
afterAll(() => desk.close());

const TWO_DAYS = table(
  '2026-11-18,Google,cpc,Autumn,,sofa,10,200,12.50,media',
  '2026-11-18,google,cpc,autumn,,sofa,5,100,7.50,media',
  '2026-11-19,google,cpc,autumn,,,20,400,30,media',
  '2026-11-19,weibo,social,,,,8,90,4.05,',
  '2026-11-19,weibo,social,,,,,,1,agencyFee',
);

test('the total holds also what went to more platforms than are listed', async () => {
  await desk.freshSite();
  const lines = Array.from({ length: 1_001 }, (_, n) => `2026-11-18,platform-${n},cpc,,,,2,10,1.00,media`);
  expect((await desk.bring(table(...lines))).status).toBe(200);
  const { platforms, total } = await desk.spent();
  expect(platforms).toHaveLength(1_000);
  expect(total).toEqual({ clicks: 2_002, impressions: 10_010, costMinor: 100_100 });
});

describe('a file of our own columns', () => {
  test('is understood, changes nothing when it is checked, and is imported and added up', async () => {
    await desk.freshSite();
    const { status, body } = await desk.check(TWO_DAYS);
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
    expect((await desk.spent()).platforms).toEqual([]);
    expect((await desk.bring(TWO_DAYS)).status).toBe(200);
    const { platforms, total } = await desk.spent();
    expect(platforms).toEqual([
      { platform: 'google', kind: 'media', days: 2, clicks: 35, impressions: 700, costMinor: 5000 },
      { platform: 'weibo', kind: 'media', days: 1, clicks: 8, impressions: 90, costMinor: 405 },
      { platform: 'weibo', kind: 'agencyFee', days: 1, clicks: 0, impressions: 0, costMinor: 100 },
    ]);
    expect(total.costMinor).toBe(5505);
    expect(await desk.imports()).toMatchObject([
      { fileName: 'spend.csv', by: 'owner@shop.example', rows: 5, parts: 4, standing: 4 },
    ]);
  });

  test('imported twice changes nothing', async () => {
    await desk.freshSite();
    await desk.bring(TWO_DAYS);
    const before = await desk.spent();
    expect((await desk.check(TWO_DAYS)).body.unchanged).toBe(true);
    const again = await desk.bring(TWO_DAYS);
    expect({ status: again.status, ...again.body }).toMatchObject({ status: 200, unchanged: true });
    expect(await desk.spent()).toEqual(before);
    expect(await desk.imports()).toHaveLength(1);
  });

  test('replaces the days of its platforms and kinds, and nothing else', async () => {
    await desk.freshSite();
    await desk.bring(TWO_DAYS);
    const correction = table('2026-11-19,google,cpc,winter,,,7,70,9,media');
    expect((await desk.check(correction)).body.replaces).toMatchObject({
      days: 1,
      costMinor: 3000,
      platforms: [{ platform: 'google', kind: 'media', days: 1, costMinor: 3000 }],
    });
    expect((await desk.bring(correction)).body).toMatchObject({ replacedDays: 1 });
    expect((await desk.spent()).platforms).toEqual([
      { platform: 'google', kind: 'media', days: 2, clicks: 22, impressions: 370, costMinor: 2900 },
      { platform: 'weibo', kind: 'media', days: 1, clicks: 8, impressions: 90, costMinor: 405 },
      { platform: 'weibo', kind: 'agencyFee', days: 1, clicks: 0, impressions: 0, costMinor: 100 },
    ]);
    expect((await desk.imports()).map(({ standing, parts }) => ({ standing, parts }))).toEqual([
      { standing: 1, parts: 1 },
      { standing: 3, parts: 4 },
    ]);
    // The first file is no longer what stands: importing it again is a correction too.
    expect((await desk.bring(TWO_DAYS)).body).toMatchObject({ unchanged: false });
    expect((await desk.spent()).total.costMinor).toBe(5505);
  });

  test('is taken back: its days have no spend', async () => {
    await desk.freshSite();
    const { body } = await desk.bring(TWO_DAYS);
    const url = `/v1/sites/${desk.site.id}/spend/imports/${body.id}`;
    expect((await desk.office.ask(desk.owner, 'DELETE', url)).status).toBe(204);
    expect((await desk.spent()).platforms).toEqual([]);
    expect(await desk.imports()).toEqual([]);
    expect((await desk.office.ask(desk.owner, 'DELETE', url)).status).toBe(404);
    expect((await desk.bring(TWO_DAYS)).body.unchanged).toBe(false);
    expect((await desk.spent()).total.costMinor).toBe(5505);
  });
});

describe('exports of platforms', () => {
  const EXPORTS: [file: string, format: string, source: string, clicks: number, costMinor: number][] = [
    ['google-ads', 'googleAds', 'google', 361, 131_450],
    ['google-ads-zh', 'googleAds', 'google', 361, 131_450],
    ['meta', 'meta', 'facebook', 31, 7_525],
    ['meta-zh', 'meta', 'facebook', 31, 7_525],
    ['baidu', 'baidu', 'baidu', 42, 8_700],
    ['baidu-en', 'baidu', 'baidu', 42, 8_700],
    ['tencent', 'tencent', 'tencent', 90, 19_050],
    ['tencent-en', 'tencent', 'tencent', 90, 19_050],
    ['ocean-engine', 'oceanEngine', 'douyin', 580, 45_075],
    ['ocean-engine-en', 'oceanEngine', 'douyin', 580, 45_075],
  ];
  beforeAll(() => desk.freshSite());

  test.each(EXPORTS)('%s', async (file, format, source, clicks, costMinor) => {
    const { body } = await desk.check(fixture(file));
    expect(body).toMatchObject({
      errors: [],
      format,
      rows: 2,
      from: '2026-11-18',
      to: '2026-11-19',
      clicks,
      costMinor,
      platforms: [{ platform: source, kind: 'media', days: 2 }],
    });
    expect(body.first[0]?.campaign).toMatch(/^(autumn|秋季)$/);
    expect(body.first[0]?.content).toMatch(/^(sofa|沙发)/i);
  });

  test('what names another currency in its header is refused', async () => {
    const text = fixture('meta').toString().replace('(CNY)', '(EUR)');
    expect((await desk.check(text)).body).toMatchObject({
      rows: 0,
      errors: [{ line: 1, column: 'cost', fault: 'otherCurrency', value: 'EUR' }],
    });
  });
});

describe('a mapping', () => {
  const OWN = 'Datum;Ausgaben;Klicks\n18.11.2026;1.234,50;7\n19.11.2026;12,5;3\n';
  const READING: Partial<SpendReading> = {
    columns: { day: 'Datum', cost: 'Ausgaben', clicks: 'Klicks' },
    source: 'Prospekt',
    medium: 'Print',
    decimal: 'comma',
  };

  test('is asked for where the headers are not known, and remembered once it was imported', async () => {
    await desk.freshSite({ currency: 'EUR' });
    const { body } = await desk.check(OWN);
    expect(body).toMatchObject({ format: null, headers: ['Datum', 'Ausgaben', 'Klicks'], rows: 0 });
    expect(body.errors.map(({ column, fault }) => [column, fault])).toEqual([
      ['day', 'missingColumn'],
      ['cost', 'missingColumn'],
      ['source', 'missingColumn'],
    ]);
    const mapped = await desk.check(OWN, READING);
    expect(mapped.body).toMatchObject({ errors: [], rows: 2, costMinor: 124_700, remembered: false });
    expect(mapped.body.first[0]).toMatchObject({ day: '2026-11-18', source: 'prospekt', medium: 'print' });
    await desk.bring(OWN, READING);
    const next = 'Klicks;Datum;Ausgaben\n9;20.11.2026;3,00\n';
    expect((await desk.check(next)).body).toMatchObject({ remembered: true, errors: [], costMinor: 300 });
  });

  test.each([
    ['no JSON', '{'],
    ['another type', '{"decimal":1}'],
    ['another word', '{"encoding":"latin1"}'],
  ])('that is %s is refused', async (_what, reading) => {
    const url = `/v1/sites/${desk.site.id}/spend/checks?reading=${encodeURIComponent(reading)}`;
    const { status } = await desk.office.ask(desk.owner, 'POST', url, Buffer.from(OWN));
    expect(status).toBe(400);
  });
});

describe('characters and separators', () => {
  const LINES = ['日期,来源,点击,费用', '2026-11-18,微博,3,1.50'];
  const TEXT = LINES.join('\n');
  /** 日期,来源,点击,费用 / 2026-11-18,微博,3,1.50 as GB18030 has it. */
  const GB = Buffer.from(
    'c8d5c6da2cc0b4d4b42cb5e3bbf72cb7d1d3c30a323032362d31312d31382ccea2b2a92c332c312e3530',
    'hex',
  );
  const big = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  beforeAll(() => desk.freshSite());

  test.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(TEXT), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`), 'utf-8'],
    ['UTF-16 LE', Buffer.from(`\uFEFF${TEXT}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE', big(TEXT), 'utf-16be'],
    ['GB18030', GB, 'gb18030'],
    ['UTF-16 with tabs', Buffer.from(`\uFEFF${TEXT.replaceAll(',', '\t')}`, 'utf16le'), 'utf-16le'],
    ['semicolons', Buffer.from(TEXT.replaceAll(',', ';')), 'utf-8'],
    ['Windows line ends', Buffer.from(LINES.join('\r\n')), 'utf-8'],
  ])('%s', async (_what, file, encoding) => {
    const { body } = await desk.check(file);
    expect(body).toMatchObject({ errors: [], rows: 1, costMinor: 150, reading: { encoding } });
    expect(body.first[0]?.source).toBe('微博');
  });

  test('a line that is not in the characters of the lines before it is named', async () => {
    const broken = Buffer.concat([Buffer.from(`${TEXT}\n2026-11-19,`), GB.subarray(31, 35)]);
    expect((await desk.check(broken)).body.errors).toEqual([
      { line: 3, column: null, fault: 'badEncoding', value: '' },
    ]);
  });

  test('the person may choose: read as GB18030, UTF-8 is other words or none', async () => {
    const { body } = await desk.check(TEXT, { encoding: 'gb18030' });
    expect(body.errors.length).toBeGreaterThan(0);
  });
});

describe('what is wrong is named by its line, and nothing of the file is imported', () => {
  beforeAll(() => desk.freshSite());

  test('wrong days, numbers, currencies, kinds, texts', async () => {
    const file = table(
      '2026-11-18,google,cpc,,,,1,1,1,media',
      '2026-02-30,google,cpc,,,,1,1,1,media',
      '03/04/2026,google,cpc,,,,1,1,1,media',
      '2026-11-18,google,cpc,,,,x,1,1,media',
      '2026-11-18,google,cpc,,,,1.5,1,1,media',
      '2026-11-18,google,cpc,,,,1,1,-1,media',
      '2026-11-18,google,cpc,,,,1,1,€1,media',
      '2026-11-18,google,cpc,,,,1,1,"1,234",media',
      '2026-11-18,google,cpc,,,,1,1,1,gift',
      '2026-11-18,,cpc,,,,1,1,,media',
      `2026-11-18,google,cpc,${'x'.repeat(1_001)},,,1,1,1,media`,
    );
    const { body } = await desk.check(file);
    expect(body.errors.map(({ line, column, fault }) => [line, column, fault])).toEqual([
      [3, 'day', 'badDay'],
      [4, 'day', 'ambiguousDay'],
      [5, 'clicks', 'badNumber'],
      [6, 'clicks', 'badNumber'],
      [7, 'cost', 'negative'],
      [8, 'cost', 'otherCurrency'],
      [9, 'cost', 'ambiguousNumber'],
      [10, 'kind', 'unknownKind'],
      [11, 'source', 'missing'],
      [11, 'cost', 'missing'],
      [12, 'campaign', 'tooLong'],
    ]);
    const refused = await desk.bring(file);
    expect(refused.status).toBe(400);
    expect((refused.body as unknown as Problem).errors?.[0]).toEqual({
      field: 'line 3, day',
      message: 'badDay: 2026-02-30',
    });
    expect((await desk.spent()).platforms).toEqual([]);
    expect(await desk.imports()).toEqual([]);
  });

  test('a bad line in the middle of many, with the lines of quoted fields counted', async () => {
    const good = '2026-11-18,google,cpc,"two\nlines",,,1,1,1,media';
    const lines = Array.from({ length: 400 }, () => good);
    const { body } = await desk.bring(table(...lines, '2026-11-18,google,cpc,,,,1,1,free,media', ...lines));
    expect((body as unknown as Problem).errors?.[0]?.field).toBe('line 802, cost');
    expect((await desk.spent()).platforms).toEqual([]);
  });

  test('at most a hundred are shown, all are counted', async () => {
    const lines = Array.from({ length: 150 }, () => '2026-11-18,google,cpc,,,,1,1,free,media');
    const { body } = await desk.check(table(...lines));
    expect([body.errors.length, body.errorCount]).toEqual([100, 150]);
  });

  test.each<[string, string, string, number]>([
    ['quotes that never close', `${table('2026-11-18,"google,cpc,,,,1,1,1,')}\n`, 'badQuotes', 2],
    ['nothing but headers', table().toString(), 'noTable', 1],
    ['nothing at all', '', 'missingColumn', 1],
    ['no table', 'hello', 'missingColumn', 1],
  ])('%s', async (_what, file, fault, line) => {
    const { body } = await desk.check(file);
    expect(body.errors[0]).toMatchObject({ fault, line });
    expect((await desk.bring(file)).status).toBe(400);
  });
});

test('costs are read to the minor unit, and what is finer is rounded and counted', async () => {
  await desk.freshSite();
  const costs = ['0.1', '0.2', '0.005', '0.0049', '¥ 3', 'CNY 4.00', '"1,234,567.89"'];
  const lines = costs.map((cost) => `2026-11-18,google,cpc,,,,1,1,${cost},media`);
  const { body } = await desk.check(table(...lines));
  expect(body.errors).toEqual([]);
  expect(body.first.map(({ costMinor }) => costMinor)).toEqual([10, 20, 1, 0, 300, 400, 123_456_789]);
  expect(body.rounded).toBe(2);
  const micros = await desk.check(table('2026-11-18,google,cpc,,,,1,1,1500000,media'), {
    ...body.reading,
    costUnit: 'micros',
  });
  expect(micros.body.costMinor).toBe(150);
});

test('a yen has no parts', async () => {
  await desk.freshSite({ currency: 'JPY' });
  const { body } = await desk.check(table('2026-11-18,google,cpc,,,,1,1,1200,media'));
  expect(body.costMinor).toBe(1200);
});

test('a file that comes again late, with its key, does not take a newer one’s place', async () => {
  await desk.freshSite();
  const send = (cost: number) =>
    desk.office.ask(
      desk.owner,
      'POST',
      `/v1/sites/${desk.site.id}/spend/imports`,
      table(`2026-11-18,google,cpc,autumn,,,1,1,${cost},media`),
      { 'content-type': 'text/csv', 'idempotency-key': `cost ${cost}` },
    );
  const first = await send(1);
  await send(2);
  expect(await send(1)).toMatchObject({ status: 200, body: first.body });
  expect((await desk.spent()).total.costMinor).toBe(200);
});

test('only one file of a site is read at a time', async () => {
  await desk.freshSite();
  const large = table(...Array.from({ length: 20_000 }, () => '2026-11-18,google,cpc,,,,1,1,1,media'));
  const answers = await Promise.all([desk.bring(large), desk.check(TWO_DAYS)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 503]);
  expect((await desk.check(TWO_DAYS)).status).toBe(200);
});

function fixture(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, `../fixtures/spend/${name}.csv`));
}
