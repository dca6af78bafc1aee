import type { Browser, Page, WebWorker } from 'puppeteer';
import { launchBrowser } from '../setup/browser.ts';

/** Where `npm run build:extension` puts what users load. */
export const BUILT_EXTENSION = '.output/chrome-mv3';

const WAIT_MS = 10_000;

/** A browser with the built extension in it, as a person would load it. */
export async function launchWithExtension(): Promise<{ browser: Browser; extensionId: string }> {
  const browser = await launchBrowser({ enableExtensions: true });
  return { browser, extensionId: await browser.installExtension(BUILT_EXTENSION) };
}

/**
 * Makes the browser answer yes, as the person would, when the popup asks for this origin: headless browsers
 * show no question. Nothing is granted until the popup has asked.
 */
export async function grantOrigin(browser: Browser, extensionId: string, origin: string): Promise<void> {
  await onExtensionsPage(browser, async (page) => {
    const { protocol, hostname } = new URL(origin);
    await page.evaluate(
      (id, pattern) => chrome.developerPrivate.addHostPermission(id, pattern),
      extensionId,
      `${protocol}//${hostname}/*`,
    );
  });
}

/** Takes a grant back, as the person may on the extension's page in the browser's settings. */
export async function removeGrant(browser: Browser, extensionId: string, origin: string): Promise<void> {
  await onExtensionsPage(browser, async (page) => {
    const { protocol, hostname } = new URL(origin);
    await page.evaluate(
      (id, pattern) => chrome.developerPrivate.removeHostPermission(id, pattern),
      extensionId,
      `${protocol}//${hostname}/*`,
    );
  });
}

/** What the reload button on chrome://extensions does. */
export async function reloadExtension(browser: Browser, extensionId: string): Promise<void> {
  await onExtensionsPage(browser, async (page) => {
    await page.evaluate(async (id) => {
      await chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      await chrome.developerPrivate.reload(id, { failQuietly: true });
    }, extensionId);
  });
}

export async function openPopup(browser: Browser, extensionId: string): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: 372, height: 560 });
  await page.goto(`chrome-extension://${extensionId}/popup.html`);
  await page.waitForSelector('.card');
  return page;
}

/** Pairs through the popup. The server's origin must be granted before. */
export async function pair(
  browser: Browser,
  extensionId: string,
  address: string,
  code: string,
): Promise<void> {
  const popup = await openPopup(browser, extensionId);
  await typePairing(popup, address, code);
  await popup.waitForSelector('section.card', { timeout: WAIT_MS });
  await popup.close();
}

/** Fills in and sends the popup's form, whatever stood in it before. */
export async function typePairing(popup: Page, address: string, code: string): Promise<void> {
  await popup.click('form.card input[name=address]', { count: 3 });
  await popup.type('form.card input[name=address]', address);
  await popup.click('form.card input[name=code]', { count: 3 });
  await popup.type('form.card input[name=code]', code);
  await popup.click('form.card .primary');
}

/** Turns the overlay on or off for a storefront, through the popup's switch. */
export async function switchOverlay(
  browser: Browser,
  extensionId: string,
  origin: string,
  on: boolean,
): Promise<void> {
  const popup = await openPopup(browser, extensionId);
  const control = `[data-origin="${origin}"] [role=switch]`;
  await popup.waitForSelector(control);
  const isOn = () => popup.$eval(control, (element) => (element as HTMLInputElement).checked);
  if ((await isOn()) !== on) await popup.click(control);
  await popup.waitForFunction(
    (selector, wanted) =>
      document.querySelector<HTMLElement>(selector)?.getAttribute('aria-checked') === wanted,
    {},
    control,
    String(on),
  );
  await popup.close();
}

/** Everything at once: allow server and storefront, pair, and show the overlay there. */
export async function setUpOverlay(
  browser: Browser,
  extensionId: string,
  { server, code, storefront }: { server: string; code: string; storefront: string },
): Promise<void> {
  await grantOrigin(browser, extensionId, server);
  await grantOrigin(browser, extensionId, storefront);
  await pair(browser, extensionId, server, code);
  await switchOverlay(browser, extensionId, storefront, true);
}

export async function worker(browser: Browser, extensionId: string): Promise<WebWorker> {
  const target = await browser.waitForTarget(
    (each) => each.type() === 'service_worker' && each.url().includes(extensionId),
  );
  const found = await target.worker();
  if (!found) throw new Error('The extension has no worker.');
  return found;
}

async function onExtensionsPage(browser: Browser, act: (page: Page) => Promise<void>): Promise<void> {
  const page = await browser.newPage();
  try {
    await page.goto('chrome://extensions');
    await act(page);
  } finally {
    await page.close();
  }
}

declare const chrome: {
  developerPrivate: {
    addHostPermission(id: string, pattern: string): Promise<void>;
    removeHostPermission(id: string, pattern: string): Promise<void>;
    updateProfileConfiguration(update: { inDeveloperMode: boolean }): Promise<void>;
    reload(id: string, options: { failQuietly: boolean }): Promise<void>;
  };
};
