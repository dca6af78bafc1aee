import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { buildMissing } from '../../server/builds.ts';
import { readConfig } from '../../server/config.ts';
import { startDemo } from '../../server/demo/start.ts';
import { makeHttpClient } from '../../server/httpClient.ts';
import type { Pairing } from '../../shared/wire/account.ts';
import { launchWithExtension, setUpOverlay } from '../extension/driver.ts';
import { consolePictures } from './consolePictures.ts';
import { overlayPictures } from './overlayPictures.ts';
import { storePictures } from './storePictures.ts';
import type { Studio } from './studio.ts';
import { tillPictures } from './tillPictures.ts';

const ROOT = join(import.meta.dirname, '../..');
const MOST_BYTES = 300_000;

// Numbers, times and words as an English reader in the demo merchant's time zone sees them.
process.env.LANGUAGE = 'en_US';
process.env.TZ = 'Asia/Shanghai';

/** `npm run screenshots [NAME…]`: what there are pictures of; the doors open after the console's. */
const PICTURES = {
  console: consolePictures,
  overlay: overlayPictures,
  store: storePictures,
  till: tillPictures,
};
const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);

/**
 * Takes the pictures of the documentation and of the extension's stores: the demo with its fixed seed, the built extension in a real
 * browser, nothing touched up. Their days and the live feed are those of the day on which they are taken.
 */
const say = (text: string) => console.log(text);
buildMissing(say);
// The popup shows the address: the usual port, unless it is taken.
const demo = await startDemo(readConfig({ PORT: process.env.PORT, LOG_LEVEL: 'warn' }), say);
const { browser, extensionId } = await launchWithExtension();
try {
  await pairExtension();
  const studio: Studio = {
    demo,
    browser,
    extensionId,
    save: (page, name) => save(page, `docs/images/${name}.png`),
    saveForStore: (page, name) => save(page, `extension/store/${name}.png`),
  };
  for (const [name, take] of Object.entries(PICTURES)) {
    if (isWanted(name)) await take(studio);
    // Until then the console's numbers are those of the seed alone.
    if (name === 'console') demo.openDoors();
  }
} finally {
  await browser.close();
  await demo.close();
}

async function pairExtension(): Promise<void> {
  const owner = makeHttpClient(demo.url);
  await owner.post('/v1/session', demo.owner);
  const { code } = await owner.post<Pairing>(`/v1/sites/${demo.shop.site.id}/pairings`);
  await setUpOverlay(browser, extensionId, { server: demo.url, code, storefront: demo.url });
}

/** Saves what a page shows. A picture that a reader would wait for is an error. */
async function save(page: Page, name: string): Promise<void> {
  const path = join(ROOT, name);
  await page.screenshot({ path: path as `${string}.png` });
  const { size } = statSync(path);
  say(`${name}: ${Math.round(size / 1_000)} kB`);
  if (size > MOST_BYTES) throw new Error(`${name} is over ${MOST_BYTES / 1_000} kB.`);
}
