/**
 * Draws the toolbar icons from mark.svg: `node extension/mark/icons.ts`. The results are committed, so that
 * a build needs no browser.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import puppeteer from 'puppeteer';

const SIZES = [16, 24, 32, 48, 128];
const PAGE = (svg: string) =>
  `<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`;

const svg = readFileSync(new URL('mark.svg', import.meta.url), 'utf8');
const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium';
const browser = await puppeteer.launch({ executablePath, pipe: true, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  for (const size of SIZES) {
    await page.setViewport({ width: size, height: size });
    await page.setContent(PAGE(svg));
    const png = await page.screenshot({ omitBackground: true });
    writeFileSync(new URL(`../public/icon/${size}.png`, import.meta.url), png);
  }
} finally {
  await browser.close();
}
