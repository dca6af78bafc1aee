import type { Browser, Page } from 'puppeteer';

/** A console page as a person meets it: by the names that it says, not by its markup. */
export interface ConsolePage {
  page: Page;
  go: (address: string) => Promise<void>;
  /** Puts text into a field, in place of what is there. */
  fill: (label: string, text: string) => Promise<void>;
  choose: (label: string, value: string) => Promise<void>;
  press: (name: string, role?: 'button' | 'link' | 'checkbox' | 'radio') => Promise<void>;
  /** Waits until the page says this. */
  sees: (text: string) => Promise<void>;
  /** What stands in a field. */
  read: (label: string) => Promise<string>;
  /** What went wrong in the page: exceptions, and what its policy forbade. */
  complaints: string[];
}

const named = (name: string, role: string) => `::-p-aria([name="${name}"][role="${role}"])`;

export async function openConsole(browser: Browser, languages: string[] = ['en-GB']): Promise<ConsolePage> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // An answer of the API that says no is part of the story; the browser notes it as an error.
    const isAnswer = message.location().url?.includes('/v1/');
    if (message.type() === 'error' && !isAnswer) complaints.push(message.text());
  });
  await page.evaluateOnNewDocument((wanted: string[]) => {
    Object.defineProperty(navigator, 'languages', { get: () => wanted });
  }, languages);
  await page.setViewport({ width: 1280, height: 900 });
  return {
    page,
    complaints,
    go: async (address) => void (await page.goto(address)),
    async fill(label, text) {
      await page.locator(named(label, 'textbox')).fill(text);
    },
    async choose(label, value) {
      await page.locator(named(label, 'combobox')).fill(value);
    },
    press: (name, role = 'button') => page.locator(named(name, role)).click(),
    async sees(text) {
      await page
        .waitForFunction((wanted) => document.body.innerText.includes(wanted), {}, text)
        .catch(async () => {
          const shown = await page.evaluate(() => document.body.innerText);
          throw new Error(`The page never says “${text}”. It says:\n${shown}`);
        });
    },
    read: (label) =>
      page
        .locator(named(label, 'textbox'))
        .map((field) => (field as HTMLTextAreaElement).value)
        .wait(),
  };
}

/** How far the page is wider than its window, in pixels. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
