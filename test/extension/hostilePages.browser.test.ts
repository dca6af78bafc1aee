import type { Browser, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Site } from '../../shared/wire/site.ts';
import { launchWithExtension, setUpOverlay } from './driver.ts';
import { type FakeServer, startFakeServer, WEIBO } from './fakeServer.ts';
import { clickInOverlay, inOverlay, readPanel, waitForBadge, waitForPanel } from './overlayReader.ts';
import { page as html, type Storefront, startStorefront } from './storefront.ts';

const LINK =
  '<main><a data-position="hero" href="/x" style="display:block;margin:80px;height:90px">Sofas</a></main>';
const CSP = `default-src 'none'; style-src 'self'; script-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'`;
const BAD_TEXT = '<img src=x onerror="document.title=1">';

describe('the overlay on pages that do not want it, or do not care', () => {
  let browser: Browser;
  let shop: Storefront;
  let server: FakeServer;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    shop = await startStorefront({
      '/plain': { html: html(LINK) },
      '/csp': { html: html(LINK), headers: { 'content-security-policy': CSP } },
      '/unset': {
        html: html(LINK, '<style>*{all:unset!important}div:empty{display:none!important}</style>'),
      },
      '/hidden': {
        html: html(
          LINK,
          '<style>html>:not(head,body){display:none!important;opacity:0!important;width:9px!important}</style>',
        ),
      },
      '/modal': {
        html: html(`${LINK}<dialog style="transform:translate(40px,40px)"><button>Inside</button></dialog>`),
      },
      '/storm': { html: html(`${LINK}<ul></ul>`) },
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
    const launched = await launchWithExtension();
    browser = launched.browser;
    await setUpOverlay(browser, launched.extensionId, {
      server: server.address,
      code: 'CODE',
      storefront: shop.origin,
    });
    const position = { id: 1, position: 'hero', label: BAD_TEXT };
    for (const path of Object.keys(shop.pages)) {
      server.emit(path, [
        { add: { arrival: 9 }, source: { ...WEIBO, campaign: BAD_TEXT, source: BAD_TEXT } },
        { scope: 'position', position, add: { arrival: 4 } },
      ]);
    }
  });
  beforeEach(async () => {
    page = await browser.newPage();
    await page.setViewport({ width: 1200, height: 800 });
    page.on('pageerror', (error) => errors.push(String(error)));
  });
  afterEach(async () => {
    await page.close();
    expect(errors).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([shop?.close(), server?.stop()]);
  });

  /** Drawn as it should be, and where it should be. */
  async function expectWhole(): Promise<void> {
    await waitForBadge(page, 'hero', ({ visible }) => visible);
    await waitForPanel(page, ({ status, steps }) => status === 'live' && steps.length > 0);
    const look = await inOverlay(page, (root) => {
      const panel = root.querySelector('.panel') as HTMLElement;
      const { width, right, top, height } = panel.getBoundingClientRect();
      const { backgroundColor, position, visibility } = getComputedStyle(panel);
      return {
        width,
        fromRight: innerWidth - right,
        top,
        tall: height > 200,
        backgroundColor,
        position,
        visibility,
      };
    });
    expect(look).toEqual({
      width: 320,
      fromRight: 12,
      top: 12,
      tall: true,
      backgroundColor: 'rgb(255, 255, 255)',
      position: 'fixed',
      visibility: 'visible',
    });
  }

  it.each(['/plain', '/csp', '/unset', '/hidden'])('is whole on %s', async (path) => {
    await page.goto(shop.origin + path);
    await expectWhole();
    await clickInOverlay(page, '.fold');
    await waitForPanel(page, ({ collapsed }) => collapsed);
    await clickInOverlay(page, '.fold');
    await waitForPanel(page, ({ collapsed }) => !collapsed);
  });

  it('shows what strangers wrote as text', async () => {
    await page.goto(`${shop.origin}/plain`);
    const panel = await waitForPanel(page, ({ sources }) => sources.length > 0);
    expect(panel.sources[0]?.[0]).toContain(BAD_TEXT);
    const badge = await waitForBadge(page, 'hero');
    expect(badge.sentence).toContain(BAD_TEXT);
    expect(await inOverlay(page, (root) => root.querySelectorAll('img').length)).toBe(0);
  });

  it('gives the page nothing to read, hear or reach', async () => {
    await page.goto(`${shop.origin}/plain`);
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(globalThis, { heard });
      for (const type of ['click', 'keydown', 'pointerdown', 'focusin', 'message']) {
        addEventListener(type, () => heard.push(type));
      }
    });
    await waitForPanel(page, ({ steps }) => steps.length > 0);
    await clickInOverlay(page, 'select');
    await page.keyboard.press('a');
    const seen = await page.evaluate(() => {
      const host = document.querySelector('backstamp-overlay') as HTMLElement;
      const { heard } = globalThis as unknown as { heard: string[] };
      return {
        root: host.shadowRoot,
        text: host.innerText + host.textContent,
        heard,
        attributes: host.getAttributeNames(),
      };
    });
    expect(seen).toEqual({ root: null, text: '', heard: [], attributes: ['popover'] });
    const realm = page.extensionRealms().at(-1);
    const stored = await realm?.evaluate(
      `chrome.storage.local.get(null).then((all) => JSON.stringify(all), (error) => 'refused: ' + error.message)`,
    );
    expect(stored).toMatch(/^refused/);
  });

  it('moves into a modal dialog and back out', async () => {
    await page.goto(`${shop.origin}/modal`);
    await expectWhole();
    await page.evaluate(() => document.querySelector('dialog')?.showModal());
    await page.waitForSelector('dialog > backstamp-overlay');
    await expectWhole();
    await clickInOverlay(page, '.fold');
    await waitForPanel(page, ({ collapsed }) => collapsed);
    await page.evaluate(() => document.querySelector('dialog')?.remove());
    await page.waitForSelector('html > backstamp-overlay');
    await clickInOverlay(page, '.fold');
    await waitForPanel(page, ({ collapsed }) => !collapsed);
  });

  it('comes back into a document that was replaced', async () => {
    await page.goto(`${shop.origin}/plain`);
    await expectWhole();
    await page.evaluate((content) => {
      document.open();
      document.write(content);
      document.close();
    }, html(LINK));
    await page.waitForSelector('backstamp-overlay');
    await expectWhole();
    server.emit('/plain', [{ add: { arrival: 5 } }]);
    await waitForPanel(page, ({ steps }) => steps[0]?.count === '14');
  });

  it('does not fight a page that throws it out', async () => {
    await page.goto(`${shop.origin}/plain`);
    await waitForPanel(page, ({ status }) => status === 'live');
    const thrown = await page.evaluate(async () => {
      let count = 0;
      const thrower = new MutationObserver(() => {
        const host = document.querySelector('backstamp-overlay');
        if (host) count += 1;
        host?.remove();
      });
      thrower.observe(document, { childList: true, subtree: true });
      document.querySelector('backstamp-overlay')?.remove();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      thrower.disconnect();
      return count;
    });
    expect(thrown).toBeLessThan(25);
    await waitForPanel(page, ({ status }) => status === 'live');
  });

  it('stays calm while ten thousand nodes come and go', async () => {
    await page.goto(`${shop.origin}/storm`);
    await expectWhole();
    const { longest } = await page.evaluate(async () => {
      const list = document.querySelector('ul') as HTMLElement;
      let longest = 0;
      for (let round = 0; round < 20; round += 1) {
        list.replaceChildren(
          ...Array.from({ length: 500 }, (_, index) => {
            const link = document.createElement('a');
            link.href = `/item/${round}/${index}`;
            return link;
          }),
        );
        const before = performance.now();
        await new Promise((resolve) => setTimeout(resolve, 0));
        longest = Math.max(longest, performance.now() - before);
      }
      return { longest };
    });
    expect(longest).toBeLessThan(100);
    server.emit('/storm', [{ add: { arrival: 1 } }]);
    await waitForPanel(page, ({ steps }) => steps[0]?.count === '10');
    expect((await readPanel(page))?.status).toBe('live');
  });
});
