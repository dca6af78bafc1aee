import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { buildMissing } from '../../server/builds.ts';
import { readConfig } from '../../server/config.ts';
import { startDemo } from '../../server/demo/start.ts';
import { launchWithExtension } from '../extension/driver.ts';
import { consolePictures } from './consolePictures.ts';
import { overlayPictures } from './overlayPictures.ts';
import type { Studio } from './studio.ts';
import { tillPictures } from './tillPictures.ts';

const FOLDER = join(import.meta.dirname, '../../docs/images');
const MOST_BYTES = 300_000;

// Numbers, times and words as an English reader in the demo merchant's time zone sees them.
process.env.LANGUAGE = 'en_US';
process.env.TZ = 'Asia/Shanghai';

/**
 * Takes the pictures of the documentation: the demo with its fixed seed, the built extension in a real
 * browser, nothing touched up. Their days and the live feed are those of the day on which they are taken.
 */
const say = (text: string) => console.log(text);
buildMissing(say);
// The popup shows the address: the usual port, unless it is taken.
const demo = await startDemo(readConfig({ PORT: process.env.PORT, LOG_LEVEL: 'warn' }), say);
const { browser, extensionId } = await launchWithExtension();
try {
  const studio: Studio = { demo, browser, extensionId, save };
  // Before the doors open: the console's numbers are then those of the seed alone.
  await consolePictures(studio);
  demo.openDoors();
  await overlayPictures(studio);
  await tillPictures(studio);
} finally {
  await browser.close();
  await demo.close();
}

/** Saves what a page shows. A picture that a reader would wait for is an error. */
async function save(page: Page, name: string): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  await page.screenshot({ path: path as `${string}.png` });
  const { size } = statSync(path);
  say(`docs/images/${name}.png: ${Math.round(size / 1_000)} kB`);
  if (size > MOST_BYTES) throw new Error(`${name}.png is over ${MOST_BYTES / 1_000} kB.`);
}
