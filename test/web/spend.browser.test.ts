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
let marketer: ConsolePage;
const folder = mkdtempSync(join(tmpdir(), 'backstamp-spend-'));
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

beforeAll(async () => {
  server = await openServer();
  browser = await launchBrowser();
  marketer = await openConsole(browser);
  const { hostname } = new URL(server.url);
  for (const [name, value] of server.owner.cookies) {
    await marketer.page.browserContext().setCookie({ name, value, domain: hostname, path: '/' });
  }
  await marketer.go(`${server.url}/sites/${server.site.id}/spend`);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true });
});

async function choose(name: string, ...lines: string[]): Promise<void> {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  const input = (await marketer.page.waitForSelector(
    'input[type=file]',
  )) as ElementHandle<HTMLInputElement> | null;
  await input?.uploadFile(path);
}

test('a report is shown as it is read, corrected, imported, and taken back', async () => {
  const { page, press, sees, fill } = marketer;
  await sees('No spend in these days');

  await choose('wrong.csv', 'day,source,clicks,cost', `${today},weibo,three,12.50`);
  await sees('Nothing can be imported: there is one error.');
  await sees('Line 2: Clicks “three” is no number');
  expect(await page.$$('::-p-aria([name="Import one line"][role="button"])')).toHaveLength(0);
  await press('Cancel');

  await choose('own.csv', 'Datum;Ausgaben;Klicks', `${today};12,50;30`);
  await sees('Its headers are not known');
  for (const [label, header] of [
    ['Day', 'Datum'],
    ['Cost', 'Ausgaben'],
    ['Clicks', 'Klicks'],
  ] as const) {
    await marketer.choose(label, header);
  }
  await fill('Source', 'Leaflet');
  await sees('Check again before you import.');
  await press('Check again');
  await sees('CN¥12.50 and 30 clicks');
  await press('Import one line');
  await sees('One line is imported.');
  await sees('These days cost CN¥12.50, all of it on leaflet.');

  await choose('own.csv', 'Datum;Ausgaben;Klicks', `${today};12,50;30`);
  await sees('This very file stands already');
  await press('Cancel');

  await press('Take own.csv back');
  await press('Take back');
  await sees('No spend in these days');
  await sees('No file was imported yet.');
  expect(marketer.complaints).toEqual([]);
});

test('a file may be dropped; on a phone nothing is wider than its window', async () => {
  const { page, sees } = marketer;
  await page.setViewport({ width: 390, height: 800 });
  await page.$eval(
    '.drop',
    (place, text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'dropped.csv', { type: 'text/csv' }));
      place.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    `day,source,medium,campaign,content,term,clicks,impressions,cost\n${today},weibo,social,autumn,a very long name of an advertisement,sofa,3,1200,12.50`,
  );
  await sees('How dropped.csv is read');
  expect(await overflow(page)).toBe(0);
});
