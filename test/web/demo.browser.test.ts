import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PRODUCTS } from '../../server/demo/catalogue.ts';
import { makeRandom } from '../../server/demo/random.ts';
import { demoSeed } from '../../server/demo/seed.ts';
import { setUpDemo } from '../../server/demo/setUp.ts';
import { journeys } from '../../server/demo/shoppers.ts';
import { type HttpClient, makeHttpClient } from '../../server/httpClient.ts';
import { type Server, serve } from '../../server/main.ts';
import { newOwnerSecret } from '../../server/owner.ts';
import type { Funnel } from '../../shared/wire/funnel.ts';
import { testConfig } from '../server/testServer.ts';
import { launchBrowser } from '../setup/browser.ts';

const FROM_WEIBO = '/demo?utm_source=weibo&utm_medium=social&utm_campaign=autumn';
/** Smooth scrolling would move what is about to be clicked. */
const STILL = { name: 'prefers-reduced-motion', value: 'reduce' };
const PAGES = ['/demo', '/demo/sofas', '/demo/stores', ...PRODUCTS.map(({ id }) => `/demo/products/${id}`)];

let folder: string;
let server: Server;
let owner: HttpClient;
let site = '';
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backstamp-test-'));
  server = await serve({
    config: testConfig({ databaseUrl: `sqlite:${join(folder, 'test.db')}` }),
    demoSite: () => site,
  });
  owner = makeHttpClient(server.url);
  const secret = await newOwnerSecret(server, Date);
  await owner.post('/v1/setup', { secret, email: 'owner@tenon.example', password: 'three unrelated words' });
  site = (await setUpDemo(owner, demoSeed(server.url))).site.id;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  const context = await browser.createBrowserContext();
  page = await context.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.emulateMediaFeatures([STILL]);
  // A shopper, not a robot: robots are given no code.
  await page.setUserAgent({
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36',
  });
  await page.evaluateOnNewDocument(() => Object.defineProperty(navigator, 'webdriver', { get: () => false }));
  complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
});
afterEach(async () => {
  await page.browserContext().close();
});

const textOf = (selector: string) => page.$eval(selector, (element) => element.textContent ?? '');
const open = (path: string) => page.goto(`${server.url}${path}`, { waitUntil: 'networkidle0' });
/** A page that is drawn, with its pictures perhaps still to come. */
async function show(path: string): Promise<void> {
  await page.goto(`${server.url}${path}`);
  await page.waitForSelector('h1');
}

const seeCoupon = () => page.$eval('#offer', (offer) => offer.scrollIntoView());

async function waitForCode(): Promise<string> {
  await page.waitForFunction(() =>
    /^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}$/.test(
      document.querySelector('[data-backstamp=code]')?.textContent ?? '',
    ),
  );
  return textOf('[data-backstamp=code]');
}

describe('the coupon', () => {
  test('comes with everything that the store asks for, and moves nothing', async () => {
    await page.evaluateOnNewDocument(() => {
      const shifts = { sum: 0 };
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          shifts.sum += (entry as PerformanceEntry & { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await open(FROM_WEIBO);
    await seeCoupon();
    await waitForCode();
    expect(await textOf('[data-backstamp=offer]')).toContain('Autumn 10% off');
    expect(await textOf('[data-backstamp=expires]')).toMatch(/\d/);
    expect(await textOf('[data-backstamp=store-name]')).toContain('Tenon Shanghai');
    expect(await textOf('[data-backstamp=store-phone]')).toBe('021-0000 0101');
    await page.waitForFunction(() => {
      const image = document.querySelector<HTMLImageElement>('[data-backstamp=qr] img');
      return image?.complete && image.naturalWidth > 0;
    });
    expect(
      await page.evaluate(() => (window as unknown as { shifts: { sum: number } }).shifts.sum),
    ).toBeLessThan(0.02);
    expect(complaints).toEqual([]);
  });

  test('stays the visitor’s own from page to page', async () => {
    await open(FROM_WEIBO);
    await seeCoupon();
    const code = await waitForCode();
    await page.click('[data-position=hero-banner]');
    await page.waitForSelector('.product');
    await seeCoupon();
    expect(await waitForCode()).toBe(code);
  });

  test('can be copied, and the shop says so', async () => {
    await page
      .browserContext()
      .overridePermissions(server.url, ['clipboard-read', 'clipboard-sanitized-write']);
    await open(FROM_WEIBO);
    await seeCoupon();
    const code = await waitForCode();
    await page.click('[data-backstamp=copy]');
    await page.waitForFunction(
      () => document.querySelector('[data-backstamp=copy]')?.textContent === 'Copied',
    );
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
  });
});

describe('the shop', () => {
  test('goes from the banner to the product and back without loading anew', async () => {
    await open('/demo');
    await page.evaluate(() => Object.assign(window, { same: true }));
    expect(await page.title()).toBe('Tenon · Furniture that joins');
    await page.click('[data-position=hero-banner]');
    await page.waitForSelector('.product');
    expect(new URL(page.url()).pathname).toBe('/demo/products/three-seat-sofa');
    expect(await page.title()).toBe('Harbour three-seat sofa · Tenon');
    expect(await page.evaluate(() => scrollY)).toBe(0);
    const product = JSON.parse(await textOf('script[type="application/ld+json"]'));
    expect(product).toMatchObject({ '@type': 'Product', sku: 'TN-1103', offers: { price: '6999.00' } });
    await page.goBack();
    await page.waitForSelector('[data-position=hero-banner]');
    expect(await page.$('script[type="application/ld+json"]')).toBeNull();
    expect(await page.evaluate(() => 'same' in window)).toBe(true);
  });

  test('leaves a click with Ctrl to the browser', async () => {
    await open('/demo');
    await page.keyboard.down('Control');
    await page.click('[data-position=hero-banner]');
    await page.keyboard.up('Control');
    expect(new URL(page.url()).pathname).toBe('/demo');
  });

  test('says where to go from an address that it does not have', async () => {
    await open('/demo/products/throne');
    expect(await textOf('h1')).toBe('This page is not in our shop');
    await page.click('.lost a');
    await page.waitForSelector('.banner');
  });

  test('shows every picture, on every page, without a complaint of the browser', async () => {
    for (const path of PAGES) {
      await show(path);
      const broken = await page.evaluate(async () => {
        const images = [...document.images];
        for (const image of images) image.loading = 'eager';
        await Promise.all(images.map((image) => image.decode().catch(() => undefined)));
        return images.filter((image) => image.naturalWidth === 0).map(({ src }) => src);
      });
      expect(broken).toEqual([]);
      expect(await page.$$eval('h1', (titles) => titles.length)).toBe(1);
    }
    expect(complaints).toEqual([]);
  });

  test('a map that is opened is an intent and leads to the stores', async () => {
    await open('/demo/products/bed?utm_source=wechat&utm_medium=social&utm_campaign=map-test');
    await page.click('[data-position=map-hangzhou]');
    await page.waitForSelector('#hangzhou .map');
    await expect
      .poll(async () => {
        const { sources } = await owner.get<Funnel>(`/v1/sites/${site}/funnel`);
        return sources.find(({ source }) => source.campaign === 'map-test')?.counts;
      })
      .toMatchObject({ arrival: 1, product: 1, intent: 1 });
  });
});

describe('on a phone, in the dark, in Chinese', () => {
  test.each([
    [360, 'light'],
    [390, 'dark'],
  ] as const)('nothing is wider than %i px (%s)', async (width, scheme) => {
    await page.setViewport({ width, height: 700 });
    await page.emulateMediaFeatures([STILL, { name: 'prefers-color-scheme', value: scheme }]);
    for (const path of PAGES) {
      await show(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    }
  });

  test('speaks Chinese to a Chinese browser', async () => {
    await page.evaluateOnNewDocument(() =>
      Object.defineProperty(navigator, 'languages', { get: () => ['zh-CN', 'zh'] }),
    );
    await open('/demo/products/bed');
    expect(await textOf('h1')).toBe('沙丘床');
    expect(await textOf('.price')).toBe('¥5,699.00');
    expect(await page.title()).toBe('沙丘床 · 榫家');
  });
});

test('simulated shoppers click what is on the pages', async () => {
  const { outputFiles } = await build({
    entryPoints: ['shared/position.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'positions',
  });
  const keysOnPage = `${outputFiles[0]?.text};[...document.querySelectorAll('a,button')].map((e) => positions.positionKey(e))`;
  const clicked = new Map<string, Set<string>>();
  const shoppers = journeys(makeRandom(1));
  for (let i = 0; i < 3_000; i += 1) {
    for (const { event, path } of shoppers.next().value.events) {
      const bare = path.split('?')[0] ?? '';
      if (event.type === 'click') clicked.set(bare, (clicked.get(bare) ?? new Set()).add(event.position));
    }
  }
  expect(clicked.size).toBeGreaterThan(5);
  for (const [path, positions] of clicked) {
    await show(path);
    const there = (await page.evaluate(keysOnPage)) as string[];
    for (const position of positions) expect(there, `on ${path}`).toContain(position);
  }
});
