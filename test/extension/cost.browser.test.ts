import type { Browser, Page, Protocol } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from '../../shared/wire/site.ts';
import { launchWithExtension, setUpOverlay } from './driver.ts';
import { type FakeServer, startFakeServer } from './fakeServer.ts';
import { readBadges, waitForBadge } from './overlayReader.ts';
import { page as html, type Storefront, startStorefront } from './storefront.ts';

const LINKS = 2_000;
const BADGES = 100;
const FRAMES = 20;
const LOADS = 5;
/**
 * The aim is 16 ms on a quiet machine. The profiler counts the time in which other programs held the
 * processor, so the least disturbed load is judged, with room: what grew slow still fails.
 */
const LIMIT_MS = 45;

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
      lookbackDays: 30,
      marginPercent: null,
      channelRules: [],
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
    const page = await browser.newPage();
    await page.setViewport({ width: 1400, height: 900 });
    await page.evaluateOnNewDocument(watchVitals);
    const draws: number[] = [];
    for (let load = 0; load < LOADS; load += 1) {
      draws.push(
        await overlayMs(page, async () => {
          await page.goto(`${shop.origin}/catalogue`);
          await waitForBadge(page, 'main>/item/0', ({ visible }) => visible);
        }),
      );
    }
    const scrolled = await overlayMs(page, () => page.evaluate(scrollThrough, FRAMES));
    const badges = (await readBadges(page)).filter(({ visible }) => visible).length;
    const { shift, longTasks } = await page.evaluate(
      () => (globalThis as unknown as { vitals: Vitals }).vitals,
    );
    const least = Math.min(...draws);
    console.log(
      `Overlay on ${LINKS} links with ${BADGES} positions, script to draw: ${least.toFixed(1)} ms (least of ${draws.map((ms) => ms.toFixed(0)).join(', ')}); ` +
        `${(scrolled / FRAMES).toFixed(2)} ms a scrolled frame; layout shift ${shift}; ${longTasks} long tasks`,
    );
    expect(badges).toBeGreaterThan(5);
    expect(least).toBeLessThan(LIMIT_MS);
    expect(scrolled / FRAMES).toBeLessThan(8);
    expect(shift).toBe(0);
  });
});

interface Vitals {
  shift: number;
  longTasks: number;
}

/** Runs in the page, before anything else: what its own monitoring of user experience would see. */
function watchVitals(): void {
  const vitals: Vitals = { shift: 0, longTasks: 0 };
  Object.assign(globalThis, { vitals });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      vitals.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    vitals.longTasks += list.getEntries().length;
  }).observe({ type: 'longtask', buffered: true });
}

async function scrollThrough(frames: number): Promise<void> {
  for (let step = 0; step < frames; step += 1) {
    scrollBy(0, 200);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Samples the page's main thread while something happens, and answers the overlay's own share of it, in milliseconds. */
async function overlayMs(page: Page, act: () => Promise<void>): Promise<number> {
  const session = await page.createCDPSession();
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
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
