import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Redemption } from '../../shared/wire/till.ts';
import { beacon, event } from '../server/journeys.ts';
import { openServer, sendBeacon, type TestServer } from '../server/testServer.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type ConsolePage, openConsole, overflow } from './console/driver.ts';

const HOUR = 3_600_000;
const WEIBO = '/?utm_source=weibo&utm_medium=social&utm_campaign=autumn';
const MAIL = '/beds?utm_source=mail&utm_medium=email';

/** The server’s clock goes by the browser’s, this much behind. */
let behind = 26 * HOUR;
const clock = { now: () => Date.now() - behind };

let server: TestServer;
let browser: Browser;
let marketer: ConsolePage;
let sale: Redemption;

beforeAll(async () => {
  server = await openServer({ clock });
  await walk('visitor-a', [WEIBO, MAIL], 'A-1');
  behind = 26 * HOUR;
  sale = await walk('visitor-b', [WEIBO], 'B-1');
  await arrive('visitor-c', MAIL, false);
  behind = 0;
  browser = await launchBrowser();
  marketer = await openConsole(browser);
  const { hostname } = new URL(server.url);
  for (const [name, value] of server.owner.cookies) {
    await marketer.page.browserContext().setCookie({ name, value, domain: hostname, path: '/' });
  }
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function arrive(visitor: string, way: string, asks: boolean): Promise<string> {
  const at = clock.now();
  const events = [event('view', way, at), ...(asks ? [event('ask', way, at)] : [])];
  const { coupon } = await sendBeacon(server.url, beacon(server.site.id, visitor.padEnd(20, '0'), events));
  return coupon?.code ?? '';
}

/** Comes by these ways, two hours apart, and redeems. */
async function walk(visitor: string, ways: string[], order: string): Promise<Redemption> {
  let code = '';
  for (const way of ways) {
    behind -= 2 * HOUR;
    code = (await arrive(visitor, way, true)) || code;
  }
  const path = `/v1/sites/${server.site.id}/redemptions`;
  return server.till.post<Redemption>(path, { code, amountMinor: 20_000, order });
}

const rows = () =>
  marketer.page.$$eval('.table-card tbody tr', (found) =>
    found.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.replace(/\s+/g, ' '))),
  );

test('paths are shown, filtered and compared, and the address says all of it', async () => {
  const { page, go, press, sees, choose } = marketer;
  await go(`${server.url}/sites/${server.site.id}/paths`);
  await sees('Top paths');
  expect(await rows()).toEqual([
    ['Organic social', '1', 'CN¥200.00', '0', '0'],
    ['Organic social Email', '1', 'CN¥200.00', '0.1', '0'],
    ['Email', '0', 'CN¥0.00', '–', '1'],
  ]);
  await page.waitForSelector('.path-flow canvas, .path-flow svg');

  await page.click('.filters summary');
  await choose('Channel', '=email');
  await sees('Channel: Email');
  await sees('the whole paths that hold an arrival by this filter');
  await page.waitForFunction(() => document.querySelectorAll('.table-card tbody tr').length === 2);
  await choose('Store', `=${server.store.id}`);
  await sees('these are not known');
  expect(await rows()).toEqual([['Organic social Email', '1', 'CN¥200.00', '0.1']]);
  await press('Compare with the days before', 'checkbox');
  await sees('Changes are against');
  await sees('0 before');

  const { searchParams } = new URL(page.url());
  expect(Object.fromEntries(searchParams)).toEqual({
    channel: 'email',
    store: server.store.id,
    previous: '1',
  });
  await page.reload();
  await sees('0 before');
  expect(await rows()).toHaveLength(1);
  await page.setViewport({ width: 390, height: 800 });
  expect(await overflow(page)).toBe(0);
  await page.setViewport({ width: 1280, height: 900 });
  expect(marketer.complaints).toEqual([]);
});

test('a filter that nothing fits says so, and is taken off again', async () => {
  const { page, go, press, sees } = marketer;
  await go(`${server.url}/sites/${server.site.id}/paths?campaign=winter`);
  await sees('No path fits these filters');
  await press('Take off all filters');
  await sees('Top paths');
  expect(new URL(page.url()).search).toBe('');
});

test('a redemption has a link of its own, which outlives the redemption', async () => {
  const { page, go, press, sees, fill, choose } = marketer;
  const list = `${server.url}/sites/${server.site.id}/redemptions`;
  await go(list);
  await sees('Nothing was taken back');
  await page.locator('::-p-aria([name="Order number or code"][role="searchbox"])').fill('B-1');
  await press('Find');
  await press('Order B-1', 'link');
  await sees('It stands with CN¥200.00.');
  expect(page.url()).toBe(`${list}/${sale.id}`);
  await choose('Model', 'linear');
  await sees('Linear: CN¥200.00');

  await press('Record a return');
  await fill('Value that comes back, before the discount', '200');
  await page.locator('dialog button[type=submit]').click();
  await sees('Recorded:');
  await page.locator('dialog .buttons button').click();
  await sees('came back by');
  await sees('Nothing of it is credited any more.');
  await sees('weibo');

  await go(list);
  await sees('Wholly returned');
  await press('B-1', 'link');
  await sees('It counts in no report.');
  await page.setViewport({ width: 390, height: 800 });
  expect(await overflow(page)).toBe(0);
  expect(marketer.complaints).toEqual([]);
});

const isOneSource = () =>
  document.querySelectorAll('section[aria-labelledby="sources"] tbody tr').length === 1;

test('the funnel is that of one campaign, also where a page was looked at in between', async () => {
  const { page, go, choose, sees } = marketer;
  await page.setViewport({ width: 1280, height: 900 });
  await go(`${server.url}/sites/${server.site.id}/funnel`);
  await sees('By source');
  await choose('Campaign', 'autumn');
  await page.waitForFunction(isOneSource);
  expect(new URL(page.url()).searchParams.get('utmCampaign')).toBe('autumn');
  await sees('Of all visitors, from wherever they came.');
  await page.locator('section[aria-labelledby="pages"] tbody .link').click();
  await sees('The whole site');
  await sees('Step by step');
  await page.locator('.page-head button.link').click();
  await page.waitForFunction(isOneSource);
  expect(marketer.complaints).toEqual([]);
});

test('what is not there says so', async () => {
  const { go, sees } = marketer;
  await go(`${server.url}/sites/${server.site.id}/redemptions/nosuchone`);
  await sees('It no longer exists.');
});
