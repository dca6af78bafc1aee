import type { Browser, Page } from 'puppeteer';
import type { Site } from '../../shared/wire/site.ts';
import { launchWithExtension, setUpOverlay } from './driver.ts';
import { startFakeServer } from './fakeServer.ts';
import { readBadges, waitForBadge } from './overlayReader.ts';
import { page as html, startStorefront } from './storefront.ts';

export const LINKS = 2_000;
const POSITIONS = 100;
const FRAMES = 20;

const links = Array.from(
  { length: LINKS },
  (_, index) => `<li><a href="/item/${index}">Item number ${index}</a></li>`,
);
const CATALOGUE = html(`<main><ul style="columns:4;margin:60px">${links.join('')}</ul></main>`);

/** A page with many links, and the overlay over it. */
export interface Catalogue {
  browser: Browser;
  address: string;
  close(): Promise<void>;
}

export async function openCatalogue(): Promise<Catalogue> {
  const shop = await startStorefront({ '/catalogue': { html: CATALOGUE } });
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
  const server = await startFakeServer(site);
  server.codes.add('CODE');
  const { browser, extensionId } = await launchWithExtension();
  const close = async () => {
    await browser.close();
    await Promise.all([shop.close(), server.stop()]);
  };
  const paired = { server: server.address, code: 'CODE', storefront: shop.origin };
  await setUpOverlay(browser, extensionId, paired);
  server.emit(
    '/catalogue',
    Array.from({ length: POSITIONS }, (_, index) => ({
      scope: 'position' as const,
      position: { id: index + 1, position: `main>/item/${index * 20}`, label: `Item ${index * 20}` },
      add: { arrival: 200 - index, redemption: 3, revenueMinor: 12_345 },
    })),
  );
  return { browser, address: `${shop.origin}/catalogue`, close };
}

/** What the overlay cost one load of the page and a scroll through it. Times are of the page's main thread. */
export interface Cost {
  /** From the load until the badges stand, in milliseconds. */
  drawMs: number;
  /** In milliseconds for each of the scrolled frames. */
  frameMs: number;
  /** The longest run of the overlay's script while it was scrolled, in milliseconds. */
  longestMs: number;
  /** Cumulative layout shift, as the page itself would measure it. */
  shift: number;
  /** Badges that stand at the end. */
  badges: number;
}

/** Measures so many loads of the page in a tab of its own: the first in a new process, whose code is cold. */
export async function measureTab({ browser, address }: Catalogue, loads: number): Promise<Cost[]> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1400, height: 900 });
  await page.evaluateOnNewDocument(watchShift);
  const costs: Cost[] = [];
  for (let load = 0; load < loads; load += 1) costs.push(await measureLoad(page, address));
  await page.close();
  return costs;
}

async function measureLoad(page: Page, address: string): Promise<Cost> {
  const drawn = await runsOf(page, async () => {
    await page.goto(address);
    await waitForBadge(page, 'main>/item/0', ({ visible }) => visible);
  });
  const scrolled = await runsOf(page, () => page.evaluate(scrollThrough, FRAMES));
  const badges = (await readBadges(page)).filter(({ visible }) => visible).length;
  const shift = await page.evaluate(() => (globalThis as unknown as { shift: number }).shift);
  return {
    drawMs: sum(drawn),
    frameMs: sum(scrolled) / FRAMES,
    longestMs: Math.max(0, ...scrolled),
    shift,
    badges,
  };
}

/** Runs in the page, before anything else: what its own monitoring of user experience would see. */
function watchShift(): void {
  Object.assign(globalThis, { shift: 0 });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      (globalThis as unknown as { shift: number }).shift += (entry as { value?: number }).value ?? 0;
  }).observe({ type: 'layout-shift', buffered: true });
}

async function scrollThrough(frames: number): Promise<void> {
  for (let step = 0; step < frames; step += 1) {
    scrollBy(0, 200);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** As much of a trace event as is read here; times in microseconds. `tdur` is the time on the processor. */
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { data?: { url?: string } };
}

const OWN_SCRIPT = '/content-scripts/overlay.js';

/**
 * Traces the page while something happens, and answers how long each run of the overlay's script had the processor,
 * in milliseconds: what it calls in the browser is in it, forced layout too; what other programs took is not.
 */
async function runsOf(page: Page, act: () => Promise<unknown>): Promise<number[]> {
  await page.tracing.start({
    categories: ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await act();
  const trace = await page.tracing.stop();
  const { traceEvents } = JSON.parse(Buffer.from(trace ?? []).toString()) as { traceEvents: TraceEvent[] };
  const complete = traceEvents.filter(({ ph }) => ph === 'X');
  const isOwn = ({ args }: TraceEvent) => args?.data?.url?.includes(OWN_SCRIPT) ?? false;
  const threads = new Set(complete.filter(isOwn).map(threadOf));
  // The page has no script, so what goes on after an `await` on its thread is the overlay's.
  const counted = complete.filter(
    (event) => isOwn(event) || (event.name === 'RunMicrotasks' && threads.has(threadOf(event))),
  );
  return outermost(counted).map(({ tdur = 0 }) => tdur / 1000);
}

function threadOf({ pid, tid }: TraceEvent): string {
  return `${pid} ${tid}`;
}

/** Without those that ran within another. */
function outermost(events: TraceEvent[]): TraceEvent[] {
  const kept: TraceEvent[] = [];
  const ends = new Map<string, number>();
  for (const event of events.toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))) {
    const end = event.ts + (event.dur ?? 0);
    if (end <= (ends.get(threadOf(event)) ?? 0)) continue;
    ends.set(threadOf(event), end);
    kept.push(event);
  }
  return kept;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
