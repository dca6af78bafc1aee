import type { Browser } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { newTillPage, openCounter, type TillPage } from './till/driver.ts';
import { openTillWorld, type TillCounter, type TillWorld } from './till/world.ts';

let browser: Browser;
let world: TillWorld;
let counter: TillCounter;
let till: TillPage;

beforeAll(async () => {
  world = await openTillWorld();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
beforeEach(async () => {
  counter = await world.newCounter();
  till = await newTillPage(browser);
  await openCounter(till, counter);
  await till.enterOrder(await world.newCode());
  await till.page.keyboard.press('Enter');
  await till.answers('good', 'Charge');
});
afterEach(async () => {
  await till.close();
});

/** Finds the sale by its order's number, and opens the dialog. */
async function findAndOpen(): Promise<void> {
  await till.page.click('#find');
  await till.page.keyboard.type(till.order);
  await till.page.keyboard.press('Enter');
  await till.page.waitForSelector('.find .act button');
  await till.page.click('.find .act button');
  await till.page.waitForSelector('dialog[open] #return-amount');
}

const says = (selector: string, words: string) =>
  till.page.waitForFunction(
    (where, what) => document.querySelector(where)?.textContent?.includes(what),
    {},
    selector,
    words,
  );

test('a part comes back: what to pay back is said before and after, and both lists show what is left', async () => {
  await findAndOpen();
  await says('dialog button.primary', 'pay back CN¥4,499.10');
  await till.page.keyboard.type('1000');
  await says('dialog button.primary', 'pay back CN¥900.00');
  await till.page.keyboard.press('Enter');
  await says('dialog h2', 'Pay back CN¥900.00');
  await till.page.keyboard.press('Enter');
  await says('.find tbody', 'CN¥3,999.00');
  await says('.today tfoot', 'CN¥3,599.10');
  expect(await till.text('.find tbody s')).toBe('CN¥4,999.00');
  expect((await counter.today()).redemptions).toMatchObject([
    { amountMinor: 399_900, returnedMinor: 100_000 },
  ]);
});

test('all of it comes back at once; more than is left is refused before it is sent', async () => {
  await findAndOpen();
  await till.page.keyboard.type('5000');
  await till.page.keyboard.press('Enter');
  await says('#return-wrong', 'No more than CN¥4,999.00 is left');
  await till.page.$eval('#return-amount', (field) => (field as HTMLInputElement).select());
  await till.page.keyboard.type('4999');
  await till.page.keyboard.press('Enter');
  await says('dialog h2', 'Pay back CN¥4,499.10');
  await till.page.keyboard.press('Enter');
  await says('.find .voided .badge', 'returned');
  expect((await counter.today()).count).toBe(0);
  expect(await till.overflow()).toBe(0);
});
