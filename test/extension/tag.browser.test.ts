import { readFileSync } from 'node:fs';
import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from '../../shared/wire/site.ts';
import { launchWithExtension, setUpOverlay } from './driver.ts';
import { type FakeServer, startFakeServer } from './fakeServer.ts';
import { inOverlay, waitForPanel } from './overlayReader.ts';
import { page as html, type Storefront, startStorefront } from './storefront.ts';

const SITE = 'site1';
const tag = (key: string, more = '') => `<script defer src="/tag.js" data-site="${key}" ${more}></script>`;
const STRICT = { 'content-security-policy': "script-src 'none'" };

describe('what the panel says of the page’s own tag', () => {
  let browser: Browser;
  let shop: Storefront;
  let server: FakeServer;

  beforeAll(async () => {
    shop = await startStorefront({
      '/good': { html: html(tag(SITE)) },
      '/blocked': { html: html(tag(SITE)), headers: STRICT },
      '/consent': { html: html(tag(SITE, 'data-consent="required"')) },
      '/tag.js': {
        html: readFileSync('dist/tag.js', 'utf8'),
        headers: { 'content-type': 'text/javascript' },
      },
      '/v1/collect': { html: '{"accepted":1}' },
    });
    const site: Site = {
      id: SITE,
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
    const paired = { server: server.address, code: 'CODE', storefront: shop.origin };
    await setUpOverlay(browser, launched.extensionId, paired);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([shop?.close(), server?.stop()]);
  });

  it.each([
    ['/blocked', 'blocked'],
    ['/consent', 'silent'],
    ['/good', null],
  ])('%s: %s', async (path, trouble) => {
    const page = await browser.newPage();
    await page.goto(shop.origin + path);
    await waitForPanel(page, ({ status }) => status === 'live');
    // A tag is given its time before anything is said of it.
    await page.waitForFunction(() => performance.now() > 4_500);
    const said = await inOverlay(
      page,
      (root) => root.querySelector<HTMLElement>('.notice')?.dataset.tag ?? null,
    );
    expect(said).toBe(trouble);
    await page.close();
  });
});
