import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Site } from '../../shared/wire/site.ts';
import { grantOrigin, launchWithExtension, openPopup, switchOverlay, typePairing } from './driver.ts';
import { type FakeServer, startFakeServer } from './fakeServer.ts';
import { inOverlay, waitForNoPanel, waitForPanel } from './overlayReader.ts';
import { page as html, type Storefront, startStorefront } from './storefront.ts';

const siteOf = (id: string, name: string, currency: string, origin: string): Site => ({
  id,
  name,
  origins: [origin],
  timeZone: 'UTC',
  currency,
  windowDays: 30,
  hashRoutes: false,
  lookbackDays: 30,
  marginPercent: null,
  channelRules: [],
});

interface Shop {
  storefront: Storefront;
  server: FakeServer;
  page: Page;
}

describe('two servers, each with a storefront of its own', () => {
  let browser: Browser;
  let extensionId: string;
  let linden: Shop;
  let harbour: Shop;

  async function setUp(id: string, name: string, currency: string): Promise<Shop> {
    const storefront = await startStorefront({ '/': { html: html('<p>No tag here</p>') } });
    const server = await startFakeServer(siteOf(id, name, currency, storefront.origin));
    server.codes.add('CODE');
    await grantOrigin(browser, extensionId, server.address);
    await grantOrigin(browser, extensionId, storefront.origin);
    const page = await browser.newPage();
    await page.goto(storefront.origin);
    return { storefront, server, page };
  }

  const arrivals = (shop: Shop, count: string) =>
    waitForPanel(shop.page, ({ steps, status }) => status === 'live' && steps[0]?.count === count);

  beforeAll(async () => {
    ({ browser, extensionId } = await launchWithExtension());
    linden = await setUp('site1', 'Linden Furniture', 'CNY');
    harbour = await setUp('site2', 'Harbour Lamps', 'EUR');
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([linden, harbour].flatMap((shop) => [shop?.storefront.close(), shop?.server.stop()]));
  });

  it('are paired one after the other, and listed together', async () => {
    const popup = await openPopup(browser, extensionId);
    await typePairing(popup, linden.server.address, 'CODE');
    await popup.waitForSelector(`[data-server="${linden.server.address}"]`);
    await popup.locator('::-p-text(Pair with another server)').click();
    await typePairing(popup, harbour.server.address, 'CODE');
    await popup.waitForSelector(`[data-server="${harbour.server.address}"]`);
    const names = await popup.$$eval('.site h2', (heads) => heads.map((head) => head.textContent));
    expect(names).toEqual(['Linden Furniture', 'Harbour Lamps']);
    await popup.close();
  });

  it('show each its own numbers, live, at the same time', async () => {
    for (const { storefront } of [linden, harbour]) {
      await switchOverlay(browser, extensionId, storefront.origin, true);
    }
    linden.server.emit('/', [{ add: { arrival: 3, redemption: 1, revenueMinor: 100 } }]);
    harbour.server.emit('/', [{ add: { arrival: 8, redemption: 2, revenueMinor: 900 } }]);
    await linden.page.bringToFront();
    expect((await arrivals(linden, '3')).revenue).toMatch(/CN¥1/);
    await harbour.page.bringToFront();
    expect((await arrivals(harbour, '8')).revenue).toMatch(/€9/);
    harbour.server.emit('/', [{ add: { arrival: 1 } }]);
    await arrivals(harbour, '9');
    expect([linden.server.open(), harbour.server.open()]).toEqual([1, 1]);
  });

  it('say of a page without a tag that it has none, and not that one may wait', async () => {
    await harbour.page.evaluate(() => history.pushState(null, '', '/empty'));
    await harbour.page.waitForFunction(() => performance.now() > 4_500);
    const said = () =>
      inOverlay(harbour.page, (root) => [
        root.querySelector<HTMLElement>('.notice')?.dataset.tag,
        root.querySelector('.quiet')?.textContent,
      ]);
    const untagged = ['missing', 'Nothing was counted on this page in these days.'];
    await vi.waitFor(async () => expect(await said()).toEqual(untagged), 5_000);
    // With the line in place there is nothing to do but to wait for somebody.
    await harbour.page.evaluate(() => {
      const tag = document.createElement('script');
      tag.type = 'text/plain';
      tag.dataset.site = 'site2';
      tag.src = '/tag.js';
      document.head.append(tag);
    });
    await vi.waitFor(async () => expect((await said())?.[0]).toBe('blocked'), 5_000);
    await harbour.page.evaluate(() => history.pushState(null, '', '/'));
    await arrivals(harbour, '9');
  });

  it('go their own ways: one that is away says of what age its numbers are, the other stays live', async () => {
    await harbour.server.stop();
    await waitForPanel(harbour.page, ({ status }) => status === 'offline');
    linden.server.emit('/', [{ add: { arrival: 1 } }]);
    await arrivals(linden, '4');
    const popup = await openPopup(browser, extensionId);
    const problem = await popup.waitForSelector(`[data-server="${harbour.server.address}"] .problem`);
    expect(await problem?.evaluate((line) => line.textContent)).toMatch(
      /cannot be reached.*The newest are from (now|\d+ (sec|min)\. ago)\./,
    );
    expect(await popup.$(`[data-server="${linden.server.address}"] .problem`)).toBeNull();
    await popup.close();
    await harbour.server.restart();
    harbour.server.emit('/', [{ add: { arrival: 1 } }]);
    await waitForPanel(harbour.page, ({ status }) => status === 'live', 30_000);
  });

  it('are unpaired one by one', async () => {
    const popup = await openPopup(browser, extensionId);
    await popup.click(`[data-server="${linden.server.address}"] .unpair`);
    await popup.click('.danger');
    await popup.waitForFunction(() => document.querySelectorAll('[data-server]').length === 1);
    await popup.close();
    await waitForNoPanel(linden.page);
    await harbour.page.bringToFront();
    await waitForPanel(harbour.page, ({ status }) => status === 'live');
  });
});
