import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Site } from '../../shared/wire/site.ts';
import { launchWithExtension, setUpOverlay, worker } from './driver.ts';
import { type FakeServer, startFakeServer } from './fakeServer.ts';
import { type BadgeReading, inOverlay, readBadges, waitForBadge, waitForPanel } from './overlayReader.ts';
import { page as html, type Storefront, startStorefront } from './storefront.ts';

const CARD = 'display:block;width:240px;height:120px;background:#dfe6f2';
const FILLER = '<p style="height:1600px">More below</p>';
const card = (name: string, more = '') =>
  `<a data-position="${name}" href="/${name}" style="${CARD};${more}">${name}</a>`;
const cards = (count: number, more = '') =>
  Array.from({ length: count }, (_, index) => card(`card${index}`, more)).join('');

const PAGES: Record<string, string> = {
  '/list': html(`<main style="margin:60px">
    <ul id="scroller" style="height:350px;width:280px;overflow:auto;margin:0;padding:0">${Array.from(
      { length: 8 },
      (_, index) => `<li style="margin:20px 0;list-style:none">${card(`card${index}`)}</li>`,
    ).join('')}</ul></main>${FILLER}`),
  '/sticky': html(`<header style="position:sticky;top:0;height:90px;background:#fff">
      <a data-position="menu" href="/m" style="display:inline-block;margin:40px 60px">Menu</a></header>
    <main style="margin:120px 60px">${card('below')}</main>${FILLER}`),
  '/carousel': html(`<main style="margin:80px 60px"><div style="width:240px;overflow:hidden">
    <div id="track" style="display:flex;transition:transform .2s">${cards(3, 'flex:none')}</div></div></main>`),
  '/lazy': html(
    `<main style="margin:80px 60px"><img id="late" alt="">${card('below')}</main><div id="end"></div>${FILLER}`,
  ),
  '/zoomed': html(
    `<main style="margin:80px 60px"><div style="zoom:1.25;margin:40px">${card('inner')}</div>
     <div style="transform:scale(.8) translateX(40px)">${card('scaled')}</div></main>`,
    '<style>html{zoom:1.5}</style>',
  ),
  '/moved': html(
    `<main style="margin:80px 60px">${card('hero')}</main>`,
    '<style>html{transform:translate(30px,50px)}</style>',
  ),
  '/rtl': html(
    `<main style="margin:80px 60px">${card('hero')}<div style="width:3000px;height:20px"></div>
     <a data-position="far" href="/far" style="position:absolute;top:300px;right:1500px;${CARD}">far</a></main>`,
  ).replace('<html lang="en">', '<html lang="ar" dir="rtl">'),
  '/around': html(`<main style="margin:80px 60px">${card('hero')}
    <iframe src="/inner" style="width:500px;height:300px;border:7px solid;margin:60px 40px"></iframe>
    <iframe srcdoc="<a data-position='hero' href='/x'>No page of its own</a>"></iframe></main>`),
  '/inner': html(`<main style="margin:60px">${card('hero')}${card('second', 'margin-top:900px')}</main>`),
  '/other': html(`<main style="margin:90px">${card('third')}</main>`),
};

interface Corners {
  left: number;
  right: number;
  top: number;
}

describe('where badges stand', () => {
  let browser: Browser;
  let extensionId: string;
  let shop: Storefront;
  let server: FakeServer;
  let page: Page;
  const ids = new Map<string, number>();

  beforeAll(async () => {
    shop = await startStorefront(
      Object.fromEntries(Object.entries(PAGES).map(([path, content]) => [path, { html: content }])),
    );
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
    ({ browser, extensionId } = await launchWithExtension());
    const paired = { server: server.address, code: 'CODE', storefront: shop.origin };
    await setUpOverlay(browser, extensionId, paired);
    for (const [path, content] of Object.entries(PAGES)) {
      const names = [...content.matchAll(/data-position="(\w+)"/g)].map(([, name]) => name ?? '');
      server.emit(path, [
        { add: { arrival: path === '/inner' ? 10 : 50 } },
        ...names.map((position) => {
          const id = ids.size + 1;
          ids.set(`${path} ${position}`, id);
          return {
            scope: 'position' as const,
            position: { id, position, label: position },
            add: { arrival: 5 },
          };
        }),
      ]);
    }
    page = await browser.newPage();
    await page.setViewport({ width: 1200, height: 800 });
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([shop?.close(), server?.stop()]);
  });

  /** How far a badge is from where it should stand: above the element's upper right corner. */
  async function away(
    name: string,
    corner: 'left' | 'right' = 'right',
  ): Promise<[x: number, y: number] | null> {
    const [box, badges] = await Promise.all([
      page.$eval(`[data-position=${name}]`, (element) => element.getBoundingClientRect().toJSON()),
      readBadges(page),
    ]);
    const badge = badges.find((each) => each.key === name && each.visible);
    return badge ? offset(badge, box, corner) : null;
  }

  function offset({ box: at }: BadgeReading, box: Corners, corner: 'left' | 'right'): [x: number, y: number] {
    const x = corner === 'right' ? box.right - at.left - at.width : at.left - box.left;
    return [Math.round(x), Math.round(at.top + at.height - box.top)];
  }

  const AT_CORNER = [8, 8];

  /** In place within a moment: marks follow in the next frame. */
  async function expectAt(name: string, corner?: 'left' | 'right'): Promise<void> {
    // To a pixel: where a page is zoomed, its elements begin between two.
    const off = async () =>
      (await away(name, corner))?.map((at, axis) => Math.abs(at - (AT_CORNER[axis] ?? 0)));
    await vi.waitFor(async () => expect(Math.max(...((await off()) ?? [99]))).toBeLessThanOrEqual(1), 5_000);
  }

  /** The names of the positions whose badge is seen. */
  async function expectSeen(names: string[]): Promise<void> {
    const seen = async () => (await readBadges(page)).filter(({ visible }) => visible).map(({ key }) => key);
    await vi.waitFor(async () => expect((await seen()).sort()).toEqual(names.toSorted()), 5_000);
  }

  async function open(path: string): Promise<void> {
    await page.goto(shop.origin + path);
    await waitForPanel(page, ({ status }) => status === 'live');
  }

  it('in a list that scrolls by itself: at what is in sight, also as it is scrolled', async () => {
    await open('/list');
    await expectSeen(['card0', 'card1', 'card2']);
    await expectAt('card1');
    await page.$eval('#scroller', (list) => list.scrollTo(0, 700));
    await expectSeen(['card5', 'card6', 'card7']);
    await expectAt('card6');
  });

  it('at a sticky head: they stay with it, and none of what scrolls beneath lies on it', async () => {
    await open('/sticky');
    await expectSeen(['below', 'menu']);
    await expectAt('below');
    const menu = await away('menu');
    await page.evaluate(() => scrollTo(0, 150));
    await expectSeen(['menu']);
    await vi.waitFor(async () => expect(await away('menu')).toEqual(menu), 5_000);
    await page.evaluate(() => scrollTo(0, 60));
    await expectSeen(['below', 'menu']);
    await expectAt('below');
  });

  it('in a carousel: at the slide that shows', async () => {
    await open('/carousel');
    await expectSeen(['card0']);
    await page.$eval('#track', (track) =>
      track.setAttribute('style', `${track.getAttribute('style')};transform:translateX(-240px)`),
    );
    await expectSeen(['card1']);
    await expectAt('card1');
  });

  it('on lazy content: where it comes, and where it pushes others', async () => {
    await open('/lazy');
    await expectAt('below');
    await page.$eval('#late', (image) => {
      image.setAttribute(
        'src',
        `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="90" height="170"/>')}`,
      );
    });
    await page.waitForFunction(() => document.querySelector('a')?.getBoundingClientRect().top ?? 0 > 240);
    await expectAt('below');
    server.emit('/lazy', [
      { scope: 'position', position: { id: 901, position: 'late', label: 'Late' }, add: { arrival: 2 } },
    ]);
    await waitForPanel(page, ({ missing }) => missing.length === 1);
    await page.$eval('#end', (end) => {
      end.innerHTML =
        '<a data-position="late" href="/late" style="display:block;width:240px;height:120px">Late</a>';
    });
    await waitForPanel(page, ({ missing }) => missing.length === 0);
    await expectAt('late');
  });

  it('on a page that zooms itself, and in what is scaled', async () => {
    await open('/zoomed');
    await expectAt('inner');
    await expectAt('scaled');
    const panel = await inOverlay(page, (root) =>
      root.querySelector('.panel')?.getBoundingClientRect().toJSON(),
    );
    expect([panel.width, panel.top]).toEqual([320, 12]);
  });

  it('on a page that the browser zooms', async () => {
    await open('/list');
    const running = await worker(browser, extensionId);
    await running.evaluate(async (address) => {
      const tabs = await chrome.tabs.query({});
      const tab = tabs.find(({ url }) => url === address);
      await chrome.tabs.setZoom(tab?.id ?? 0, 1.5);
    }, page.url());
    await page.waitForFunction(() => devicePixelRatio === 1.5);
    await expectAt('card1');
    await running.evaluate(() => chrome.tabs.setZoom(0, 1).catch(() => undefined));
  });

  it('on a page whose root is moved', async () => {
    await open('/moved');
    await expectAt('hero');
  });

  it('on a page from right to left: at the other corner, and no page becomes wider', async () => {
    await open('/rtl');
    await expectAt('hero', 'left');
    await page.evaluate(() => scrollTo(-1_200, 0));
    await expectAt('far', 'left');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThan(3_200);
  });

  it('in a frame of the same origin: with the figures of the page in it, which the tag counts there', async () => {
    await open('/around');
    const inFrame = (name: string) => `${shop.origin}/inner\n${name}`;
    const badge = await waitForBadge(page, inFrame('hero'), ({ visible }) => visible);
    // 5 of the 10 who came to the page in the frame, not of the 50 around it.
    expect(badge.sentence).toContain('50');
    const frame = await page.$eval('iframe', (element) => element.getBoundingClientRect().toJSON());
    expect(
      offset(badge, { left: frame.left + 75, right: frame.left + 75 + 240, top: frame.top + 67 }, 'right'),
    ).toEqual(AT_CORNER);
    await expectAt('hero');
    await expectSeen([inFrame('hero'), 'hero']);
    // Out of sight in the frame, and missing nowhere.
    expect((await waitForPanel(page, ({ status }) => status === 'live')).missing).toEqual([]);
    const inner = page.frames().find((each) => each.url().endsWith('/inner'));
    await inner?.evaluate(() => scrollTo(0, 960));
    await expectSeen([inFrame('second'), 'hero']);
    // Live, as the page around it.
    server.emit('/inner', [
      {
        scope: 'position',
        position: { id: ids.get('/inner second') ?? 0, position: 'second', label: 'second' },
        add: { arrival: 2 },
      },
    ]);
    await waitForBadge(page, inFrame('second'), ({ clicks }) => clicks === '7');
    await inner?.goto(`${shop.origin}/other`);
    await expectSeen([`${shop.origin}/other\nthird`, 'hero']);
    await page.$eval('iframe', (element) => element.remove());
    await expectSeen(['hero']);
    await vi.waitFor(() => expect(server.open()).toBe(1), 5_000);
  });
});

declare const chrome: {
  tabs: {
    query(query: object): Promise<{ id?: number; url?: string }[]>;
    setZoom(id: number, factor: number): Promise<void>;
  };
};
