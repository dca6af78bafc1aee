import type { Page } from 'puppeteer';
import { inOverlay, waitForBadge, waitForPanel } from '../extension/overlayReader.ts';
import { type Studio, settled, stillPage } from './studio.ts';

/** What both stores take. */
const [WIDTH, HEIGHT] = [1280, 800];
const FEED_MS = 60_000;

/** The pictures of the extension's listings: the overlay on the demo shop, in the ways that it can look. */
export async function storePictures({ browser, demo, saveForStore }: Studio): Promise<void> {
  const page = await stillPage(await browser.newPage(), WIDTH, HEIGHT);
  await page.goto(`${demo.url}/demo`);
  const week = await waitForPanel(page, ({ status }) => status === 'live');
  await choose(page, 'range', 'last28');
  await waitForPanel(page, ({ days, feed }) => days !== week.days && feed.length > 3, FEED_MS);
  await settled(page);
  await saveForStore(page, '1-funnel');

  await page.$eval('#pieces-title', (title) =>
    scrollTo(0, title.getBoundingClientRect().top + scrollY - 130),
  );
  await openCard(page);
  await saveForStore(page, '2-badge');

  await page.mouse.move(0, 0);
  await page.keyboard.press('Escape');
  await choose(page, 'mark', 'heatRevenue');
  await waitForBadge(page, PIECE, ({ visible, form }) => visible && form === 'money');
  await settled(page);
  await saveForStore(page, '3-heat');
  await choose(page, 'mark', 'badges');

  await stillPage(page, WIDTH, HEIGHT, 'dark');
  await waitForBadge(page, PIECE, ({ visible, form }) => visible && form === 'full');
  await settled(page);
  await saveForStore(page, '4-dark');
  await page.close();
}

const PIECE = 'main#content>/demo/products/three-seat-sofa';

/** Points at a piece's badge, and waits until its card knows where those who clicked came from. */
async function openCard(page: Page): Promise<void> {
  const { box } = await waitForBadge(page, PIECE, ({ visible }) => visible);
  await page.mouse.move(box.left + 10, box.top + 10);
  const hasSources = () =>
    inOverlay(page, (root) => root.querySelector('.badge-card .sources, .badge-card table') !== null);
  for (const end = Date.now() + 10_000; !(await hasSources()); ) {
    if (Date.now() > end) throw new Error('The card shows no sources.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await settled(page);
}

/** Chooses from one of the panel's lists. */
async function choose(page: Page, name: string, value: string): Promise<void> {
  await inOverlay(
    page,
    (root, list, wanted) => {
      const select = root.querySelector<HTMLSelectElement>(`select[name=${list}]`);
      if (!select) throw new Error(`The panel has no choice of ${list}.`);
      select.value = wanted;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
    name,
    value,
  );
}
