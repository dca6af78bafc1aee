import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REPORT_COLUMNS, type ReportColumn } from '../../shared/reportColumns.ts';
import { askReport, BAIDU, buy, MAIL, spend, visit, WEIBO } from './reportShop.ts';
import { DAY, NOON, openWorkshop, type Workshop } from './workshop.ts';

let shop: Workshop;

/** Weibo earns most and costs little, Baidu the other way round; mail costs nothing, and nobody buys by it. */
beforeAll(async () => {
  shop = await openWorkshop();
  await buy(shop, 'visitor-a', [WEIBO], 300_000);
  await buy(shop, 'visitor-b', [BAIDU], 100_000);
  await visit(shop, 'visitor-c', BAIDU, NOON - DAY);
  for (const name of ['d', 'e', 'f']) await visit(shop, `visitor-${name}`, MAIL, NOON - DAY);
  await spend(shop, { day: 20261110, source: 'weibo', clicks: 8, costMinor: 4_000 });
  await spend(shop, { day: 20261110, source: 'baidu', clicks: 2, costMinor: 50_000 });
});
afterAll(() => shop.close());

const keys = async (sort: ReportColumn, ascending = false) =>
  (await askReport(shop, { sort, ascending })).rows.map(({ key }) => key);

describe('rows in the order of a figure', () => {
  test.each<[ReportColumn, string[]]>([
    ['revenue', ['weibo', 'baidu', 'mail']],
    ['cost', ['baidu', 'weibo', 'mail']],
    ['clicks', ['weibo', 'baidu', 'mail']],
    ['arrivals', ['mail', 'baidu', 'weibo']],
    ['roas', ['weibo', 'baidu', 'mail']],
    ['costPerRedemption', ['baidu', 'weibo', 'mail']],
  ])('by %s is %s', async (sort, expected) => {
    expect(await keys(sort)).toEqual(expected);
  });

  test('least first keeps what has no such figure last', async () => {
    expect(await keys('roas', true)).toEqual(['baidu', 'weibo', 'mail']);
    expect(await keys('arrivals', true)).toEqual(['weibo', 'baidu', 'mail']);
  });

  test('goes over all pages, and changes no sum', async () => {
    const whole = await askReport(shop, {});
    const page = await askReport(shop, { sort: 'arrivals', offset: 1, limit: 1 });
    expect(page.rows.map(({ key }) => key)).toEqual(['baidu']);
    expect(page.others).toMatchObject({ rows: 2, arrivals: 4, credited: { revenueMinor: 300_000 } });
    expect(page.total).toEqual(whole.total);
  });

  test('every figure can be asked for, also where none is known', async () => {
    for (const sort of REPORT_COLUMNS) {
      const { rows } = await askReport(shop, { by: 'store', sort });
      expect([sort, rows.length]).toEqual([sort, 1]);
    }
  });
});
