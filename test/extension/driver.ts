import type { Browser, Page, Realm, WebWorker } from 'puppeteer';
import { launchBrowser } from '../setup/browser.ts';

/** Where `npm run build:extension` puts what users load. */
const BUILT_EXTENSION = '.output/chrome-mv3';

const HOST = 'backstamp-overlay';
const WAIT_MS = 10_000;

interface PanelStep {
  step: string;
  name: string;
  count: string;
  share: string;
  loss: string;
  worst: boolean;
  /** On the worst step: whose it is. */
  owner: string;
}

/** What a person reads on the panel. */
export interface PanelReading {
  status: string;
  dot: string;
  page: string;
  collapsed: boolean;
  days: string;
  trouble: string | null;
  steps: PanelStep[];
  revenue: string;
  sources: string[][];
  feed: string[];
}

export interface BadgeReading {
  key: string;
  clicks: string;
  redemptions: string;
  money: string;
  sentence: string;
  visible: boolean;
  form: string;
  box: { left: number; top: number; width: number; height: number };
}

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
  await popup.click('input[name=address]', { count: 3 });
  await popup.type('input[name=address]', address);
  await popup.click('input[name=code]', { count: 3 });
  await popup.type('input[name=code]', code);
  await popup.click('form .primary');
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

/** The panel as it is now; null where there is none. */
export function readPanel(page: Page): Promise<PanelReading | null> {
  return inOverlay(page, (root) => {
    const panel = root.querySelector('.panel');
    if (!panel) return null;
    const text = (within: Element, selector: string) => within.querySelector(selector)?.textContent ?? '';
    return {
      status: panel.getAttribute('data-status') ?? '',
      dot: text(panel, '.dot'),
      page: text(panel, '.page'),
      collapsed: panel.classList.contains('folded'),
      days: text(panel, '.days'),
      trouble: panel.querySelector('.trouble')?.textContent ?? null,
      steps: [...panel.querySelectorAll('.step')].map((step) => ({
        step: step.getAttribute('data-step') ?? '',
        name: text(step, '.name'),
        count: text(step, '.count'),
        share: text(step, '.share'),
        loss: text(step, '.loss'),
        worst: step.classList.contains('worst'),
        owner: text(step, '.owner'),
      })),
      revenue: text(panel, '.revenue'),
      sources: [...panel.querySelectorAll('.sources tbody tr')].map((row) =>
        [...row.children].map((cell) => cell.textContent ?? ''),
      ),
      feed: [...panel.querySelectorAll('.happening')].map((line) => line.textContent ?? ''),
    };
  });
}

/** The badges, also those that are out of sight. */
export async function readBadges(page: Page): Promise<BadgeReading[]> {
  const badges = await inOverlay(page, (root) =>
    [...root.querySelectorAll<HTMLElement>('.badge')].map((badge) => {
      const text = (name: string) => badge.querySelector(`.${name}`)?.textContent ?? '';
      const { left, top, width, height } = badge.getBoundingClientRect();
      return {
        key: badge.dataset.key ?? '',
        clicks: text('clicks'),
        redemptions: text('redemptions'),
        money: text('money'),
        sentence: badge.title,
        visible: getComputedStyle(badge).visibility === 'visible',
        form: badge.dataset.form ?? '',
        box: { left, top, width, height },
      };
    }),
  );
  return badges ?? [];
}

/** Waits until the panel reads as wanted, and answers how it then reads. Says how it reads where it never does. */
export async function waitForPanel(
  page: Page,
  wanted: (panel: PanelReading) => boolean,
  timeoutMs = WAIT_MS,
): Promise<PanelReading> {
  return until(
    () => readPanel(page),
    (panel) => panel !== null && wanted(panel),
    timeoutMs,
  ) as Promise<PanelReading>;
}

export async function waitForBadge(
  page: Page,
  key: string,
  wanted: (badge: BadgeReading) => boolean = () => true,
  timeoutMs = WAIT_MS,
): Promise<BadgeReading> {
  const find = async () => (await readBadges(page)).find((badge) => badge.key === key);
  return (await until(find, (badge) => badge !== undefined && wanted(badge), timeoutMs)) as BadgeReading;
}

export async function waitForNoPanel(page: Page): Promise<void> {
  await until(
    () => readPanel(page),
    (panel) => panel === null,
    WAIT_MS,
  );
}

/** A real click on something within the closed overlay. */
export async function clickInOverlay(page: Page, selector: string): Promise<void> {
  const middle = await inOverlay(
    page,
    (root, wanted) => {
      const box = root.querySelector(wanted)?.getBoundingClientRect();
      return box ? { x: box.left + box.width / 2, y: box.top + box.height / 2 } : null;
    },
    selector,
  );
  if (!middle) throw new Error(`The overlay has no ${selector}.`);
  await page.mouse.click(middle.x, middle.y);
}

/**
 * Reads within the closed shadow root. The page cannot; the content script's own world can, by an API
 * that browsers give to extensions alone.
 */
export async function inOverlay<Answer, Given extends unknown[]>(
  page: Page,
  read: (root: ShadowRoot, ...given: Given) => Answer,
  ...given: Given
): Promise<Answer | null> {
  for (const realm of page.extensionRealms().toReversed()) {
    const answer = await readIn(realm, read, given);
    if (answer !== null) return answer;
  }
  return null;
}

async function readIn<Answer, Given extends unknown[]>(
  realm: Realm,
  read: (root: ShadowRoot, ...given: Given) => Answer,
  given: Given,
): Promise<Answer | null> {
  try {
    const expression = `(() => {
      const host = document.querySelector(${JSON.stringify(HOST)});
      const root = host && globalThis.chrome?.dom?.openOrClosedShadowRoot(host);
      return root ? (${read.toString()})(root, ...${JSON.stringify(given)}) : null;
    })()`;
    return (await realm.evaluate(expression)) as Answer | null;
  } catch {
    return null; // The world of a page that is going, or of an extension that was reloaded.
  }
}

async function until<Read>(
  read: () => Promise<Read>,
  wanted: (value: Read) => boolean,
  timeoutMs: number,
): Promise<Read> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (wanted(value)) return value;
    if (Date.now() > end) throw new Error(`Not within ${timeoutMs} ms; last seen: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
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
