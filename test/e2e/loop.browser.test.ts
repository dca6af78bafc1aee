import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Pairing } from '../../shared/wire/account.ts';
import type { Funnel } from '../../shared/wire/funnel.ts';
import type { Clerk, NewDevice, Redemption } from '../../shared/wire/till.ts';
import { launchWithExtension, setUpOverlay } from '../extension/driver.ts';
import { readPanel, waitForBadge, waitForPanel } from '../extension/overlayReader.ts';
import { openServer, PIN, type TestServer } from '../server/testServer.ts';
import { launchShoppers, newShopper, type Refusing } from './shopper.ts';

const LANDING = '/demo?utm_source=weibo&utm_medium=social&utm_campaign=autumn';
const WITHIN_MS = 1_000;

let server: TestServer;
let shoppers: Browser;
let marketer: Browser;
let extensionId: string;

beforeAll(async () => {
  server = await openServer({ withDemo: true });
  shoppers = await launchShoppers();
  ({ browser: marketer, extensionId } = await launchWithExtension());
  const { code } = await server.owner.post<Pairing>(`/v1/sites/${server.site.id}/pairings`);
  await setUpOverlay(marketer, extensionId, { server: server.url, code, storefront: server.url });
});
afterAll(async () => {
  await shoppers?.close();
  await marketer?.close();
  await server?.close();
});

/** A clerk's own browser: enrolled by its link, signed in by hand. */
async function openTill() {
  const path = `/v1/sites/${server.site.id}`;
  const storeId = server.store.id;
  const device = await server.owner.post<NewDevice>(`${path}/devices`, { name: 'Counter', storeId });
  const clerk = await server.owner.post<Clerk>(`${path}/clerks`, { name: 'Late shift', storeId, pin: PIN });
  const page = await (await shoppers.createBrowserContext()).newPage();
  await page.goto(device.link);
  await page.locator(`::-p-text(${clerk.name})`).click();
  await page.waitForSelector('input[type=password]');
  await page.type('input[type=password]', PIN);
  await page.keyboard.press('Enter');
  await page.waitForSelector('#code');
  return page;
}

async function funnelOf(query: string): Promise<Funnel> {
  return server.owner.get<Funnel>(`/v1/sites/${server.site.id}/funnel?${query}`);
}

test('from a tagged click to the till: the money shows on the page and on the banner within a second', async () => {
  const till = await openTill();
  const overlay = await marketer.newPage();
  await overlay.setViewport({ width: 1280, height: 900 });
  await overlay.goto(`${server.url}/demo`);
  await waitForPanel(overlay, ({ status }) => status === 'live');

  const shopper = await newShopper(shoppers);
  await shopper.page.goto(server.url + LANDING);
  const code = await shopper.code();
  await shopper.page.click('[data-position="hero-banner"]');
  await shopper.page.waitForFunction(() => location.pathname.startsWith('/demo/products/'));
  await shopper.page.goBack();
  await (await shopper.page.waitForSelector('[data-backstamp-intent="map"]'))?.click();
  await waitForPanel(overlay, ({ steps }) =>
    ['arrival', 'product', 'intent', 'coupon'].every((name) =>
      steps.some(({ step, count }) => step === name && count === '1'),
    ),
  );
  await waitForBadge(overlay, 'hero-banner', ({ clicks }) => clicks === '1');

  await till.type('#code', code);
  await till.waitForSelector('#amount');
  await till.type('#amount', '4,999.00');
  await till.keyboard.press('Enter');
  await till.type('#order', 'A-1001');
  const answered = till.waitForResponse(
    (response) => response.url().endsWith('/redemptions') && response.request().method() === 'POST',
  );
  await till.keyboard.press('Enter');
  const answer = await answered;
  const began = performance.now();
  expect(answer.status()).toBe(201);
  const panel = await waitForPanel(overlay, ({ revenue }) => revenue.includes('4,999'), WITHIN_MS);
  const badge = await waitForBadge(overlay, 'hero-banner', ({ money }) => money.includes('4,999'), WITHIN_MS);
  console.log(`From the till's answer to panel and banner: ${Math.round(performance.now() - began)} ms`);
  expect(panel.steps.find(({ step }) => step === 'redemption')?.count).toBe('1');
  expect(panel.steps.find(({ step }) => step === 'visit')?.count).toBe('1');
  expect(panel.sources[0]?.join(' ')).toMatch(/weibo/i);
  expect(badge.redemptions).toBe('1');
  expect((await answer.json()) as Redemption).toMatchObject({ discountMinor: 49_990, toPayMinor: 449_910 });

  const site = await funnelOf('');
  expect(site.counts).toMatchObject({ arrival: 1, engagement: 1, redemption: 1, revenueMinor: 499_900 });
  expect(await shopper.stored()).toBeGreaterThan(0);
  await overlay.reload();
  await waitForPanel(overlay, ({ revenue }) => revenue.includes('4,999'));
  expect((await readPanel(overlay))?.page).toBeTruthy();
});

describe('the coupon alone carries source and landing page to the till', () => {
  test.each<[Refusing]>([['storage'], ['consent']])(
    'with %s refused, and nothing is left on the device',
    async (refusing) => {
      const before = await funnelOf('page=/demo');
      const requests: { visitor?: string }[] = [];
      const shopper = await newShopper(shoppers, refusing);
      shopper.page.on('request', (request) => {
        if (request.url().endsWith('/v1/collect'))
          requests.push(JSON.parse(request.postData() ?? '{}') as { visitor?: string });
      });
      await shopper.page.goto(server.url + LANDING);
      const code = await shopper.code();
      expect(await shopper.stored()).toBe(0);
      expect(requests.length).toBeGreaterThan(0);
      for (const request of requests) expect(request).not.toHaveProperty('visitor');

      const body = { code, amountMinor: 120_000, order: `refused-${refusing}` };
      await server.till.post(`/v1/sites/${server.site.id}/redemptions`, body);
      const after = await funnelOf('page=/demo');
      expect(after.counts.arrival - before.counts.arrival).toBe(1);
      expect(after.counts.coupon - before.counts.coupon).toBe(1);
      expect(after.counts.redemption - before.counts.redemption).toBe(1);
      expect(after.counts.revenueMinor - before.counts.revenueMinor).toBe(120_000);
      const weibo = after.sources.find(({ source }) => source.source === 'weibo');
      expect(weibo?.counts.revenueMinor).toBe(after.counts.revenueMinor);
    },
  );
});
