import type { Browser, Page } from 'puppeteer';
import type { Demo } from '../../server/demo/start.ts';

/** What is needed to take a picture. */
export interface Studio {
  demo: Demo;
  browser: Browser;
  extensionId: string;
  /** For the documentation. */
  save(page: Page, name: string): Promise<void>;
  /** For the listings of the extension's stores. */
  saveForStore(page: Page, name: string): Promise<void>;
}

/** A window of this size whose pictures do not depend on when an animation began. */
export async function stillPage(page: Page, width: number, height: number, scheme = 'light'): Promise<Page> {
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([
    { name: 'prefers-reduced-motion', value: 'reduce' },
    { name: 'prefers-color-scheme', value: scheme },
  ]);
  return page;
}

/** A browser of its own without the extension: someone else's. Not marked as a robot, which is given no code. */
export async function strangersPage({ browser }: Studio, width: number, height: number): Promise<Page> {
  const context = await browser.createBrowserContext();
  const page = await stillPage(await context.newPage(), width, height);
  const userAgent = (await browser.userAgent()).replace('Headless', '');
  await page.setUserAgent({ userAgent });
  await page.evaluateOnNewDocument(() => Object.defineProperty(navigator, 'webdriver', { get: () => false }));
  return page;
}

/** Fonts and pictures are there, and two frames have been drawn with them. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}
