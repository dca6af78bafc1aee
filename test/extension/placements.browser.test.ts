import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SourceLabel } from '../../shared/wire/funnel.ts';
import type { Site } from '../../shared/wire/site.ts';
import { grantOrigin, launchWithExtension, pair, worker } from './driver.ts';
import { type FakeServer, startFakeServer, WEIBO } from './fakeServer.ts';
import {
  inOverlay,
  readBadges,
  readPanel,
  waitForBadge,
  waitForNoPanel,
  waitForPanel,
} from './overlayReader.ts';

const SHOP = 'https://shop.example';
const PROFILE = 'https://weibo.example/u/linden';
const ADS = 'https://ads.google.com/aw/campaigns?ocid=7';
const HOSTILE = '<img src=x onerror="document.title=`leaked`">';

const PAGES: Record<string, string> = {
  '/u/linden': `<!doctype html><title>Linden on Weibo</title><h1 style="margin:80px 40px">Linden</h1>
    <p style="margin:40px"><a id="bio" href="${SHOP}/?utm_source=weibo&utm_medium=social&utm_content=bio">Shop</a></p>
    <p style="margin:40px"><a href="${SHOP}/sofas">Not tagged</a></p>`,
  '/u/other': '<!doctype html><title>Somebody else</title><h1>Somebody else</h1>',
  '/aw/campaigns': `<style>.particle-table-row{display:flex;gap:60px;margin:30px}</style>${readFileSync('test/extension/platforms/google-ads.html', 'utf8')}`,
};

const sourceOf = (id: number, names: Partial<SourceLabel>): SourceLabel => ({
  ...WEIBO,
  medium: null,
  campaign: null,
  id,
  ...names,
});
const BIO = sourceOf(21, { source: 'weibo', medium: 'social', content: 'bio' });
const POST = sourceOf(22, { source: 'weibo', medium: 'social', content: 'post' });
const ELEVEN = sourceOf(31, { source: 'google', medium: 'cpc', campaign: 'double eleven | sofas' });
const BRAND = sourceOf(32, { source: 'google', medium: 'cpc', campaign: '18002' });

describe('pages elsewhere', () => {
  let browser: Browser;
  let extensionId: string;
  let server: FakeServer;
  let page: Page;
  const site: Site = {
    id: 'site1',
    name: 'Linden Furniture',
    origins: [SHOP],
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    windowDays: 30,
    hashRoutes: false,
    lookbackDays: 30,
    marginPercent: null,
    channelRules: [],
  };

  /** No page of a platform is ever asked for: what would come from one is written here. */
  async function openPage(): Promise<Page> {
    const opened = await browser.newPage();
    await opened.setViewport({ width: 1200, height: 800 });
    await opened.setRequestInterception(true);
    opened.on('request', (request) => {
      const { pathname } = new URL(request.url());
      const body = PAGES[pathname];
      void request.respond({
        status: body ? 200 : 404,
        contentType: 'text/html; charset=utf-8',
        body: body ?? '',
      });
    });
    return opened;
  }

  /** What a click on the entry of the context menu does; answers the window that opens. */
  async function chooseMenu(
    menuItemId: string,
    info: object,
    title = '',
    wanted = 'details.card',
  ): Promise<Page> {
    const context = await worker(browser, extensionId);
    const opened = browser.waitForTarget((target) => target.url().includes('popup.html?'), {
      timeout: 10_000,
    });
    await context.evaluate(
      (clicked, tab) => chrome.contextMenus.onClicked.dispatch(clicked, tab),
      { menuItemId, ...info },
      { title },
    );
    const popup = await (await opened).asPage();
    await popup.waitForSelector(wanted);
    return popup;
  }

  async function fill(popup: Page, name: string, value: string): Promise<void> {
    const field = `details[open] input[name=${name}]`;
    await popup.click(field, { count: 3 });
    await popup.type(field, value);
  }

  beforeAll(async () => {
    server = await startFakeServer(site);
    ({ browser, extensionId } = await launchWithExtension());
    await grantOrigin(browser, extensionId, server.address);
    server.codes.add('ABCD-EFGH-JKMN-PQRS');
    await pair(browser, extensionId, server.address, 'ABCD-EFGH-JKMN-PQRS');
    page = await openPage();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('are tracked from the context menu, and then show their own funnel, live', async () => {
    server.emit('', [
      { source: BIO, add: { arrival: 12, redemption: 2, revenueMinor: 90_000 } },
      { source: POST, add: { arrival: 30 } },
      { source: ELEVEN, add: { arrival: 50 } },
    ]);
    await page.goto(PROFILE);
    expect(await readPanel(page)).toBeNull();
    await grantOrigin(browser, extensionId, PROFILE);
    const popup = await chooseMenu('track-page', { pageUrl: `${PROFILE}?from=feed` }, 'Linden on Weibo');
    const read = (name: string) =>
      popup.$eval(`.track input[name=${name}]`, (input) => (input as HTMLInputElement).value);
    expect([await read('name'), await read('page')]).toEqual(['Linden on Weibo', PROFILE]);
    await fill(popup, 'source', 'weibo');
    await fill(popup, 'medium', 'social');
    await popup.click('.track button[type=submit]');
    await popup.waitForSelector('section.track');
    await popup.close();
    expect(server.placements).toMatchObject([
      { name: 'Linden on Weibo', page: PROFILE, source: 'weibo', medium: 'social', adapter: null },
    ]);
    const panel = await waitForPanel(page, ({ steps }) => steps.some(({ count }) => count === '42'));
    expect(panel).toMatchObject({ page: 'Linden on Weibo', status: 'live', trouble: null });
    expect(panel.sources).toHaveLength(2);
    server.emit('', [{ source: POST, add: { redemption: 1, revenueMinor: 10_000 } }]);
    server.emit('', [{ source: ELEVEN, add: { redemption: 1, revenueMinor: 7_700_000 } }]);
    await waitForPanel(page, ({ revenue }) => revenue.includes('1,000.00'));
  });

  it('have a badge at each tagged link to the storefront, with that link’s own figures', async () => {
    const [badge, ...more] = await until(
      () => readBadges(page),
      (badges) => badges.some(({ visible }) => visible),
    );
    expect(badge).toMatchObject({ clicks: '12', redemptions: '2', money: '¥900', visible: true });
    expect(badge?.sentence).toBe('Shop: 12 came, 2 of them redeemed, CN¥900.00 from them');
    expect(more).toEqual([]);
    const link = await page.$eval('#bio', (element) => element.getBoundingClientRect().toJSON());
    expect(Math.abs((badge?.box.top ?? 0) + 10 - link.top)).toBeLessThan(20);
    expect(await page.evaluate(() => document.body.innerHTML.includes('900'))).toBe(false);
    // Pointed at, it tells where they came from: known on the page itself, without asking.
    await page.mouse.move((badge?.box.left ?? 0) + 8, (badge?.box.top ?? 0) + 8);
    const cardRows = () =>
      inOverlay(page, (root) =>
        [...root.querySelectorAll('.badge-card .sources tbody tr')].map((row) => row.textContent),
      );
    const rows = await until(cardRows, (read) => (read ?? []).length > 0);
    expect(rows).toHaveLength(1);
    expect(rows?.[0]).toMatch(/weibo.*122/);
    await page.mouse.move(0, 0);
    await page.keyboard.press('Escape');
  });

  it('that nobody tracks stay untouched, also where an application goes on from one that is', async () => {
    await page.evaluate(() => history.pushState(null, '', '/u/other'));
    await waitForNoPanel(page);
    expect(await page.$('backstamp-overlay')).toBeNull();
    await page.evaluate(() => history.pushState(null, '', '/u/linden'));
    await waitForPanel(page, ({ steps }) => steps.some(({ count }) => count === '42'));
  });

  it('of an ad manager: each row that names a campaign of ours has a badge, as the table is filled anew', async () => {
    const popup = await chooseMenu('track-page', { pageUrl: ADS }, 'Campaigns - Google Ads');
    const prefilled = await popup.$$eval('.track input', (inputs) => inputs.map((input) => input.value));
    expect(prefilled.slice(0, 4)).toEqual([
      'Campaigns - Google Ads',
      'https://ads.google.com/aw/*',
      'google',
      'cpc',
    ]);
    await grantOrigin(browser, extensionId, ADS);
    await popup.click('.track button[type=submit]');
    await popup.waitForSelector('section.track');
    await popup.close();
    expect(server.placements.at(-1)).toMatchObject({
      adapter: 'google-ads',
      source: 'google',
      medium: 'cpc',
    });

    await page.goto(ADS);
    const eleven = 'google-ads campaign ["Double Eleven | Sofas","18001"]';
    await waitForBadge(page, eleven, ({ clicks, visible }) => visible && clicks === '50');
    expect(await readBadges(page)).toHaveLength(1);
    // Its links carry the campaign's number.
    server.emit('', [{ source: BRAND, add: { arrival: 3 } }]);
    const brand = 'google-ads campaign ["Brand","18002"]';
    await waitForBadge(page, brand, ({ clicks }) => clicks === '3');
    server.emit('', [{ source: ELEVEN, add: { arrival: 1, redemption: 1, revenueMinor: 123_400 } }]);
    await waitForBadge(page, eleven, ({ clicks, money }) => clicks === '51' && money === '¥78,234');

    // A virtual table fills the same row with another campaign: here one whose name is an attack.
    server.emit('', [
      {
        source: sourceOf(33, { source: 'google', medium: 'cpc', campaign: HOSTILE.toLowerCase() }),
        add: { arrival: 9 },
      },
    ]);
    await page.$$eval(
      '.particle-table-row a',
      ([link], name) => {
        const text = link?.firstChild;
        if (text) text.nodeValue = name;
        link?.setAttribute('href', '/aw/adgroups?campaignId=18009');
      },
      HOSTILE,
    );
    const attack = await until(
      () => readBadges(page),
      (badges) => badges.some(({ sentence }) => sentence.startsWith(HOSTILE)),
    );
    expect(attack.find(({ sentence }) => sentence.startsWith(HOSTILE))?.clicks).toBe('9');
    expect(attack.some(({ key }) => key === eleven)).toBe(false);
    expect(await page.title()).toBe('Campaigns - Google Ads');
    expect(await page.evaluate(() => document.querySelectorAll('img').length)).toBe(0);
  });

  it('give nothing away to the page', async () => {
    const seen = await page.evaluate(() => {
      const host = document.querySelector('backstamp-overlay');
      return [
        host?.shadowRoot ?? null,
        host?.innerHTML ?? null,
        document.documentElement.innerText.includes('51'),
      ];
    });
    expect(seen).toEqual([null, '', false]);
  });

  it('are left when the person gives the permission back, and are tracked still', async () => {
    const popup = await chooseMenu('track-page', { pageUrl: ADS }, 'Campaigns - Google Ads', 'section.track');
    await popup.locator('section.track .plain').click();
    await waitForNoPanel(page);
    await popup.waitForSelector('section.track .primary');
    await popup.close();
  });

  it('lend their names to the link builder, which opens for a page or a link', async () => {
    const popup = await chooseMenu('link-link', {
      linkUrl: `${SHOP}/sofas?utm_source=old`,
      pageUrl: PROFILE,
    });
    await popup.select('details[open] select[name=placement]', 'p1');
    const link = () => popup.$eval('.result output', (output) => output.textContent);
    expect(await link()).toBe(`${SHOP}/sofas?utm_source=weibo&utm_medium=social`);
    await fill(popup, 'content', 'pinned');
    await popup.click('.save button');
    await popup.waitForFunction(() => document.querySelector('.save')?.textContent?.startsWith('Saved'));
    expect(server.placements.at(-1)).toMatchObject({ name: 'weibo · pinned', page: null, content: 'pinned' });
    await popup.close();
  });
});

async function until<Read>(read: () => Promise<Read>, wanted: (value: Read) => boolean): Promise<Read> {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    if (Date.now() > end) throw new Error(`Not within 10 s; last seen: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

declare const chrome: {
  contextMenus: { onClicked: { dispatch(info: object, tab: object): void } };
};
