import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { vi } from 'vitest';
import type { Reader } from './overlayReader.ts';

export const BUILT_FOR_FIREFOX = '.output/firefox-mv3';
/** Firefox gives every profile another one; a fixed one can be opened by its address. */
const UUID = '5d1c3d4a-7c1e-4c53-9b0e-6a2f0e5b7a11';
const NAMES = ['firefox-esr', 'firefox'];

/** Of a page that only looks like one of the platform's. */
export const PLATFORM_HOST = 'fengchao.baidu.com';
const IDLE_MS = 8_000;

/** Firefox, installed first where it is missing and can be; null, with a line that says so, where it cannot. */
export function ensureFirefox(): string | null {
  if (!findFirefox() && process.platform === 'linux' && process.getuid?.() === 0) {
    console.log('No Firefox found. Installing Debian’s: apt-get install firefox-esr …');
    try {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore', timeout: 60_000 });
      const install = ['install', '-y', '-qq', '--no-install-recommends', 'firefox-esr'];
      execFileSync('apt-get', install, { stdio: 'ignore', env, timeout: 180_000 });
    } catch {
      console.log('That failed.');
    }
  }
  const found = findFirefox();
  if (!found)
    console.log('SKIPPED: no Firefox here. Install one, or set FIREFOX_PATH, to test the extension in it.');
  return found;
}

function findFirefox(): string | null {
  const folders = (process.env.PATH ?? '').split(':');
  const places = NAMES.flatMap((name) => folders.map((folder) => `${folder}/${name}`));
  return [process.env.FIREFOX_PATH, ...places].find((path) => path && existsSync(path)) ?? null;
}

/** Firefox with the extension as it is built for it. It answers yes where the popup asks for an origin. */
export async function launchFirefox(executablePath: string): Promise<Browser> {
  execFileSync('npm', ['run', '--silent', 'build:firefox'], { stdio: ['ignore', 'ignore', 'inherit'] });
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextOptionalPermissionPrompts': false,
      'extensions.webextensions.uuids': JSON.stringify({ [builtId()]: UUID }),
      'intl.accept_languages': 'en',
      // The background is stopped whenever nothing has happened for so long; people's browsers give it 30 s.
      'extensions.background.idle.timeout': IDLE_MS,
      // The host of a platform is this machine, without encryption: nothing is asked of the real one.
      'network.dns.localDomains': PLATFORM_HOST,
      'network.stricttransportsecurity.preloadlist': false,
      'dom.security.https_first': false,
    },
  });
  await browser.installExtension(resolve(BUILT_FOR_FIREFOX));
  return browser;
}

/** Whoever hands it in puts an id of their own there. */
function builtId(): string {
  const manifest = readFileSync(`${BUILT_FOR_FIREFOX}/manifest.json`, 'utf8');
  return (JSON.parse(manifest) as { browser_specific_settings: { gecko: { id: string } } })
    .browser_specific_settings.gecko.id;
}

/** The popup as a tab. */
export async function openFirefoxPopup(browser: Browser, query = ''): Promise<Page> {
  const page = await openOwnPage(browser, `popup.html${query}`);
  // The empty page before it goes meanwhile, and the driver may answer for it with errors of its own: ask until it is there.
  await vi.waitFor(() => page.waitForSelector('.card', { timeout: 1_000 }), 15_000);
  return page;
}

/** A page of the extension's. Loading one never ends for the driver: it is there when it shows itself. */
export async function openOwnPage(browser: Browser, path: string): Promise<Page> {
  const page = await browser.newPage();
  void page.goto(`moz-extension://${UUID}/${path}`).catch(() => undefined);
  return page;
}

/**
 * Reads the overlay of a page through a page of the extension's, which may run code beside the overlay's own
 * script: there Firefox lets an extension look into closed roots.
 */
export function firefoxReader(page: Page, own: Page): Reader {
  return {
    mouse: page.mouse,
    async evaluateInOverlay(expression) {
      const address = JSON.stringify(page.url());
      return own.evaluate(`(async () => {
        const tabs = await browser.tabs.query({});
        const tab = tabs.find(({ url }) => url === ${address});
        if (!tab) return null;
        const [ran] = await browser.scripting.executeScript({ target: { tabId: tab.id }, func: () => ${expression} });
        return ran?.result ?? null;
      })().catch(() => null)`);
    },
  };
}
