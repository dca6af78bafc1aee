import type { Browser } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { launchBrowser } from '../setup/browser.ts';
import { type ConsolePage, openConsole, overflow } from './console/driver.ts';
import { openWorld, type World } from './console/world.ts';

const EMAIL = 'owner@kiln.example';
const PASSWORD = 'three unrelated words';
const SHOP = 'https://shop.kiln.example';

let world: World;
let browser: Browser;
let owner: ConsolePage;
let site = '';

beforeAll(async () => {
  world = await openWorld();
  browser = await launchBrowser();
  owner = await openConsole(browser);
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

// One story: what follows a broken part of it can only break too.
let broken = false;
beforeEach(({ skip }) => {
  skip(broken, 'an earlier part of the story failed');
  onTestFailed(() => {
    broken = true;
  });
});

test('a stranger to a server without an owner is told to open the printed link', async () => {
  await owner.go(world.url);
  await owner.sees('This server has no owner yet');
});

test('the first owner keeps what was typed when it is refused, and then comes in', async () => {
  await owner.go(`${world.url}/setup#wrong`);
  await owner.fill('E-mail', EMAIL);
  await owner.fill('Password', PASSWORD);
  await owner.press('Become the owner');
  await owner.page.waitForSelector('[role="alert"]:not(:empty)');
  expect(await owner.page.$eval('input[name="email"]', (field) => field.value)).toBe(EMAIL);

  await owner.go('about:blank');
  await owner.go(world.setupLink);
  await owner.fill('E-mail', EMAIL);
  await owner.fill('Password', PASSWORD);
  await owner.press('Become the owner');
  await owner.sees('Your first site');
});

test('a site is made, and its tag is shown with what is seen of it', async () => {
  await owner.fill('Name', 'Kiln & Timber');
  await owner.fill('Web addresses of the shop', 'not an address');
  await owner.choose('Time zone', 'Asia/Shanghai');
  await owner.choose('Currency', 'CNY');
  await owner.press('Create the site');
  await owner.sees('not is no web address');
  await owner.fill('Web addresses of the shop', 'shop.kiln.example/sofas');
  await owner.press('Create the site');
  await owner.sees('Nothing has arrived yet.');
  const tag = await owner.read('The tag');
  site = /^<script defer src=".+\/tag\.js" data-site="([\w-]+)"><\/script>$/.exec(tag)?.[1] ?? '';
  expect(tag).toContain(world.url);
  await world.visit({ site, origin: SHOP, source: 'weibo' });
  await owner.sees('The tag works.');
});

test('what comes from a foreign address can be let in', async () => {
  const staging = 'https://staging.kiln.example';
  await world.visit({ site, origin: staging, source: 'weibo' });
  await owner.press(`Add ${staging}`);
  await owner.page.waitForFunction(
    (added) => document.querySelector<HTMLTextAreaElement>('textarea[name="origins"]')?.value.includes(added),
    {},
    staging,
  );
});

test('a store gets a till device and a clerk', async () => {
  await owner.press('Stores', 'link');
  await owner.press('Add a store');
  await owner.fill('Name', 'Bund store');
  await owner.fill('City', 'Shanghai');
  await owner.press('Add the store');
  await owner.sees('Bund store');

  await owner.press('Enrol a device');
  await owner.fill('Name of the device', 'Till 1');
  await owner.press('Make the link');
  const link = await owner.read('Link');
  const code = link.split('/till#')[1] ?? '';
  await owner.sees(code);
  await owner.press('Done');
  await owner.sees('waiting for the device to enrol');

  await owner.press('Add a clerk');
  await owner.fill('Name', 'Early shift');
  await owner.fill('PIN', '4711');
  await owner.press('Add the clerk');
  await owner.sees('Early shift');
  world.openTill({ site, code, clerk: 'Early shift', pin: '4711' });
});

test('a campaign with a rule gets an offer, and a wrong amount is told at its field', async () => {
  await owner.press('Campaigns', 'link');
  await owner.sees('No campaign yet');
  await owner.press('New campaign', 'link');
  await owner.fill('Name', 'Autumn');
  await owner.fill('Source', 'wei*');
  await owner.press('Create, then add its offer');
  await owner.sees('New offer of Autumn');
  await owner.fill('Name', '15 % off');
  await owner.fill('Percent', '15');
  await owner.fill('Least order', 'two thousand');
  await owner.press('Create the offer');
  await owner.sees('Not an amount of CNY.');
  expect(await owner.page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('minimumMinor');
  await owner.fill('Least order', '2,000');
  await owner.press('Create the offer');
  await owner.sees('15 % off, orders from CN¥2,000.00');
});

test('the funnel moves as things happen, without reloading', async () => {
  await owner.press('Funnel', 'link');
  await owner.sees('live');
  const code = await world.visit({ site, origin: SHOP, source: 'weibo' });
  await owner.page.waitForFunction(
    () => document.querySelector('[data-step="coupon"] .count')?.textContent === '1',
  );
  expect(await countOf('arrival')).toBe('2');
  await owner.page.evaluate(() => document.body.classList.add('same-document'));

  await world.redeem({ code: code ?? '', amountMinor: 499_900, order: 'A-1' });
  await owner.sees('Weibo brought the one redemption');
  await owner.sees('CN¥4,999.00');
  expect(await countOf('redemption')).toBe('1');
  expect(await owner.page.evaluate(() => document.body.className)).toBe('same-document');
});

test('the money is credited to a source, and opens down to one redemption’s way to the till', async () => {
  await owner.press('Attribution', 'link');
  await owner.sees('By Last touch, weibo earned all of it: CN¥4,999.00');
  await owner.choose('Beside it', 'linear');
  await owner.sees('Linear says the same.');
  await owner.press('weibo');
  await owner.sees('Redemptions behind weibo');
  await owner.page.locator('.sale').click();
  await owner.sees('Redeemed in Bund store');
  await owner.sees('Linear: CN¥4,999.00');
  await owner.page.reload();
  await owner.sees('Redeemed in Bund store');
  await owner.press('Funnel', 'link');
});

test('attribution’s columns, order and filters are a link, also its file; what pages took part in has no total', async () => {
  await owner.press('Attribution', 'link');
  await owner.press('Cost and return', 'radio');
  await owner.sees('No cost is known for these days.');
  await owner.press('Funnel', 'radio');
  await owner.press('Code shown');
  await owner.page.click('.filters summary');
  await owner.choose('Channel', '=organicSocial');
  await owner.sees('Channel: Organic social');
  await owner.page.reload();
  await owner.sees('Channel: Organic social');
  await owner.page.waitForSelector('th[aria-sort="descending"]');
  const file = await owner.page.$eval('.table-foot a', async (link) => (await fetch(link.href)).text());
  expect(file).toMatch(/^source,.*\r\nweibo,.*\r\ntotal,/);
  await owner.choose('By', 'store');
  await owner.sees('Arrivals and cost are known by source, and by no store.');

  await owner.press('Pages and positions', 'link');
  await owner.sees('Channel: Organic social');
  await owner.sees('Of 2 who met “Sofas”, 1 redeemed: CN¥4,999.00 that this page took part in.');
  expect(await owner.page.$('tfoot')).toBeNull();
  await owner.press('Sofas');
  await owner.sees('Only positions on /sofas');
  await owner.sees('Nothing was clicked in these days.');
  await owner.press('Funnel', 'link');
});

test('without spend no platform is weighed; a row opens to its reason, and the way to the import is shown', async () => {
  await owner.press('Platforms', 'link');
  await owner.sees('weibo brought most: one redemption worth CN¥4,999.00.');
  await owner.sees('No spend in these days');
  await owner.press('weibo');
  await owner.sees('It costs nothing here and brings redemptions.');
  await owner.press('Close');
  await owner.page.waitForFunction(() => document.activeElement?.matches('th button'));
  await owner.page.keyboard.press('Enter');
  await owner.sees('It costs nothing here and brings redemptions.');
  await owner.page.reload();
  await owner.sees('It costs nothing here and brings redemptions.');
  expect(await owner.page.evaluate(() => document.activeElement?.textContent)).toContain('weibo');
  await owner.press('Import spend', 'link');
  await owner.sees('Drop a CSV file here.');
  await owner.press('Funnel', 'link');
});

test('days, comparison and filter live in the address', async () => {
  await owner.press('28 days', 'radio');
  await owner.press('Compare with the days before', 'checkbox');
  await owner.press('weibo');
  await owner.sees('Only weibo');
  const query = new URL(owner.page.url()).searchParams;
  expect(query.get('range')).toBe('28');
  expect(query.get('compare')).toBe('1');
  expect(Number(query.get('source'))).toBeGreaterThan(0);
  await owner.page.reload();
  await owner.sees('Only weibo');
  await owner.sees('before');
});

test('a page opens its own funnel', async () => {
  await owner.page.locator('.chip').click();
  await owner.page.locator('section[aria-labelledby="pages"] tbody .link').click();
  await owner.sees('The whole site');
  expect(new URL(owner.page.url()).searchParams.get('page')).toBe('/sofas');
  await owner.page.goBack();
});

test('a placement shows what its links brought, and is changed and removed', async () => {
  await owner.press('Placements', 'link');
  await owner.sees('No placement yet');
  await owner.press('Add a placement');
  await owner.fill('Placement', 'Weibo profile');
  await owner.fill('Page', 'weibo');
  await owner.fill('Source (utm_source)', 'Weibo');
  await owner.press('Add the placement');
  await owner.page.waitForSelector('input[name=page][aria-invalid=true]');
  await owner.fill('Page', 'https://weibo.example/u/*');
  await owner.press('Add the placement');
  await owner.sees('CN¥4,999.00');
  await owner.press('Edit Weibo profile');
  await owner.fill('Content (utm_content)', 'nobody');
  await owner.press('Save');
  await owner.sees('CN¥0.00');
  await owner.press('Remove Weibo profile');
  await owner.press('Remove the placement');
  await owner.sees('No placement yet');
});

test('an extension is paired by a code that counts down, and its token revoked', async () => {
  await owner.press('Settings', 'link');
  await owner.press('Pair an extension');
  const code = await owner.read('Code');
  expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
  await owner.sees('Good for another 9:');
  await world.pair(code, 'Studio laptop');
  await owner.sees('Paired: Studio laptop.');
  await owner.press('Revoke Studio laptop');
  await owner.press('Revoke it');
  await owner.sees('Nothing is paired yet.');
});

test('without its server the funnel says how old it is, other pages offer to try again, and both recover', async () => {
  await owner.press('Funnel', 'link');
  await owner.sees('live');
  await world.stop();
  await owner.sees('not live, numbers from');
  await owner.press('Campaigns', 'link');
  await owner.sees('The server cannot be reached.');
  await world.start();
  await owner.press('Try again');
  await owner.sees('15 % off, orders from');
  await owner.press('Funnel', 'link');
  await owner.sees('Weibo brought the one redemption');
});

test('a marketer joins by invitation, looks at everything and changes nothing', async () => {
  await owner.press('Settings', 'link');
  await owner.fill('E-mail', 'marketing@kiln.example');
  await owner.press('Make an invitation');
  const link = await owner.read('Invite someone');
  const marketer = await openConsole(browser);
  await marketer.go(link);
  await marketer.fill('Password', 'another three words');
  await marketer.press('Join');
  await marketer.sees('Weibo brought the one redemption');
  await marketer.press('Campaigns', 'link');
  await marketer.sees('15 % off, orders from');
  await marketer.press('Stores', 'link');
  await marketer.sees('Bund store');
  const buttons = await marketer.page.$$eval('#main button, #main a.button', (all) => all.length);
  expect(buttons).toBe(0);
  expect(marketer.complaints).toEqual([]);
  await marketer.page.close();
});

test('no page is wider than a phone', async () => {
  await owner.page.setViewport({ width: 390, height: 844 });
  for (const part of [
    'Funnel',
    'Attribution',
    'Platforms',
    'Campaigns',
    'Placements',
    'Stores',
    'Settings',
  ]) {
    await owner.press(part, 'link');
    await owner.page.waitForSelector('#main h1');
    await owner.page.waitForFunction(() => !document.querySelector('.loading'));
    expect([part, await overflow(owner.page)]).toEqual([part, 0]);
  }
  await owner.page.setViewport({ width: 1280, height: 900 });
});

test('an owner signs in by keyboard alone, and in Chinese where the browser asks for it', async () => {
  const other = await openConsole(browser, ['zh-CN', 'en']);
  await other.go(world.url);
  await other.page.waitForSelector('input[name="email"]:focus');
  await other.page.keyboard.type(EMAIL);
  await other.page.keyboard.press('Tab');
  await other.page.keyboard.type('not the password');
  await other.page.keyboard.press('Enter');
  await other.sees('邮箱与密码不匹配。');
  // The password has the focus still; what was typed stays until it is typed over.
  await other.page.keyboard.down('Control');
  await other.page.keyboard.press('a');
  await other.page.keyboard.up('Control');
  await other.page.keyboard.type(PASSWORD);
  await other.page.keyboard.press('Enter');
  await other.sees('漏斗');
  expect(await other.page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
  expect(other.complaints).toEqual([]);
  await other.page.close();
});

test('nothing went wrong in the page on the way', () => {
  expect(owner.complaints).toEqual([]);
});

function countOf(step: string): Promise<string | null> {
  return owner.page.$eval(`[data-step="${step}"] .count`, (cell) => cell.textContent);
}
