import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { qrSvg } from '../../extension/links/qrFiles.ts';
import type { Site } from '../../shared/wire/site.ts';
import {
  grantOrigin,
  launchWithExtension,
  openPopup,
  pair,
  reloadExtension,
  removeGrant,
  switchOverlay,
  typePairing,
  worker,
} from './driver.ts';
import { type FakeServer, startFakeServer, WEIBO } from './fakeServer.ts';
import {
  clickInOverlay,
  inOverlay,
  readBadges,
  readPanel,
  waitForBadge,
  waitForNoPanel,
  waitForPanel,
} from './overlayReader.ts';
import { type Storefront, startStorefront } from './storefront.ts';

const HERO = { id: 1, position: 'hero', label: 'Sofas from 1,999' };
const count = (panel: { steps: { step: string; count: string }[] }, step: string) =>
  panel.steps.find((each) => each.step === step)?.count;

/** Where something of the overlay is in the window. */
async function boxOf(page: Page, selector: string): Promise<DOMRect> {
  return inOverlay(
    page,
    (root, wanted: string) => root.querySelector(wanted)?.getBoundingClientRect().toJSON(),
    selector,
  );
}

/** Chooses from one of the panel's lists. */
async function choose(page: Page, name: string, value: string): Promise<void> {
  const given = (root: ShadowRoot, list: string, wanted: string) => {
    const select = root.querySelector(`select[name=${list}]`) as HTMLSelectElement;
    select.value = wanted;
    return select.dispatchEvent(new Event('change'));
  };
  await inOverlay(page, given, name, value);
}

describe('the overlay on a storefront', () => {
  let browser: Browser;
  let extensionId: string;
  let shop: Storefront;
  let elsewhere: Storefront;
  let server: FakeServer;
  let page: Page;
  const site: Site = {
    id: 'site1',
    name: 'Linden Furniture',
    origins: [],
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    windowDays: 30,
    hashRoutes: false,
    lookbackDays: 30,
    marginPercent: null,
    channelRules: [],
  };

  beforeAll(async () => {
    [shop, elsewhere] = await Promise.all([startStorefront(), startStorefront()]);
    site.origins = [shop.origin];
    server = await startFakeServer(site);
    ({ browser, extensionId } = await launchWithExtension());
    page = await browser.newPage();
    await page.setViewport({ width: 1200, height: 800 });
    await page.goto(shop.origin);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([shop?.close(), elsewhere?.close(), server?.stop()]);
  });

  it('says in the popup why a pairing fails', async () => {
    await grantOrigin(browser, extensionId, server.address);
    const popup = await openPopup(browser, extensionId);
    await typePairing(popup, server.address, 'WRONG');
    const problem = await popup.waitForSelector('.problem');
    expect(await problem?.evaluate((element) => element.textContent)).toMatch(/does not know this code/);
    await popup.close();
  });

  it('tells how it begins, and takes address and code out of a link', async () => {
    const popup = await openPopup(browser, extensionId);
    const next = () => popup.$eval('.first [aria-current]', (step) => step.textContent);
    expect(await next()).toMatch(/choose Pair an extension/);
    const address = 'input[name=address]';
    await popup.click(address, { count: 3 });
    await popup.evaluate(
      (link) => document.execCommand('insertText', false, link),
      `${server.address}/#pair=ABCD-EFGH`,
    );
    const values = await popup.$$eval('form.card input', (inputs) =>
      inputs.map((input) => (input as HTMLInputElement).value),
    );
    expect(values).toEqual([server.address, 'ABCD-EFGH']);
    await popup.close();
  });

  it('shows nothing before the person lets it, then shows itself in the tab that is open', async () => {
    server.codes.add('ABCD-EFGH-JKMN-PQRS');
    await pair(browser, extensionId, server.address, 'ABCD-EFGH-JKMN-PQRS');
    expect(await readPanel(page)).toBeNull();
    await grantOrigin(browser, extensionId, shop.origin);
    await switchOverlay(browser, extensionId, shop.origin, true);
    const panel = await waitForPanel(page, ({ status }) => status === 'live');
    expect(panel).toMatchObject({ page: '/', dot: 'Live', trouble: null });
  });

  it('draws what happens within a second, on the panel and on the position', async () => {
    const feed = [
      {
        id: 'h1',
        at: Date.now(),
        step: 'redemption',
        source: WEIBO,
        position: null,
        store: 'West Gate',
        amountMinor: 499_900,
      },
    ] as const;
    const started = Date.now();
    server.emit('/', [{ add: { arrival: 20, product: 15, engagement: 12, intent: 9, coupon: 8, visit: 3 } }]);
    server.emit(
      '/',
      [
        { add: { redemption: 1, revenueMinor: 499_900 } },
        { scope: 'position', position: HERO, add: { arrival: 12, redemption: 1, revenueMinor: 499_900 } },
      ],
      [...feed],
    );
    const panel = await waitForPanel(page, (each) => each.revenue.includes('4,999.00'), 1_000);
    const badge = await waitForBadge(page, 'hero', ({ visible }) => visible, 1_000 - (Date.now() - started));
    expect(count(panel, 'redemption')).toBe('1');
    expect(panel.steps.find(({ worst }) => worst)).toMatchObject({
      step: 'visit',
      owner: 'Weakest step · Store team',
    });
    expect(panel.sources[0]).toEqual(['weibosocial · autumn', '20', '1', '¥4,999']);
    expect(panel.feed[0]).toMatch(/Redeemed.*4,999\.00.*West Gate/);
    expect(badge).toMatchObject({ clicks: '12', redemptions: '1', money: '¥4,999' });
    const hero = await page.$eval('[data-position=hero]', (element) =>
      element.getBoundingClientRect().toJSON(),
    );
    expect(badge.box.height).toBe(20);
    expect(hero.right - badge.box.left - badge.box.width).toBeCloseTo(8, -1);
    expect(Math.abs(badge.box.top + badge.box.height - hero.top)).toBeLessThan(10);
  });

  it('opens a badge’s own funnel to pointer and keyboard, and closes it again', async () => {
    const { box, sentence } = await waitForBadge(page, 'hero', ({ visible }) => visible);
    expect(sentence).toMatch(/12 clicked \(60\.0% of this page's visitors\), 1 of them redeemed/);
    const card = () =>
      inOverlay(page, (root) => {
        const open = root.querySelector<HTMLElement>('.badge-card');
        return open && !open.hidden ? (open.textContent ?? '') : '';
      });
    await page.mouse.move(box.left + 4, box.top + 10);
    await vi.waitFor(async () =>
      expect(await card()).toMatch(
        /Sofas from 1,999.*Clicked here12.*weibosocial · autumn121¥4,999Participation/,
      ),
    );
    await page.keyboard.press('Escape');
    expect(await card()).toBe('');
    await page.mouse.move(600, 700);
    await inOverlay(page, (root) => {
      const stops = root.querySelectorAll<HTMLElement>('.badge[tabindex="0"]');
      stops[0]?.focus();
      return stops.length;
    });
    await vi.waitFor(async () => expect(await card()).toMatch(/Clicked here/));
    await inOverlay(page, (root) => (root.activeElement as HTMLElement | null)?.blur());
    await vi.waitFor(async () => expect(await card()).toBe(''));
  });

  it('lists the positions that the page has lost, and takes them back', async () => {
    expect((await readPanel(page))?.missing).toEqual([]);
    await page.$eval('[data-position=hero]', (hero) => hero.setAttribute('data-position', 'other'));
    const panel = await waitForPanel(page, ({ missing }) => missing.length === 1);
    expect(panel.missing).toEqual(['Sofas from 1,99912 · 1 · ¥4,999']);
    await page.$eval('[data-position=other]', (hero) => hero.setAttribute('data-position', 'hero'));
    await waitForPanel(page, ({ missing }) => missing.length === 0);
  });

  it('tints positions where the person wants that, and remembers it', async () => {
    const tints = () =>
      inOverlay(page, (root) =>
        [...root.querySelectorAll('.tint')].map((tint) => tint.getBoundingClientRect().width),
      );
    await choose(page, 'mark', 'heatRevenue');
    await vi.waitFor(async () => expect(await tints()).toEqual([600]));
    await waitForBadge(page, 'hero', ({ form }) => form === 'money');
    await page.reload();
    await waitForBadge(page, 'hero', ({ form, visible }) => visible && form === 'money');
    await choose(page, 'mark', 'off');
    await waitForBadge(page, 'hero', ({ visible }) => !visible);
    expect(await tints()).toEqual([]);
    await choose(page, 'mark', 'badges');
    await waitForBadge(page, 'hero', ({ form, visible }) => visible && form === 'full');
  });

  it('asks for one source where the person chooses it, and offers the others still', async () => {
    await choose(page, 'source', String(WEIBO.id));
    await vi.waitFor(() => expect(server.sources.at(-1)).toBe('11'));
    await waitForPanel(page, ({ status }) => status === 'live');
    const link = await inOverlay(page, (root) => root.querySelector<HTMLAnchorElement>('.console')?.href);
    expect(link).toBe(`${server.address}/sites/site1/funnel?page=%2F&range=7&source=11`);
    await choose(page, 'source', '');
    await vi.waitFor(() => expect(server.sources.at(-1)).toBeNull());
    await waitForPanel(page, ({ status }) => status === 'live');
  });

  it('compares with as many days before where the person wants that, and remembers it', async () => {
    server.setPast({ arrival: 10, redemption: 2, revenueMinor: 249_950 });
    await clickInOverlay(page, 'button.compare');
    const panel = await waitForPanel(page, ({ growth }) => growth.length > 0);
    expect(panel.growth).toEqual(['↑100%', '', '', '', '', '', '↓50%', '↑100%']);
    await page.reload();
    await waitForPanel(page, ({ growth }) => growth.length > 0);
    await clickInOverlay(page, 'button.compare');
    await waitForPanel(page, ({ growth }) => growth.length === 0);
  });

  it('can be made larger by hand and by keys, and let fit again', async () => {
    const width = () =>
      inOverlay(page, (root) => root.querySelector('.panel')?.getBoundingClientRect().width);
    const { left, bottom } = await boxOf(page, '.panel');
    await page.mouse.move(left + 5, bottom - 5);
    await page.mouse.down();
    await page.mouse.move(left - 95, bottom - 105);
    await page.mouse.up();
    await vi.waitFor(async () => expect(await width()).toBe(420));
    await inOverlay(page, (root) => (root.querySelector('.size') as HTMLElement | null)?.focus());
    await page.keyboard.press('ArrowRight');
    await vi.waitFor(async () => expect(await width()).toBe(404));
    await page.reload();
    await waitForPanel(page, ({ status }) => status === 'live');
    expect(await width()).toBe(404);
    const grip = await boxOf(page, '.size');
    await page.mouse.click(grip.left + 5, grip.bottom - 5, { count: 2 });
    await vi.waitFor(async () => expect(await width()).toBe(320));
  });

  it('can be moved by hand and by keys, and stays where it is pinned', async () => {
    const corner = async () => {
      const box = await inOverlay(page, (root) =>
        root.querySelector('.panel')?.getBoundingClientRect().toJSON(),
      );
      return [Math.round(box?.right), Math.round(box?.top)];
    };
    const width = await page.evaluate(() => document.documentElement.clientWidth);
    expect(await corner()).toEqual([width - 12, 12]);
    await page.mouse.move(width - 300, 24);
    await page.mouse.down();
    await page.mouse.move(width - 400, 74, { steps: 4 });
    await page.mouse.up();
    await vi.waitFor(async () => expect(await corner()).toEqual([width - 112, 62]));
    await inOverlay(page, (root) => root.querySelector<HTMLElement>('.grip')?.focus());
    await page.keyboard.press('ArrowDown');
    await vi.waitFor(async () => expect(await corner()).toEqual([width - 112, 78]));
    await clickInOverlay(page, '.pin');
    await page.reload();
    await waitForPanel(page, ({ status }) => status === 'live');
    expect(await corner()).toEqual([width - 112, 78]);
    await clickInOverlay(page, '.pin');
    await page.reload();
    await waitForPanel(page, ({ status }) => status === 'live');
    expect(await corner()).toEqual([width - 12, 12]);
  });

  it('asks for the days that the person chooses, and remembers them', async () => {
    const weekly = (await readPanel(page))?.days;
    await choose(page, 'range', 'today');
    const daily = await waitForPanel(page, ({ days, status }) => days !== weekly && status === 'live');
    expect(daily.days).not.toContain('–');
    const [from, to] = server.days.at(-1) ?? [];
    expect(from).toBe(to);
    await page.reload();
    await waitForPanel(page, ({ days, status }) => days === daily.days && status === 'live');
    await choose(page, 'range', 'last7');
    await waitForPanel(page, ({ days, status }) => days === weekly && status === 'live');
  });

  it('stands beside the page as well, and follows the person from page to page', async () => {
    const popup = await openPopup(browser, extensionId);
    const opened = browser.waitForTarget((target) => target.url().endsWith('/sidepanel.html'));
    await popup.click('.open-side');
    const side = await (await opened).asPage();
    await page.bringToFront();
    const shown = (selector: string) => side.$eval(selector, (element) => element.textContent);
    await vi.waitFor(async () => expect(await shown('.panel .page')).toBe('/'), 5_000);
    await vi.waitFor(async () => expect(await shown('[data-step=arrival] .count')).toBe('20'), 5_000);
    expect(await side.$$('.grip, .pin, .size, [name=mark]')).toEqual([]);
    const other = await browser.newPage();
    await other.goto(`${shop.origin}/sofas`);
    await vi.waitFor(async () => expect(await shown('.panel .page')).toBe('/sofas'), 5_000);
    await other.goto(elsewhere.origin);
    await vi.waitFor(
      async () => expect(await shown('.nothing')).toContain('Open a page of your storefront'),
      5_000,
    );
    await other.close();
    await side.close();
  });

  it('makes a tagged link in the site’s own names, to copy and to print', async () => {
    server.emit('', [{ add: { arrival: 20 } }]);
    const popup = await openPopup(browser, extensionId);
    await popup.click('.links summary');
    await popup.waitForFunction(
      (start) => document.querySelector<HTMLInputElement>('.links [name=address]')?.value === start,
      {},
      `${shop.origin}/`,
    );
    await popup.waitForSelector('#link-source option[value=weibo]');
    await popup.type('.links [name=address]', 'sofas?gclid=1');
    await popup.type('.links [name=source]', 'wb');
    await popup.type('.links [name=campaign]', 'Autumn');
    const text = (selector: string) => popup.$eval(selector, (element) => element.textContent);
    expect(await text('.naming')).toMatch(/weibo is the usual name.*write it autumn\./);
    await popup.click('.naming li:first-child button');
    await popup.click('.naming li:first-child button');
    await popup.waitForSelector('.naming:empty');
    const link = `${shop.origin}/sofas?utm_source=weibo&utm_campaign=autumn`;
    expect(await text('output.link')).toBe(link);
    await popup.click('.result .primary');
    await popup.waitForFunction(() => document.querySelector('.result .primary')?.textContent === 'Copied');
    const code = await popup.$eval('.qr a', (anchor) => [anchor.download, anchor.href]);
    expect(code).toEqual(['weibo_autumn.svg', `data:image/svg+xml,${encodeURIComponent(qrSvg(link))}`]);
    const folder = mkdtempSync(join(tmpdir(), 'backstamp-qr-'));
    const session = await popup.createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await popup.click('.qr button');
    const png = join(folder, 'weibo_autumn.png');
    await vi.waitFor(() => expect(existsSync(png)).toBe(true), 5_000);
    const head = readFileSync(png);
    expect(head.toString('latin1', 1, 4)).toBe('PNG');
    expect(head.readUInt32BE(16)).toBeGreaterThanOrEqual(1_000);
    rmSync(folder, { recursive: true });
    await popup.close();
  });

  it('stands on the storefront and nowhere else', async () => {
    const other = await browser.newPage();
    await other.goto(elsewhere.origin); // The same host, on another port: a match pattern cannot tell them apart.
    await waitForPanel(page, ({ status }) => status === 'live');
    expect(await readPanel(other)).toBeNull();
    expect(await other.$('backstamp-overlay')).toBeNull();
    await other.close();
    expect(server.open()).toBe(1);
  });

  it('follows a single-page navigation and a re-render', async () => {
    server.emit('/sofas', [{ add: { arrival: 7 } }]);
    await page.evaluate(() => {
      history.pushState({}, '', '/sofas?utm_source=x');
      document.body.innerHTML = '<main><a id="new" href="/x">New</a></main>';
    });
    await waitForPanel(
      page,
      (each) => each.page === '/sofas' && each.status === 'live' && count(each, 'arrival') === '7',
    );
    server.emit('/sofas', [
      { scope: 'position', position: { id: 2, position: '#new', label: 'New' }, add: { arrival: 3 } },
    ]);
    await waitForBadge(page, '#new', ({ visible, clicks }) => visible && clicks === '3');
    expect((await readBadges(page)).map(({ key }) => key)).toEqual(['#new']);
    await page.goBack();
    await page.reload();
    await waitForBadge(page, 'hero', ({ visible }) => visible);
  });

  it('keeps its numbers and their age while the server is away, and takes up where it was', async () => {
    await waitForPanel(page, ({ status }) => status === 'live');
    await server.stop();
    const offline = await waitForPanel(
      page,
      ({ status, trouble }) => status === 'offline' && trouble !== null,
    );
    expect(offline.trouble).toMatch(/Server unreachable.*These numbers are from/);
    expect(offline.dot).toMatch(/ago|now/);
    expect(count(offline, 'arrival')).toBe('20');
    const streams = server.resumed.length;
    await server.restart();
    server.emit('/', [{ add: { arrival: 1 } }]);
    const panel = await waitForPanel(
      page,
      (each) => each.status === 'live' && count(each, 'arrival') === '21',
      30_000,
    );
    expect(panel.trouble).toBeNull();
    expect(server.resumed.slice(streams)[0]).toMatch(/^\d+$/);
  });

  it('comes back when the browser has stopped its worker', async () => {
    const before = server.resumed.length;
    const running = await worker(browser, extensionId);
    await running.close();
    await waitForPanel(page, () => server.resumed.length > before);
    server.emit('/', [{ add: { arrival: 1 } }]);
    await waitForPanel(page, (each) => each.status === 'live' && count(each, 'arrival') === '22');
  });

  it('folds, and turns off and on by the shortcut', async () => {
    await clickInOverlay(page, '.fold');
    expect(await waitForPanel(page, ({ collapsed }) => collapsed)).toMatchObject({ steps: [], dot: 'Live' });
    await clickInOverlay(page, '.fold');
    await waitForPanel(page, ({ collapsed }) => !collapsed);
    await page.bringToFront();
    const press = async () => {
      const running = await worker(browser, extensionId);
      await running.evaluate(() => {
        const { commands } = (
          globalThis as unknown as { chrome: { commands: { onCommand: { dispatch(name: string): void } } } }
        ).chrome;
        commands.onCommand.dispatch('toggle-overlay');
      });
    };
    await press();
    await waitForNoPanel(page);
    await press();
    await waitForPanel(page, ({ status }) => status === 'live');
  });

  it('gives a permission back where the person wants it back', async () => {
    await switchOverlay(browser, extensionId, shop.origin, false);
    const popup = await openPopup(browser, extensionId);
    await popup.click(`[data-origin="${shop.origin}"] .revoke`);
    await popup.waitForFunction(() => document.querySelector('.revoke') === null);
    expect(await popup.$eval('.origin .state', (state) => state.textContent)).toBe('Not allowed here yet');
    await popup.close();
    await grantOrigin(browser, extensionId, shop.origin);
    await switchOverlay(browser, extensionId, shop.origin, true);
    await waitForPanel(page, ({ status }) => status === 'live');
  });

  it('is replaced, not doubled, when the extension is reloaded', async () => {
    await reloadExtension(browser, extensionId);
    const before = server.resumed.length;
    await waitForPanel(page, ({ status }) => status === 'live' && server.resumed.length > before, 20_000);
    expect((await page.$$('backstamp-overlay')).length).toBe(1);
    server.emit('/', [{ add: { arrival: 1 } }]);
    await waitForPanel(page, (each) => count(each, 'arrival') === '23');
  });

  it('says when it is not allowed any more, and when it was signed out', async () => {
    await removeGrant(browser, extensionId, server.address);
    const forbidden = await waitForPanel(page, ({ status }) => status === 'noPermission');
    expect(forbidden.trouble).toMatch(/Allow it from the toolbar button/);
    expect(server.open()).toBe(0);
    const popup = await openPopup(browser, extensionId);
    await popup.waitForSelector('.card > .primary');
    await popup.close();
    await grantOrigin(browser, extensionId, server.address);
    await waitForPanel(page, ({ status }) => status === 'live');
    server.revoke();
    const panel = await waitForPanel(page, ({ status }) => status === 'signedOut');
    expect(panel.trouble).toMatch(/Pair it again/);
    expect(count(panel, 'arrival')).toBe('23');
  });

  it('leaves the page when it is unpaired', async () => {
    const popup = await openPopup(browser, extensionId);
    await popup.click('.unpair');
    await popup.click('.danger');
    await popup.waitForSelector('input[name=address]');
    await popup.close();
    await waitForNoPanel(page);
  });
});
