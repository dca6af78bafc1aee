import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import { mark, useShop } from './shop.ts';

const shop = useShop();

/** Plays a tab switch: what the browser tells a page, without a second window. */
async function show(tab: Page, visible: boolean): Promise<void> {
  await tab.evaluate((shown) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => !shown });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, visible);
}

/** Passes time on the page's own clock. */
function pass(tab: Page, ms: number): Promise<unknown> {
  return tab.evaluate((wait) => new Promise((done) => setTimeout(done, wait)), ms);
}

it('reports nothing under three seconds', async () => {
  shop.serve('/', '');
  const tab = await shop.open('/');
  await pass(tab, 1000);
  await show(tab, false);
  await mark(shop, tab);
  expect(shop.recorder.events('engagement')).toEqual([]);
});

it('adds up visible time over tab switches, and leaves hidden time out', async () => {
  shop.serve('/', '');
  const tab = await shop.open('/');
  await shop.recorder.came('view');
  await pass(tab, 1900);
  await show(tab, false);
  await pass(tab, 3000);
  await show(tab, true);
  await pass(tab, 1900);
  await show(tab, false);
  await shop.recorder.came('engagement');
  const [{ visibleMs } = { visibleMs: 0 }] = shop.recorder.events('engagement');
  expect(visibleMs).toBeGreaterThanOrEqual(3000);
  expect(visibleMs).toBeLessThan(5500);
});

it('reports ten seconds while the visitor is still there, once, and the rest on leaving under the old address', async () => {
  shop.serve('/old', '');
  const tab = await shop.open('/old');
  await shop.recorder.until('ten seconds', () => shop.recorder.events('engagement').length === 1);
  expect(shop.recorder.events('engagement')[0]?.visibleMs).toBe(10_000);
  await pass(tab, 3500);
  await tab.evaluate(() => history.pushState({}, '', '/new'));
  await shop.recorder.came('engagement', 2);
  await mark(shop, tab);
  const reports = shop.recorder.events('engagement');
  expect(reports).toHaveLength(2);
  expect(reports.map(({ url }) => new URL(url).pathname)).toEqual(['/old', '/old']);
});
