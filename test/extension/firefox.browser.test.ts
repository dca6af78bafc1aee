import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Site } from '../../shared/wire/site.ts';
import { typePairing } from './driver.ts';
import { type FakeServer, startFakeServer } from './fakeServer.ts';
import { ensureFirefox, launchFirefox, openFirefoxPopup } from './firefoxDriver.ts';
import { page as html, type Storefront, startStorefront } from './storefront.ts';

const firefox = ensureFirefox();
const CSP = `default-src 'none'; style-src 'self'; script-src 'none'`;
const HERO = '<main><a data-position="hero" href="/x">Sofas</a></main>';
const STYLE = 'a { position: absolute; left: 50px; top: 300px; width: 400px; height: 120px }';

/** Whether the overlay is what stands at a point: within its closed root neither page nor driver can look. */
function isOverlayAt(page: Page, x: number, y: number): Promise<boolean> {
  return page.evaluate(
    (left, top) => document.elementFromPoint(left, top)?.localName === 'backstamp-overlay',
    x,
    y,
  );
}

describe.skipIf(!firefox)('the extension in Firefox', () => {
  let browser: Browser;
  let shop: Storefront;
  let server: FakeServer;
  let page: Page;

  beforeAll(async () => {
    shop = await startStorefront({
      '/shop': {
        html: html(HERO, '<link rel="stylesheet" href="/shop.css">'),
        headers: { 'content-security-policy': CSP },
      },
      '/shop.css': { html: STYLE, headers: { 'content-type': 'text/css' } },
    });
    const site: Site = {
      id: 's',
      name: 'Shop',
      origins: [shop.origin],
      timeZone: 'UTC',
      currency: 'EUR',
      windowDays: 30,
      hashRoutes: false,
      lookbackDays: 30,
      marginPercent: null,
      channelRules: [],
    };
    server = await startFakeServer(site);
    server.codes.add('CODE');
    browser = await launchFirefox(firefox ?? '');
    page = await browser.newPage();
    await page.setViewport({ width: 1000, height: 700 });
    await page.goto(`${shop.origin}/shop`);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([shop?.close(), server?.stop()]);
  });

  it('is paired, allowed and switched on from its popup', async () => {
    const popup = await openFirefoxPopup(browser);
    await typePairing(popup, server.address, 'CODE');
    await popup.waitForSelector('section.card [role=switch]');
    expect(await isOverlayAt(page, 800, 40)).toBe(false);
    await popup.click('[role=switch]');
    await popup.waitForSelector('[role=switch][aria-checked=true]');
    await popup.close();
  });

  it('stands on the page that is open, under its strict policy, and draws live what happens', async () => {
    await page.bringToFront();
    await vi.waitFor(async () => expect(await isOverlayAt(page, 800, 40)).toBe(true), 15_000);
    expect(server.open()).toBe(1);
    expect(await isOverlayAt(page, 430, 300)).toBe(false);
    server.emit('/shop', [
      { add: { arrival: 20 } },
      { scope: 'position', position: { id: 1, position: 'hero', label: 'Sofas' }, add: { arrival: 12 } },
    ]);
    // At the element's upper right corner: its badge.
    await vi.waitFor(async () => expect(await isOverlayAt(page, 430, 300)).toBe(true), 5_000);
  });

  it('lets the page neither read nor restyle it', async () => {
    const seen = await page.$eval('backstamp-overlay', (host) => [host.shadowRoot, host.textContent]);
    expect(seen).toEqual([null, '']);
  });

  it('leaves when it is unpaired', async () => {
    const popup = await openFirefoxPopup(browser);
    await popup.click('.unpair');
    await popup.click('.danger');
    await popup.waitForSelector('input[name=code]');
    await popup.close();
    await vi.waitFor(async () => expect(await page.$('backstamp-overlay')).toBeNull(), 5_000);
    await vi.waitFor(() => expect(server.open()).toBe(0), 5_000);
  });
});
