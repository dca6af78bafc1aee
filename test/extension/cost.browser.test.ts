import type { Browser, Page, Protocol } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from '../../shared/wire/site.ts';
import {
  launchWithExtension,
  readBadges,
  setUpOverlay,
  switchOverlay,
  waitForBadge,
  waitForPanel,
} from './driver.ts';
import { type FakeServer, startFakeServer } from './fakeServer.ts';
import { page as html, type Storefront, startStorefront } from './storefront.ts';

const LINKS = 2_000;
const BADGES = 100;
const FRAMES = 20;
/** The aim is 16 ms; a busy machine gets room, a page that grew slow does not. */
const LIMIT_MS = 60;

const links = Array.from(
  { length: LINKS },
  (_, index) => `<li><a href="/item/${index}">Item number ${index}</a></li>`,
);
const CATALOGUE = html(`<main><ul style="columns:4;margin:60px">${links.join('')}</ul></main>`);

describe(`what the overlay costs a page with ${LINKS} links`, () => {
  let browser: Browser;
  let extensionId: string;
  let shop: Storefront;
  let server: FakeServer;

  beforeAll(async () => {
    shop = await startStorefront({ '/catalogue': { html: CATALOGUE } });
    const site: Site = {
      id: 's',
      name: 'Shop',
      origins: [shop.origin],
      timeZone: 'UTC',
      currency: 'EUR',
      windowDays: 30,
      hashRoutes: false,
    };
    server = await startFakeServer(site);
    server.codes.add('CODE');
    ({ browser, extensionId } = await launchWithExtension());
    await setUpOverlay(browser, extensionId, {
      server: server.address,
      code: 'CODE',
      storefront: shop.origin,
    });
    server.emit(
      '/catalogue',
      Array.from({ length: BADGES }, (_, index) => ({
        scope: 'position' as const,
        position: { id: index + 1, position: `main>/item/${index * 20}`, label: `Item ${index * 20}` },
        add: { arrival: 200 - index, redemption: 3, revenueMinor: 12_345 },
      })),
    );
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([shop?.close(), server?.stop()]);
  });

  it('draws its badges with little script, no layout shift and no long task', async () => {
    await switchOverlay(browser, extensionId, shop.origin, false);
    const page = await browser.newPage();
    await page.setViewport({ width: 1400, height: 900 });
    await page.goto(`${shop.origin}/catalogue`);
    await page.evaluate(() => {
      const seen = { shift: 0, longTasks: 0 };
      Object.assign(globalThis, { seen });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          seen.shift += (entry as PerformanceEntry & { value: number }).value;
      }).observe({ type: 'layout-shift' });
      new PerformanceObserver((list) => {
        seen.longTasks += list.getEntries().length;
      }).observe({ type: 'longtask' });
    });
    await switchOverlay(browser, extensionId, shop.origin, true);
    const drawn = await overlayMs(page, async () => {
      await page.bringToFront();
      await waitForPanel(page, ({ status }) => status === 'live');
      await waitForBadge(page, 'main>/item/0', ({ visible }) => visible);
    });
    const badges = (await readBadges(page)).filter(({ visible }) => visible).length;
    const scrolled = await overlayMs(page, () =>
      page.evaluate(async (frames) => {
        for (let step = 0; step < frames; step += 1) {
          scrollBy(0, 200);
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
      }, FRAMES),
    );
    const seen = await page.evaluate(
      () => (globalThis as unknown as { seen: { shift: number; longTasks: number } }).seen,
    );
    console.log(
      `Overlay on ${LINKS} links, ${BADGES} positions (${badges} in view): ${drawn.toFixed(1)} ms of script to draw, ${(scrolled / FRAMES).toFixed(2)} ms a scrolled frame, layout shift ${seen.shift}, long tasks ${seen.longTasks}`,
    );
    expect(badges).toBeGreaterThan(5);
    expect(drawn).toBeLessThan(LIMIT_MS);
    expect(scrolled / FRAMES).toBeLessThan(8);
    expect(seen.shift).toBe(0);
  });
});

/** Samples the page's main thread while something happens, and answers the overlay's own share of it, in milliseconds. */
async function overlayMs(page: Page, act: () => Promise<void>): Promise<number> {
  const session = await page.createCDPSession();
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 100 });
  await session.send('Profiler.start');
  await act();
  const { profile } = await session.send('Profiler.stop');
  await session.detach();
  const own = ownNodes(profile.nodes);
  const deltas = profile.timeDeltas ?? [];
  const us = (profile.samples ?? []).map((id, index) => (own.has(id) ? (deltas[index] ?? 0) : 0));
  return us.reduce((sum, each) => sum + each, 0) / 1000;
}

/** The calls of the overlay's script and all that they call in turn. */
function ownNodes(nodes: Protocol.Profiler.ProfileNode[]): Set<number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const own = new Set<number>();
  const add = (node: Protocol.Profiler.ProfileNode | undefined) => {
    if (!node || own.has(node.id)) return;
    own.add(node.id);
    for (const child of node.children ?? []) add(byId.get(child));
  };
  for (const node of nodes) {
    if (node.callFrame.url.includes('/content-scripts/overlay.js')) add(node);
  }
  return own;
}
