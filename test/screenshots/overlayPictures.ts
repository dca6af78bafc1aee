import { openPopup } from '../extension/driver.ts';
import { inOverlay, waitForBadge, waitForPanel } from '../extension/overlayReader.ts';
import { type Studio, settled, stillPage } from './studio.ts';

/** Somebody redeems every other minute or so. */
const FEED_MS = 300_000;
const PIECE = 'main#content>/demo/products/three-seat-sofa';

/** The overlay on the shop's first page with shoppers coming, and the popup behind the toolbar's mark. */
export async function overlayPictures({ browser, extensionId, demo, save }: Studio): Promise<void> {
  const page = await stillPage(await browser.newPage(), 1360, 980);
  await page.goto(`${demo.url}/demo`);
  const week = await waitForPanel(page, ({ status }) => status === 'live');
  await inOverlay(page, (root) => {
    const days = root.querySelector('select');
    if (!days) throw new Error('The panel has no choice of days.');
    days.value = 'last28';
    days.dispatchEvent(new Event('change', { bubbles: true }));
  });
  // Somebody has redeemed while we watched: the feed says so.
  await waitForPanel(
    page,
    ({ days, feed }) => days !== week.days && feed.some((line) => /redeem/i.test(line)),
    FEED_MS,
  );
  // The banner's own badge lies under the panel in a window as narrow as a picture must be: the pieces' do not.
  await page.$eval('#pieces-title', (title) =>
    scrollTo(0, title.getBoundingClientRect().top + scrollY - 130),
  );
  await waitForBadge(page, PIECE, ({ visible }) => visible);
  await settled(page);
  await save(page, 'overlay');
  await page.close();

  const popup = await openPopup(browser, extensionId);
  await popup.waitForSelector('[role=switch][aria-checked=true]');
  // As wide and as high as the browser would make it.
  const { width, height } = await popup.$eval('body', (body) => body.getBoundingClientRect().toJSON());
  await stillPage(popup, Math.ceil(width), Math.ceil(height));
  await settled(popup);
  await save(popup, 'popup');
  await popup.close();
}
