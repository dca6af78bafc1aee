import type { Browser, BrowserContext, Page } from 'puppeteer';
import { BROWSER } from '../server/testServer.ts';
import { launchBrowser } from '../setup/browser.ts';

/** A browser that does not say of itself that it is driven: what it does is what shoppers do. */
export function launchShoppers(): Promise<Browser> {
  return launchBrowser({ args: ['--disable-blink-features=AutomationControlled'] });
}

/** What a visitor's browser refuses. */
export type Refusing = 'nothing' | 'storage' | 'consent';

export interface Shopper {
  page: Page;
  context: BrowserContext;
  /** The code that the page shows, once it does. */
  code(): Promise<string>;
  /** Everything that the site has left on the device. */
  stored(): Promise<number>;
}

export async function newShopper(browser: Browser, refusing: Refusing = 'nothing'): Promise<Shopper> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setUserAgent({ userAgent: BROWSER });
  await page.setViewport({ width: 1280, height: 900 });
  if (refusing === 'consent') {
    await page.evaluateOnNewDocument(() => {
      Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });
    });
  }
  if (refusing === 'storage') {
    await page.evaluateOnNewDocument(() => {
      const blocked = {
        get: () => {
          throw new DOMException('blocked', 'SecurityError');
        },
      };
      Object.defineProperty(window, 'localStorage', blocked);
      Object.defineProperty(window, 'sessionStorage', blocked);
    });
  }
  return {
    page,
    context,
    async code() {
      const shown = '[data-backstamp="code"]';
      await page.$eval(shown, (element) => element.scrollIntoView({ block: 'center' }));
      await page.waitForFunction(
        (selector) =>
          /^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}$/.test(document.querySelector(selector)?.textContent ?? ''),
        { timeout: 10_000 },
        shown,
      );
      return page.$eval(shown, (element) => element.textContent ?? '');
    },
    stored: async () => (await context.cookies()).length + (await storageLength(page)),
  };
}

/** Read past the page's own view of its storage, which may be blocked. */
async function storageLength(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  await session.send('DOMStorage.enable');
  const securityOrigin = new URL(page.url()).origin;
  let entries = 0;
  for (const isLocalStorage of [true, false]) {
    const items = await session.send('DOMStorage.getDOMStorageItems', {
      storageId: { securityOrigin, isLocalStorage },
    });
    entries += items.entries.length;
  }
  const { databaseNames } = await session.send('IndexedDB.requestDatabaseNames', { securityOrigin });
  await session.detach();
  return entries + databaseNames.length;
}
