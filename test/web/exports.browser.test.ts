import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, ElementHandle } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer, type TestServer } from '../server/testServer.ts';
import { launchBrowser } from '../setup/browser.ts';
import { type ConsolePage, openConsole, overflow } from './console/driver.ts';

let server: TestServer;
let browser: Browser;
let owner: ConsolePage;
const folder = mkdtempSync(join(tmpdir(), 'backstamp-exports-'));
const yesterday = new Date(Date.now() - 86_400_000).toISOString();

beforeAll(async () => {
  server = await openServer();
  browser = await launchBrowser();
  owner = await openConsole(browser);
  const { hostname } = new URL(server.url);
  for (const [name, value] of server.owner.cookies) {
    await owner.page.browserContext().setCookie({ name, value, domain: hostname, path: '/' });
  }
  await owner.go(`${server.url}/sites/${server.site.id}/exports`);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true });
});

async function choose(name: string, ...lines: string[]): Promise<void> {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  const input = (await owner.page.waitForSelector(
    'input[type=file]',
  )) as ElementHandle<HTMLInputElement> | null;
  await input?.uploadFile(path);
}

test('the past comes in once every line is right, and goes out to a platform as a file', async () => {
  const { page, press, sees, fill } = owner;
  await sees('Nothing was brought in yet.');
  await sees('None yet for this platform.');

  await choose('wrong.csv', 'type,at,visitor,url', `view,${yesterday},v-1,/`, 'view,then,v-2,/');
  await sees('wrong.csv cannot be imported as it is');
  await sees('Line 3');
  expect(await page.$$('::-p-aria([name="Import it"][role="button"])')).toHaveLength(0);
  await press('Another file');

  await choose(
    'past.csv',
    'type,at,visitor,url,ad_consent,order,amount,store,offer',
    `view,${yesterday},v-1,/?gclid=click-1,yes,,,,`,
    `redemption,${yesterday.replace(/:\d\d\.\d+Z/, ':59.999Z')},v-1,,,A-1,120.50,${server.store.id},${server.offer.id}`,
  );
  await sees('past.csv can be imported');
  await press('Import it');
  await sees('Finished');

  await page.reload();
  await sees('New conversions');
  await fill('Name of the conversion on the platform', 'Store sale');
  await press('Make the file');
  await sees('The file is made: it is the first below.');
  const link = await page.waitForSelector('a[href$="/conversions"][download]');
  const address = await link?.evaluate((each) => (each as HTMLAnchorElement).href);
  const text = await page.evaluate(async (href) => (await fetch(href ?? '')).text(), address);
  expect(text).toContain('click-1,,,Store sale,');
  expect(owner.complaints).toEqual([]);
});

test('what a download holds lies in the address; on a phone nothing is wider than its window', async () => {
  const { page, press, sees } = owner;
  await press('All days', 'checkbox');
  await press('NDJSON', 'radio');
  const download = await page.waitForSelector('::-p-aria([name="Download Raw events"][role="link"])');
  const href = await download?.evaluate((each) => (each as HTMLAnchorElement).search);
  expect(href).toMatch(/^\?format=ndjson&from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d$/);
  expect(await page.evaluate(() => location.search)).toContain('format=ndjson');
  await sees('has no days: always whole');
  await page.setViewport({ width: 390, height: 800 });
  expect(await overflow(page)).toBe(0);
});
