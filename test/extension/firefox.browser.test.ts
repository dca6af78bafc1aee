import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SourceLabel } from '../../shared/wire/funnel.ts';
import type { Site } from '../../shared/wire/site.ts';
import { typePairing } from './driver.ts';
import { type FakeServer, startFakeServer, WEIBO } from './fakeServer.ts';
import {
  BUILT_FOR_FIREFOX,
  ensureFirefox,
  firefoxReader,
  launchFirefox,
  openFirefoxPopup,
  openOwnPage,
  PLATFORM_HOST,
} from './firefoxDriver.ts';
import {
  clickInOverlay,
  type Reader,
  readBadges,
  waitForBadge,
  waitForNoPanel,
  waitForPanel,
} from './overlayReader.ts';
import { permissionsOf } from './permissionDocs.ts';
import { page as html, type Storefront, startStorefront } from './storefront.ts';

const firefox = ensureFirefox();
const CSP = `default-src 'none'; style-src 'self'; script-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
const HERO = '<main><a data-position="hero" href="/x">Sofas</a></main>';
const STYLE = 'a { position: absolute; left: 50px; top: 300px; width: 400px; height: 120px }';
const HOSTILE = '<style>*{all:unset!important}div:empty{display:none!important}</style>';
const BAD_TEXT = '<img src=x onerror="document.title=1">';
const CAMPAIGN: SourceLabel = { ...WEIBO, id: 41, source: 'baidu', medium: 'cpc', campaign: '90210' };
const BIO: SourceLabel = { ...WEIBO, id: 42, campaign: null, content: 'bio' };

describe.skipIf(!firefox)('the extension in Firefox', () => {
  let browser: Browser;
  let shop: Storefront;
  let elsewhere: Storefront;
  let server: FakeServer;
  let page: Page;
  /** A page of the extension's that stays open in the background. */
  let side: Page;
  let overlay: Reader;

  beforeAll(async () => {
    shop = await startStorefront({
      '/shop': {
        html: html(HERO, '<link rel="stylesheet" href="/shop.css">'),
        headers: { 'content-security-policy': CSP },
      },
      '/shop.css': { html: STYLE, headers: { 'content-type': 'text/css' } },
      '/unset': { html: html(HERO, HOSTILE) },
      '/modal': { html: html(`${HERO}<dialog><button>Inside</button></dialog>`) },
    });
    elsewhere = await startStorefront({
      '/u/linden': {
        html: html(
          `<p style="margin:80px"><a href="${shop.origin}/?utm_source=weibo&utm_content=bio">Shop</a></p>`,
        ),
      },
      '/fc/manage/campaigns': { html: readFileSync('test/extension/platforms/baidu-promotion.html', 'utf8') },
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
    side = await openOwnPage(browser, 'sidepanel.html');
    overlay = firefoxReader(page, side);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([shop?.close(), elsewhere?.close(), server?.stop()]);
  });

  const hero = { id: 1, position: 'hero', label: BAD_TEXT };

  /** Drawn on this page, live. */
  const expectWhole = async (): Promise<void> => {
    await waitForPanel(overlay, ({ status, steps }) => status === 'live' && steps.length > 0, 15_000);
    await waitForBadge(overlay, 'hero', ({ visible }) => visible);
  };

  it('asks for the permissions that are explained, and for no other', () => {
    const { permissions, unasked, explained } = permissionsOf(BUILT_FOR_FIREFOX);
    expect(unasked).toEqual([]);
    for (const [file, names] of Object.entries(explained)) expect([file, names]).toEqual([file, permissions]);
  });

  it('is paired, allowed and switched on from its popup', async () => {
    const popup = await openFirefoxPopup(browser);
    await typePairing(popup, server.address, 'CODE');
    await popup.waitForSelector('section.card [role=switch]');
    expect(await page.$('backstamp-overlay')).toBeNull();
    await popup.click('[role=switch]');
    await popup.waitForSelector('[role=switch][aria-checked=true]');
    await popup.close();
  });

  it('stands on the page that is open, under its strict policy, and draws live what happens', async () => {
    await page.bringToFront();
    await waitForPanel(overlay, ({ status }) => status === 'live', 15_000);
    server.emit('/shop', [
      { add: { arrival: 20 }, source: { ...WEIBO, campaign: BAD_TEXT } },
      { scope: 'position', position: hero, add: { arrival: 12 } },
    ]);
    const panel = await waitForPanel(overlay, ({ steps }) => steps[0]?.count === '20');
    expect(panel.sources[0]?.[0]).toContain(BAD_TEXT);
    await waitForBadge(
      overlay,
      'hero',
      ({ visible, clicks, box }) =>
        visible &&
        clicks === '12' &&
        Math.abs(box.left + box.width - 442) < 2 &&
        Math.abs(box.top + box.height - 308) < 2,
    );
    await clickInOverlay(overlay, '.fold');
    await waitForPanel(overlay, ({ collapsed }) => collapsed);
    await clickInOverlay(overlay, '.fold');
    await waitForPanel(overlay, ({ collapsed }) => !collapsed);
  });

  it('lets the page neither read nor restyle it', async () => {
    const seen = await page.$eval('backstamp-overlay', (host) => [
      host.shadowRoot,
      host.textContent,
      (host as unknown as { openOrClosedShadowRoot?: unknown }).openOrClosedShadowRoot ?? null,
    ]);
    expect(seen).toEqual([null, '', null]);
  });

  it('shows the same in its sidebar', async () => {
    await vi.waitFor(
      async () => expect(await side.$eval('body', (body) => body.innerText)).toContain('/shop'),
      5_000,
    );
    expect(await side.$eval('[data-step=arrival] .count', (count) => count.textContent)).toBe('20');
  });

  it('follows a navigation within the page, and back', async () => {
    server.emit('/sofas', [{ add: { arrival: 7 } }]);
    await page.evaluate(() => history.pushState(null, '', '/sofas'));
    await waitForPanel(overlay, (panel) => panel.page === '/sofas' && panel.steps[0]?.count === '7');
    await page.evaluate(() => history.back());
    await waitForPanel(overlay, (panel) => panel.page === '/shop' && panel.steps[0]?.count === '20');
  });

  it('is whole where the page unsets every style, and stays calm while thousands of nodes come and go', async () => {
    server.emit('/unset', [
      { add: { arrival: 4 } },
      { scope: 'position', position: hero, add: { arrival: 2 } },
    ]);
    await page.goto(`${shop.origin}/unset`);
    await expectWhole();
    await page.evaluate(async () => {
      for (let round = 0; round < 20; round += 1) {
        const links = Array.from({ length: 500 }, () => document.createElement('a'));
        document.body.append(...links);
        await new Promise((resolve) => setTimeout(resolve, 0));
        for (const link of links) link.remove();
      }
    });
    server.emit('/unset', [{ add: { arrival: 1 } }]);
    await waitForPanel(overlay, ({ steps }) => steps[0]?.count === '5');
    await page.evaluate((content) => {
      document.open();
      document.write(content);
      document.close();
    }, html(HERO));
    await page.waitForSelector('backstamp-overlay');
    await expectWhole();
  });

  it('moves into a modal dialog and back out', async () => {
    server.emit('/modal', [
      { add: { arrival: 4 } },
      { scope: 'position', position: hero, add: { arrival: 2 } },
    ]);
    await page.goto(`${shop.origin}/modal`);
    await expectWhole();
    await page.evaluate(() => document.querySelector('dialog')?.showModal());
    await page.waitForSelector('dialog > backstamp-overlay');
    await clickInOverlay(overlay, '.fold');
    await waitForPanel(overlay, ({ collapsed }) => collapsed);
    await page.evaluate(() => document.querySelector('dialog')?.close());
    await page.waitForSelector('html > backstamp-overlay');
    await clickInOverlay(overlay, '.fold');
    await waitForPanel(overlay, ({ collapsed }) => !collapsed);
  });

  it('comes back when the browser has stopped its background', async () => {
    const before = server.resumed.length;
    await vi.waitFor(() => expect(server.resumed.length).toBeGreaterThan(before), {
      timeout: 20_000,
      interval: 200,
    });
    server.emit('/modal', [{ add: { arrival: 1 } }]);
    await waitForPanel(overlay, ({ status, steps }) => status === 'live' && steps[0]?.count === '5');
  });

  it('keeps its numbers while the server is away, and goes on when it is back', async () => {
    await server.stop();
    const offline = await waitForPanel(
      overlay,
      ({ status, trouble }) => status === 'offline' && trouble !== null,
    );
    expect(offline.trouble).toMatch(/Server unreachable.*These numbers are from/);
    expect(offline.steps[0]?.count).toBe('5');
    await server.restart();
    server.emit('/modal', [{ add: { arrival: 1 } }]);
    await waitForPanel(overlay, ({ status, steps }) => status === 'live' && steps[0]?.count === '6', 30_000);
  });

  /** What the entry of the context menu opens, filled in and sent. */
  async function track(address: string, source: string): Promise<void> {
    const popup = await openFirefoxPopup(
      browser,
      `?${new URLSearchParams({ track: address, title: 'Elsewhere' })}`,
    );
    await popup.waitForSelector('details[open] input[name=source]');
    const named = await popup.$eval(
      '.track input[name=source]',
      (input) => (input as HTMLInputElement).value,
    );
    if (named === '') await popup.type('details[open] input[name=source]', source);
    await popup.click('.track button[type=submit]');
    await popup.waitForSelector('section.track');
    await popup.close();
  }

  it('shows on a page elsewhere what its links brought', async () => {
    const { port } = new URL(elsewhere.origin);
    const profile = `http://localhost:${port}/u/linden`;
    server.emit('', [{ source: BIO, add: { arrival: 9, redemption: 1, revenueMinor: 5_000 } }]);
    await track(profile, 'weibo');
    await page.bringToFront();
    await page.goto(profile);
    const panel = await waitForPanel(overlay, ({ steps }) => steps[0]?.count === '9', 15_000);
    expect(panel.page).toBe('Elsewhere');
    const badges = () => readBadges(overlay);
    await vi.waitFor(
      async () => expect(await badges()).toMatchObject([{ clicks: '9', money: '€50', visible: true }]),
      5_000,
    );
  });

  it('marks the rows of an ad manager that name campaigns of ours', async () => {
    const { port } = new URL(elsewhere.origin);
    const address = `http://${PLATFORM_HOST}:${port}/fc/manage/campaigns`;
    server.emit('', [{ source: CAMPAIGN, add: { arrival: 31 } }]);
    await track(address, 'baidu');
    expect(server.placements.at(-1)).toMatchObject({ adapter: 'baidu-promotion', source: 'baidu' });
    await page.bringToFront();
    await page.goto(address);
    await vi.waitFor(
      async () => expect(await readBadges(overlay)).toMatchObject([{ clicks: '31', visible: true }]),
      15_000,
    );
  });

  it('makes tagged links', async () => {
    const query = new URLSearchParams({ link: `${shop.origin}/sofas?gclid=1` });
    const popup = await openFirefoxPopup(browser, `?${query}`);
    await popup.waitForSelector('details[open] input[name=source]');
    await popup.type('.links input[name=source]', 'wb');
    await popup.waitForSelector('.naming li');
    const link = await popup.$eval('.result output', (output) => output.textContent);
    expect(link).toBe(`${shop.origin}/sofas?utm_source=wb`);
    expect(await popup.$eval('.qr a', (anchor) => anchor.href)).toMatch(/^data:image\/svg/);
    await popup.close();
  });

  it('leaves when it is unpaired', async () => {
    await page.bringToFront();
    await page.goto(`${shop.origin}/modal`);
    await waitForPanel(overlay, ({ status }) => status === 'live', 15_000);
    const popup = await openFirefoxPopup(browser);
    await popup.click('.unpair');
    await popup.click('.danger');
    await popup.waitForSelector('input[name=code]');
    await popup.close();
    await waitForNoPanel(overlay);
    await vi.waitFor(async () => expect(await page.$('backstamp-overlay')).toBeNull(), 5_000);
    await vi.waitFor(() => expect(server.open()).toBe(0), 5_000);
  });
});
