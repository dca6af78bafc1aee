import type { Page } from 'puppeteer';
import { type Studio, settled, strangersPage } from './studio.ts';

const ORDER = 'SH-10452';
const CODE = /^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}$/;

/** A shopper's coupon on the shop's page, and the same code redeemed at the till. */
export async function tillPictures(studio: Studio): Promise<void> {
  const { demo, save } = studio;
  const shopper = await strangersPage(studio, 1000, 560);
  await shopper.goto(`${demo.url}/demo?utm_source=weibo&utm_medium=social&utm_campaign=autumn`);
  const code = await readCode(shopper);
  await settled(shopper);
  await save(shopper, 'coupon');

  const till = await strangersPage(studio, 1000, 860);
  await till.goto(demo.shop.tillLink);
  await till.locator('.clerk').click();
  await till.locator('#pin').fill(demo.pin);
  await till.keyboard.press('Enter');
  await till.waitForSelector('#code');
  await till.keyboard.type(code);
  await till.waitForSelector('#amount');
  await till.keyboard.type('4999');
  await till.keyboard.press('Enter');
  await till.keyboard.type(ORDER);
  await till.keyboard.press('Enter');
  // The list has the new line too.
  await till.waitForFunction(
    (order) => document.querySelector('table')?.innerText.includes(order),
    {},
    ORDER,
  );
  await settled(till);
  await save(till, 'till');
}

async function readCode(page: Page): Promise<string> {
  await page.locator('#offer').scroll({ scrollTop: 0 });
  await page.$eval('#offer', (offer) => offer.scrollIntoView({ block: 'center' }));
  const place = '[data-backstamp="code"]';
  await page.waitForFunction(
    (selector, pattern) => new RegExp(pattern).test(document.querySelector(selector)?.textContent ?? ''),
    {},
    place,
    CODE.source,
  );
  return page.$eval(place, (element) => element.textContent ?? '');
}
