import type { Browser } from 'puppeteer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeHttpClient } from '../../server/httpClient.ts';
import { couponCode, groupCode } from '../../shared/couponCode.ts';
import { REFUSALS } from '../../shared/refusals.ts';
import type { Refused } from '../../shared/wire/till.ts';
import { launchBrowser } from '../setup/browser.ts';
import { newTillPage, openCounter, type TillPage } from './till/driver.ts';
import { openTillWorld, PIN, type TillCounter, type TillWorld } from './till/world.ts';

/** Right in itself, and issued to nobody. */
const STRAY = couponCode(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]));

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
});
afterEach(async () => {
  await till.close();
});

/** The till's page, its keyboard, and the helpers of its driver by their short names. */
const page = () => till.page;
const press = (key: 'Enter' | 'Escape' | 'Backspace' | 'ArrowLeft' | 'ArrowRight') =>
  page().keyboard.press(key);
const type = (text: string) => page().keyboard.type(text);
const keys = () => new Set(till.attempts.map(({ key }) => key));

describe('the device and its clerk', () => {
  test('is enrolled by the code in the address, which is then gone from it', async () => {
    await page().goto(counter.link);
    await page().waitForSelector('.clerk');
    expect(page().url()).toBe(`${world.url}/till`);
    await page().reload();
    await page().waitForSelector('.clerk');
  });

  test('says that an enrolling code is no good, and takes another one by hand', async () => {
    await page().goto(`${world.url}/till#nonsense`);
    await page().waitForFunction(() =>
      document.querySelector('#enrol-verdict')?.textContent?.includes('24 hours'),
    );
    await page().$eval('#device-code', (field) => (field as HTMLInputElement).select());
    await type(new URL(counter.link).hash.slice(1));
    await press('Enter');
    await page().waitForSelector('.clerk');
  });

  test('a clerk signs in by keyboard alone; a locked one is shown and cannot', async () => {
    const { id: clerkId } = await counter.addClerk('Late shift');
    const other = makeHttpClient(world.url);
    await other.post('/v1/till/enrolment', { code: new URL(counter.link).hash.slice(1) });
    for (let tries = 0; tries < 5; tries += 1) {
      await other.post('/v1/till/session', { clerkId, pin: '0000' }).catch(() => undefined);
    }
    await page().browserContext().setCookie(deviceCookie(other.cookies));
    await page().goto(`${world.url}/till`);
    await page().waitForSelector('.clerk');
    const names = await page().$$eval('.clerk', (labels) => labels.map(({ textContent }) => textContent));
    expect(names).toEqual(['Early shift', 'Late shiftlocked']);
    expect(await page().$$eval('.clerk input:disabled', (inputs) => inputs.length)).toBe(1);
    await press('Enter');
    expect(await till.focused()).toBe('pin');
    await type(PIN);
    await press('Enter');
    await page().waitForSelector('#code');
    expect(await till.focused()).toBe('code');
  });

  test('five wrong PINs lock the clerk, and the page says so', async () => {
    await page().goto(counter.link);
    await page().waitForSelector('#pin');
    await page().waitForFunction(() => document.activeElement?.id === 'pin');
    for (let tries = 1; tries <= 5; tries += 1) {
      await type('0000');
      await press('Enter');
      await page().waitForFunction(
        (text) =>
          document.querySelector('#pin-wrong')?.textContent?.includes(text) &&
          document.activeElement?.id === 'pin',
        {},
        tries < 5 ? 'The PIN is wrong' : 'is locked after five',
      );
    }
    await page().waitForSelector('.clerk input:disabled');
  });

  test('switching the clerk leads back to the names, and ends the session', async () => {
    await openCounter(till, counter);
    await page().click('header button');
    await page().waitForSelector('.clerk');
    await page().reload();
    await page().waitForSelector('.clerk');
  });
});

function deviceCookie(cookies: Map<string, string>) {
  const { hostname } = new URL(world.url);
  return { name: 'backstamp_device', value: cookies.get('backstamp_device') ?? '', domain: hostname };
}

describe('the code', () => {
  beforeEach(() => openCounter(till, counter));

  test('groups itself as it is typed, in any case, with O and I as digits', async () => {
    await type('8oi4');
    expect(await till.field('#code')).toBe('801-4');
    await press('Backspace');
    expect(await till.field('#code')).toBe('801');
  });

  test('Backspace behind a hyphen takes the character before it, and the caret stays in place', async () => {
    await type('ABC12');
    for (let i = 0; i < 2; i += 1) await press('ArrowLeft');
    await press('Backspace');
    expect(await till.field('#code')).toBe('AB1-2');
    await type('X');
    expect(await till.field('#code')).toBe('ABX-12');
  });

  test('is looked up once, without a key more, when it is complete', async () => {
    const code = await world.newCode();
    await type(code.toLowerCase());
    await till.answers('good', '10% off');
    expect(till.lookUps).toEqual([code]);
    expect(await till.text('.answer')).toContain('for orders from CN¥2,000.00');
    expect(await till.text('[role=status]')).toContain('10% off');
    expect(await till.focused()).toBe('amount');
  });

  test('a scanner’s Enter goes no further than the code', async () => {
    const code = await world.newCode();
    await type(groupCode(code));
    await press('Enter');
    await page().waitForSelector('#amount');
    await press('Enter');
    expect(await page().$eval('#amount', (field) => field.getAttribute('aria-invalid'))).toBe('false');
    expect(till.lookUps).toEqual([code]);
  });

  test('a mistyped one is told at once, with the network gone', async () => {
    await page().setOfflineMode(true);
    await type(`${STRAY.slice(0, 8)}${STRAY.endsWith('0') ? '1' : '0'}`);
    await till.answers('bad', 'A character is wrong.');
    expect(till.lookUps).toEqual([]);
  });

  test('without a network it is kept, and looked up again', async () => {
    await page().setOfflineMode(true);
    const code = await world.newCode();
    await type(code);
    await till.answers('watch', 'cannot be reached');
    expect(await till.field('#code')).toBe(groupCode(code));
    await page().setOfflineMode(false);
    await page().click('.hints .primary');
    await till.answers('good', '10% off');
  });

  test('after a refusal the next code is simply typed over it', async () => {
    await type(STRAY);
    await till.answers('bad', 'We do not know this code.');
    await type(await world.newCode());
    await till.answers('good', '10% off');
  });
});

const AT = Date.UTC(2026, 8, 3, 6, 5);
const DETAILS: Partial<Record<Refused['why'], Partial<Refused>>> = {
  notYetValid: { at: AT },
  expired: { at: AT },
  alreadyRedeemed: { at: AT, store: 'Tenon Hangzhou' },
  voided: { at: AT },
  revoked: { at: AT },
  wrongStore: { store: 'Tenon Hangzhou' },
  belowMinimum: { minimumMinor: 200_000 },
  overAuthority: { maxDiscountMinor: 80_000 },
  orderUsed: { at: AT, store: 'Tenon Hangzhou' },
};
const ENGLISH: Record<Refused['why'], [sentence: RegExp, next: RegExp]> = {
  unknown: [/We do not know this code/, /charge the full price/],
  mistyped: [/A character is wrong/, /type it again/],
  notYetValid: [/good only from Sep 3, 2026, 2:05\sPM/, /come back then/],
  expired: [/expired: Sep 3, 2026, 2:05\sPM/, /new code/],
  alreadyRedeemed: [/used already: Sep 3, 2026, 2:05\sPM, Tenon Hangzhou/, /today’s list/],
  voided: [/withdrawn: Sep 3, 2026/, /full price/],
  wrongStore: [/good in Tenon Hangzhou, not here/, /which store takes it/],
  limitReached: [/used up/, /full price/],
  belowMinimum: [/starts at CN¥2,000.00/, /correct the amount/],
  overAuthority: [/may give: CN¥800.00 at most/, /owner/],
  revoked: [/ended this offer: Sep 3, 2026/, /full price/],
  orderUsed: [/used with a code already: Sep 3, 2026, 2:05\sPM, Tenon Hangzhou/, /one order takes one code/],
};
const CHINESE: Record<Refused['why'], RegExp> = {
  unknown: /没有这个优惠码/,
  mistyped: /有一个字符不对/,
  notYetValid: /自 2026年9月3日 14:05 起有效/,
  expired: /已过期：2026年9月3日 14:05/,
  alreadyRedeemed: /已经使用过：2026年9月3日 14:05，Tenon Hangzhou/,
  voided: /已作废/,
  wrongStore: /适用于Tenon Hangzhou，本店不可用/,
  limitReached: /此优惠已用完/,
  belowMinimum: /满 ¥2,000.00 可用/,
  overAuthority: /最多 ¥800.00/,
  revoked: /商家已终止此优惠/,
  orderUsed: /此订单号已经用过优惠码：2026年9月3日 14:05/,
};

describe('every refusal has its sentence and what to do next', () => {
  beforeEach(() => openCounter(till, counter));

  test('at the look-up, with when and where, in both languages', async () => {
    for (const why of REFUSALS) {
      till.refuseLookUps = { ok: false, why, ...DETAILS[why] };
      await type(STRAY);
      const [sentence, next] = ENGLISH[why];
      await till.answers('bad', sentence);
      expect(await till.text('.answer .next')).toMatch(next);
      expect(await till.text('[role=status]')).toMatch(sentence);
      expect(await till.text('.answer')).not.toMatch(/\{\{|undefined|refused\./);
      await page().click('header button:last-child');
      await till.answers('bad', CHINESE[why]);
      await page().click('header button:last-child');
      await page().focus('#code');
      await press('Escape');
    }
  });

  test('also without the details that a server may leave out', async () => {
    for (const why of REFUSALS) {
      till.refuseLookUps = { ok: false, why };
      await type(STRAY);
      await till.answers('bad', /\S/);
      expect(await till.text('.answer')).not.toMatch(/\{\{|undefined|refused\.|CN¥0/);
      await press('Escape');
      await till.answers('idle', 'Ready');
    }
  });

  test.each(['belowMinimum', 'overAuthority', 'orderUsed'] as const)(
    '%s at the redemption keeps the form, and is mended in it',
    async (why) => {
      till.refuseNext = { ok: false, why, ...DETAILS[why] };
      await till.enterOrder(await world.newCode());
      await press('Enter');
      await till.answers('bad', ENGLISH[why][0]);
      expect(await till.field('#amount')).toBe('4999');
      await type('-2');
      await press('Enter');
      await till.answers('good', 'Charge CN¥4,499.10');
      expect(keys().size).toBe(2);
    },
  );

  test('one that another order cannot mend leads back to the code', async () => {
    till.refuseNext = { ok: false, why: 'alreadyRedeemed', ...DETAILS.alreadyRedeemed };
    await till.enterOrder(await world.newCode());
    await press('Enter');
    await till.answers('bad', 'used already');
    expect(await till.focused()).toBe('code');
  });

  test('a code that was used is refused with the time and this store', async () => {
    const code = await world.newCode();
    await till.enterOrder(code);
    await press('Enter');
    await till.answers('good', 'Charge');
    await type(code);
    await till.answers('bad', new RegExp(`used already: \\d+:\\d\\d\\s[AP]M, ${counter.store}`));
  });
});

describe('a redemption', () => {
  beforeEach(() => openCounter(till, counter));

  test('by keyboard alone, from the code to the next customer', async () => {
    const code = await world.newCode();
    await till.enterOrder(code, '4,999.00');
    expect(await till.text('.sum')).toContain('CN¥499.90');
    expect(await till.text('.go')).toBe('Redeem and charge CN¥4,499.10');
    await press('Enter');
    await till.answers('good', 'Charge CN¥4,499.10');
    const { redemptions } = await counter.today();
    expect(redemptions).toMatchObject([
      { code, amountMinor: 499_900, toPayMinor: 449_910, order: till.order },
    ]);
    await page().waitForSelector('.today tbody tr');
    expect(await till.text('.today tbody tr')).toContain(`${till.order} · Early shift`);
    expect(await till.text('.today tfoot')).toContain('CN¥4,499.10');
    expect(await till.focused()).toBe('code');
    await press('Escape');
    await till.answers('idle', 'Ready');
  });

  test('an amount that cannot be read, or a missing number, is told at its field and nothing is sent', async () => {
    await till.enterOrder(await world.newCode(), '49a9', '');
    await page().click('.go');
    expect(await till.text('#amount-problem')).toBe('This is no amount. Write it like CN¥4,999.00.');
    expect(await till.text('#order-problem')).toBe('Type the order’s number.');
    expect(await till.focused()).toBe('amount');
    expect(till.attempts).toEqual([]);
  });

  test('below the offer’s least order is told before anything is sent, and refused if it is', async () => {
    await till.enterOrder(await world.newCode(), '1999');
    expect(await till.text('.sum .watch')).toBe('The offer starts at CN¥2,000.00.');
    await press('Enter');
    await till.answers('bad', 'this offer starts at CN¥2,000.00');
  });

  test('a gift is named, and the whole sum charged', async () => {
    const lamps = await world.newOffer({ name: 'A lamp', kind: 'gift', gift: 'Reading lamp' });
    await till.enterOrder(await lamps.newCode());
    expect(await till.text('.go')).toBe('Redeem and charge CN¥4,999.00');
    await press('Enter');
    await till.answers('good', 'Hand over: Reading lamp');
  });

  test('Esc leads back to the code, and Enter to the order as it was typed', async () => {
    const code = await world.newCode();
    await till.enterOrder(code);
    await press('Escape');
    expect(await till.field('#code')).toBe(groupCode(code));
    await press('ArrowRight');
    await press('Enter');
    await page().waitForSelector('#order');
    expect(await till.field('#order')).toBe(till.order);
  });

  test.each(['before', 'after'] as const)(
    'the connection breaks %s the server has redeemed: trying again redeems once',
    async (when) => {
      till.cut = when;
      await till.enterOrder(await world.newCode());
      await press('Enter');
      await till.answers('watch', 'trying again never redeems twice');
      expect((await counter.today()).count).toBe(when === 'before' ? 0 : 1);
      expect(await till.field('#amount')).toBe('4999');
      expect(await till.field('#order')).toBe(till.order);
      expect(await till.text('.go')).toBe('Try again: charge CN¥4,499.10');
      till.cut = null;
      await press('Enter');
      await till.answers('good', 'Charge CN¥4,499.10');
      expect(till.attempts).toHaveLength(2);
      expect(keys().size).toBe(1);
      expect((await counter.today()).count).toBe(1);
    },
  );

  test('after such a break another amount does not redeem a second time', async () => {
    till.cut = 'after';
    await till.enterOrder(await world.newCode());
    await press('Enter');
    await till.answers('watch', 'cannot be reached');
    till.cut = null;
    await type('9');
    await press('Enter');
    await till.answers('watch', 'went through after all');
    expect((await counter.today()).count).toBe(1);
    await page().waitForSelector('.today tbody tr');
  });

  test('each sale has a key of its own', async () => {
    for (const order of ['A-1', 'A-2']) {
      await till.enterOrder(await world.newCode(), '2500', `${order}-${counter.store}`);
      await press('Enter');
      await till.answers('good', order);
    }
    expect(keys().size).toBe(2);
  });

  test('a session that ends in the middle asks for the PIN and loses nothing', async () => {
    await till.enterOrder(await world.newCode());
    await till.endSession();
    await press('Enter');
    await page().waitForSelector('dialog #pin');
    await page().waitForFunction(() => document.activeElement?.id === 'pin');
    await press('Escape');
    expect(await page().$('dialog[open]')).not.toBeNull();
    await type(PIN);
    await press('Enter');
    await page().waitForFunction(() => !document.querySelector('dialog'));
    expect(await till.field('#amount')).toBe('4999');
    await page().focus('#order');
    await press('Enter');
    await till.answers('good', 'Charge CN¥4,499.10');
    expect(keys().size).toBe(1);
  });

  test('one that ends at the code looks it up after the PIN', async () => {
    await till.endSession();
    await type(await world.newCode());
    await page().waitForFunction(() => document.activeElement?.id === 'pin');
    await type(PIN);
    await press('Enter');
    await till.answers('good', '10% off');
  });
});

describe('undo', () => {
  let code: string;
  beforeEach(async () => {
    code = await world.newCode();
    await openCounter(till, counter);
    await till.enterOrder(code);
    await press('Enter');
    await till.answers('good', 'Charge');
    await page().waitForSelector('.today tbody tr');
  });

  test('from the answer, after asking once more', async () => {
    await page().click('.answer .undo button');
    await page().waitForSelector('dialog[open]');
    expect((await counter.today()).count).toBe(1);
    await press('Enter');
    await till.answers('idle', `The code ${groupCode(code)} can be used again.`);
    expect((await counter.today()).count).toBe(0);
    await page().waitForSelector('.today .voided .badge');
    expect(await till.text('.today tfoot')).toContain('CN¥0.00');
    await type(code);
    await till.answers('good', '10% off');
  });

  test('from the list; Esc keeps it', async () => {
    await page().click('.today .act button');
    await page().waitForSelector('dialog[open]');
    await press('Escape');
    await page().waitForFunction(() => !document.querySelector('dialog'));
    expect((await counter.today()).count).toBe(1);
    await page().click('.today .act button');
    await page().waitForSelector('dialog[open]');
    await page().click('dialog .danger');
    await page().waitForSelector('.today .voided');
    expect((await counter.today()).count).toBe(0);
  });

  test('gives way to a return when its fifteen minutes are over', async () => {
    await page().evaluateOnNewDocument((ms) => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + ms;
    }, 15 * 60_000);
    await page().reload();
    await page().waitForSelector('.today tbody tr');
    expect(await till.text('.today .act button')).toBe('Return');
  });
});

describe('on a phone, in the dark, in Chinese', () => {
  test.each([
    [360, 'light'],
    [360, 'dark'],
    [390, 'light'],
  ] as const)('nothing is wider than %i px (%s)', async (width, scheme) => {
    await page().setViewport({ width, height: 700 });
    await page().emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page().goto(`${world.url}/till`);
    await page().waitForSelector('#device-code');
    expect(await till.overflow()).toBe(0);
    await page().goto('about:blank');
    await openCounter(till, counter);
    expect(await till.overflow()).toBe(0);
    await till.enterOrder(await world.newCode(), '12,345,678.00', `LONG-ORDER-NUMBER-2026-${till.order}`);
    expect(await till.overflow()).toBe(0);
    await press('Enter');
    await page().waitForSelector('.today tbody tr');
    expect(await till.overflow()).toBe(0);
    await type(STRAY);
    await till.answers('bad', 'We do not know');
    expect(await till.overflow()).toBe(0);
  });

  test('speaks Chinese to a Chinese browser', async () => {
    await page().evaluateOnNewDocument(() =>
      Object.defineProperty(navigator, 'languages', { get: () => ['zh-CN', 'zh'] }),
    );
    await openCounter(till, counter);
    await till.answers('idle', '就绪');
    await till.enterOrder(await world.newCode());
    expect(await till.text('.go')).toBe('核销并收款 ¥4,499.10');
    await press('Enter');
    await till.answers('good', '应收 ¥4,499.10');
    expect(await page().evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    expect(await page().title()).toBe('收银台');
  });
});

test('a server that cannot be reached at the start is said so, and tried again', async () => {
  await openCounter(till, counter);
  await page().evaluateOnNewDocument(() => {
    const { fetch } = window;
    window.fetch = (...input) =>
      sessionStorage.getItem('back') ? fetch(...input) : Promise.reject(new TypeError('no network'));
  });
  await page().reload();
  await page().waitForSelector('.screen [role=alert]');
  await page().evaluate(() => sessionStorage.setItem('back', 'yes'));
  await page().click('.screen .primary');
  await page().waitForSelector('#code');
});
