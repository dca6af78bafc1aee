import type { Browser, BrowserContext, Page } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { page as markup, type Recorder, startRecorder } from './recorder.ts';

export interface Shop {
  readonly recorder: Recorder;
  /** Serves a page with the tag at `path`. */
  serve(path: string, body: string, attributes?: string, head?: string): void;
  /** A tab in the test's own browser context; whatever the tag throws into the page fails the test. */
  tab(): Promise<Page>;
  open(path: string): Promise<Page>;
}

declare global {
  interface Window {
    backstamp(...call: unknown[]): void;
  }
}

/** One browser and one recorder for a file; a fresh device and an empty record for each test. */
export function useShop(args: string[] = []): Shop {
  let browser: Browser;
  let context: BrowserContext;
  let recorder: Recorder;
  const thrown: string[] = [];
  beforeAll(async () => {
    browser = await launchBrowser({ args });
  });
  beforeEach(async () => {
    recorder = await startRecorder();
    context = await browser.createBrowserContext();
    thrown.length = 0;
  });
  afterEach(async () => {
    await context.close();
    await recorder.close();
    expect(thrown).toEqual([]);
  });
  afterAll(() => browser.close());
  const shop: Shop = {
    get recorder() {
      return recorder;
    },
    serve: (path, body, attributes, head) => {
      recorder.pages[path] = markup(recorder, body, attributes, head);
    },
    tab: async () => {
      const tab = await context.newPage();
      tab.on('pageerror', (error) => thrown.push(String(error)));
      return tab;
    },
    open: async (path) => {
      const tab = await shop.tab();
      await tab.goto(recorder.url(path));
      return tab;
    },
  };
  return shop;
}

/** Sends a last event and waits for it: what has not come by then does not come. */
export async function mark(shop: Shop, tab: Page, name = 'mark'): Promise<void> {
  await tab.evaluate((text) => window.backstamp('event', text), name);
  await shop.recorder.until(name, () => shop.recorder.events('event').some((event) => event.name === name));
}

/** The path of each view, in order. */
export function viewedPaths(shop: Shop): string[] {
  return shop.recorder.events('view').map(({ url }) => new URL(url).pathname);
}
