import type { Browser, HTTPRequest, Page } from 'puppeteer';
import type { Refused } from '../../../shared/wire/till.ts';
import { PIN, type TillCounter } from './world.ts';

/** A till in a browser of its own. What it asks the server is seen, and can be refused or cut. */
export interface TillPage {
  page: Page;
  /** The number of this page's order: a site takes each once. */
  order: string;
  lookUps: string[];
  attempts: { key: string; body: unknown }[];
  /** Answers look-ups with this instead of asking the server. */
  refuseLookUps: Refused | null;
  /** Answers the next redemption with this. */
  refuseNext: Refused | null;
  /** Breaks the connection of redemptions before the server hears of them, or after it has redeemed. */
  cut: 'before' | 'after' | null;
  text(selector: string): Promise<string>;
  field(selector: string): Promise<string>;
  focused(): Promise<string>;
  overflow(): Promise<number>;
  /** Waits until the upper half says this, in this tone. */
  answers(tone: 'good' | 'bad' | 'watch' | 'idle', words: string | RegExp): Promise<void>;
  /** To the order form with a good code, and both its fields filled. */
  enterOrder(code: string, amount?: string, order?: string): Promise<void>;
  /** Lets the clerk's session end, as twelve hours do. */
  endSession(): Promise<void>;
  close(): Promise<void>;
}

let orders = 10_000;

export async function newTillPage(browser: Browser): Promise<TillPage> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.setRequestInterception(true);
  const till: TillPage = {
    page,
    order: `A-${orders++}`,
    lookUps: [],
    attempts: [],
    refuseLookUps: null,
    refuseNext: null,
    cut: null,
    text: (selector) => page.$eval(selector, (element) => element.textContent ?? ''),
    field: (selector) => page.$eval(selector, (element) => (element as HTMLInputElement).value),
    focused: () => page.evaluate(() => document.activeElement?.id ?? ''),
    overflow: () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    answers: (tone, words) => waitForAnswer(page, tone, words),
    async enterOrder(code, amount = '4999', order = till.order) {
      await page.keyboard.type(code);
      await page.waitForSelector('#amount');
      await page.keyboard.type(amount);
      await page.keyboard.press('Enter');
      await page.keyboard.type(order);
    },
    async endSession() {
      const cookies = await context.cookies();
      await context.deleteCookie(...cookies.filter(({ name }) => name === 'backstamp_clerk'));
    },
    close: () => context.close(),
  };
  page.on('request', (request) => void steer(till, request));
  return till;
}

/** Enrols the browser and signs the clerk in. */
export async function openCounter({ page }: TillPage, counter: TillCounter): Promise<void> {
  await page.goto(counter.link);
  await page.waitForSelector('.clerk');
  await page.click('.clerk');
  await page.waitForFunction(() => document.activeElement?.id === 'pin');
  await page.keyboard.type(PIN);
  await page.keyboard.press('Enter');
  await page.waitForSelector('#code');
}

async function waitForAnswer(page: Page, tone: string, words: string | RegExp): Promise<void> {
  const pattern = typeof words === 'string' ? words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : words.source;
  await page.waitForFunction(
    (wantedTone, wanted) =>
      new RegExp(wanted).test(document.querySelector(`.answer.${wantedTone}`)?.textContent ?? ''),
    { timeout: 10_000 },
    tone,
    pattern,
  );
}

async function steer(till: TillPage, request: HTTPRequest): Promise<void> {
  const isPost = request.method() === 'POST';
  if (isPost && request.url().endsWith('/lookups')) return steerLookUp(till, request);
  if (isPost && request.url().endsWith('/redemptions')) return steerRedemption(till, request);
  await request.continue();
}

async function steerLookUp(till: TillPage, request: HTTPRequest): Promise<void> {
  till.lookUps.push((bodyOf(request) as { code: string }).code);
  if (!till.refuseLookUps) return request.continue();
  await request.respond({ contentType: 'application/json', body: JSON.stringify(till.refuseLookUps) });
}

async function steerRedemption(till: TillPage, request: HTTPRequest): Promise<void> {
  till.attempts.push({ key: request.headers()['idempotency-key'] ?? '', body: bodyOf(request) });
  const refusal = till.refuseNext;
  till.refuseNext = null;
  if (refusal) {
    const problem = { type: '', title: refusal.why, status: 409, code: refusal.why, refusal };
    await request.respond({ status: 409, contentType: 'application/json', body: JSON.stringify(problem) });
  } else if (till.cut) {
    if (till.cut === 'after') await pass(till, request);
    await request.abort('connectionreset');
  } else await request.continue();
}

/** Lets the server hear the request, and the page not the answer. */
async function pass({ page }: TillPage, request: HTTPRequest): Promise<void> {
  const cookies = await page.browserContext().cookies();
  await fetch(request.url(), {
    method: 'POST',
    headers: {
      ...request.headers(),
      origin: new URL(request.url()).origin,
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    },
    body: request.postData() ?? '',
  });
}

function bodyOf(request: HTTPRequest): unknown {
  return JSON.parse(request.postData() ?? 'null');
}
