import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportCsv } from '../../server/domain/reportCsv.ts';
import { askReport, BAIDU, buy, spend, WEIBO } from './reportShop.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

const EVIL = '/?utm_source=%3Dcmd%7Ccalc&utm_medium=social';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
  await buy(shop, 'visitor-a', [WEIBO], 12_345);
  await buy(shop, 'visitor-b', [EVIL], 5_000);
  await buy(shop, 'visitor-c', [BAIDU], 100);
  await spend(shop, { day: 20261110, source: 'weibo', clicks: 8, costMinor: 4_000 });
});
afterAll(() => shop.close());

type Row = Record<string, string>;
const read = (csv: string) => parse(csv, { columns: true, bom: true }) as Row[];

test('holds the rows, the rest and the total, money in the currency’s unit', async () => {
  const csv = reportCsv(await askReport(shop, { limit: 2, compare: 'first' }));
  const rows = read(csv);
  expect(rows.map(({ source }) => source)).toEqual(['weibo', "'=cmd|calc", '1 others', 'total']);
  expect(rows[0]).toMatchObject({
    clicks: '8',
    'cost (CNY)': '40',
    'arrival (cohort)': '1',
    'redemption (cohort)': '1',
    'cost per redemption (CNY)': '40',
    'ROAS (cohort)': '3.08625',
    'ROI (cohort)': '',
    'redemptions (last)': '1',
    'revenue (CNY, last)': '123.45',
    'discount (CNY, last)': '12.34',
    'revenue (CNY, first)': '123.45',
  });
  expect(rows[3]).toMatchObject({ 'revenue (CNY, last)': '174.45', 'redemptions (last)': '3' });
  expect(csv.startsWith('\uFEFF')).toBe(true);
});

test('has the period before in columns of its own, each with its days', async () => {
  const [weibo] = read(reportCsv(await askReport(shop, { previous: true })));
  expect(weibo).toMatchObject({
    'revenue (CNY, last)': '123.45',
    'revenue (CNY, last), 2026-10-02 to 2026-10-31': '0',
  });
});

test('what a dimension does not know stays empty', async () => {
  const rows = read(reportCsv(await askReport(shop, { by: 'store' })));
  expect(rows[0]).toMatchObject({ store: 'Bund', clicks: '', 'arrival (cohort)': '', 'ROAS (cohort)': '' });
});
