import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import { COUPON } from './recorder.ts';
import { mark, useShop, viewedPaths } from './shop.ts';

const shop = useShop();
const PLACE = '<p data-backstamp="code">–</p><a href="#x">Link</a>';
const GTAG = `<script>
  window.dataLayer = []; function gtag() { dataLayer.push(arguments) }
  dataLayer.push({ event: 'gtm.js' });
</script>`;
const DENIED = `${GTAG}<script>gtag('consent', 'default', { analytics_storage: 'denied', ad_storage: 'denied' })</script>`;
const TCF = `<script>
  window.__tcfapi = (command, version, callback) => {
    window.tell = (eventStatus, consents, gdprApplies = true) => callback({ eventStatus, gdprApplies, purpose: { consents } }, true);
    tell('cmpuishown', {});
  };
</script>`;

interface Platform {
  gtag(...call: unknown[]): void;
  tell(status: string, consents: Record<number, boolean>, applies?: boolean): void;
}

const stored = (tab: Page) => tab.evaluate(() => Object.keys(localStorage));
/** Time in which a tag that did not wait would long have sent. */
const rest = (tab: Page) => tab.evaluate(() => new Promise((done) => setTimeout(done, 700)));

const ASKED: [
  platform: string,
  head: string,
  attributes: string,
  yes: (page: Platform & Window) => void,
  no: (page: Platform & Window) => void,
][] = [
  [
    'the page itself',
    '',
    'data-consent="required"',
    (page) => page.backstamp('consent', true),
    (page) => page.backstamp('consent', false),
  ],
  [
    'Google Consent Mode',
    DENIED,
    '',
    (page) => page.gtag('consent', 'update', { analytics_storage: 'granted', ad_storage: 'denied' }),
    (page) => page.gtag('consent', 'update', { analytics_storage: 'denied', ad_storage: 'denied' }),
  ],
  [
    'IAB TCF',
    TCF,
    '',
    (page) => page.tell('useractioncomplete', { 1: true, 7: true, 8: true }),
    (page) => page.tell('useractioncomplete', { 1: false, 7: false, 8: false }),
  ],
];

it.each(ASKED)(
  '%s: nothing is sent or stored before the answer; yes makes one page view in all',
  async (_name, head, attributes, yes) => {
    shop.serve('/', PLACE, attributes, head);
    const tab = await shop.open('/');
    await tab.click('a');
    await rest(tab);
    expect(shop.recorder.beacons).toEqual([]);
    expect(await stored(tab)).toEqual([]);
    await tab.evaluate(yes as never, await tab.evaluateHandle('window'));
    await shop.recorder.came('view');
    await shop.recorder.came('ask');
    await mark(shop, tab);
    expect(shop.recorder.events('view')).toHaveLength(1);
    expect(shop.recorder.events('click'), 'what was done before is not counted').toEqual([]);
    expect(shop.recorder.beacons[0]?.visitor).toBeTruthy();
    expect(await stored(tab)).toEqual(['backstamps1']);
  },
);

it.each(ASKED)(
  '%s: no makes one request without a visitor, stores nothing, and still shows a coupon',
  async (_name, head, attributes, _yes, no) => {
    shop.serve('/', PLACE, attributes, head);
    const tab = await shop.open('/');
    await tab.evaluate(no as never, await tab.evaluateHandle('window'));
    await tab.waitForFunction(() => document.querySelector('p')?.textContent === '012-345-6ZX');
    await tab.click('a');
    await tab.evaluate(() => window.backstamp('intent', 'map'));
    await rest(tab);
    await tab.evaluate(() => dispatchEvent(new Event('pagehide')));
    await rest(tab);
    expect(shop.recorder.beacons.map(({ events }) => events.map(({ type }) => type))).toEqual([
      ['view', 'ask'],
    ]);
    expect(shop.recorder.beacons[0]?.visitor).toBeUndefined();
    expect(await stored(tab)).toEqual([]);
  },
);

it('tells of consent to advertising apart from that to measuring', async () => {
  shop.serve('/', '', '', DENIED);
  const tab = await shop.open('/');
  await tab.evaluate(
    (page) => page.gtag('consent', 'update', { analytics_storage: 'granted', ad_storage: 'denied' }),
    (await tab.evaluateHandle('window')) as never as Platform,
  );
  await shop.recorder.came('view');
  expect(shop.recorder.beacons[0]?.adConsent).toBe(false);
});

it('counts one page view in all where a refusal is taken back', async () => {
  shop.serve('/', '<a href="#x">Link</a>', '', DENIED);
  const tab = await shop.open('/');
  const [, , , yes, no] = ASKED[1] as (typeof ASKED)[number];
  const page = await tab.evaluateHandle('window');
  await tab.evaluate(no as never, page);
  await shop.recorder.came('view');
  await tab.evaluate(yes as never, page);
  await tab.waitForFunction(() => localStorage.length > 0);
  await tab.click('a');
  await shop.recorder.came('click');
  await mark(shop, tab);
  expect(shop.recorder.events('view')).toHaveLength(1);
});

it('forgets the visitor where consent is withdrawn, and asks nobody twice where it stands', async () => {
  shop.serve('/', '', 'data-consent="required"');
  const tab = await shop.open('/');
  await tab.evaluate(() => window.backstamp('consent', true));
  await shop.recorder.came('view');
  await tab.reload();
  await tab.evaluate(() => window.backstamp('consent', true));
  await shop.recorder.came('view', 2);
  expect(shop.recorder.beacons[1]?.visitor).toBe(shop.recorder.beacons[0]?.visitor);
  await tab.evaluate(() => window.backstamp('consent', false));
  await tab.waitForFunction(() => localStorage.length === 0);
});

it('needs no consent where the TCF says that the GDPR does not apply', async () => {
  shop.serve('/', '', '', TCF);
  const tab = await shop.open('/');
  await tab.evaluate(
    (page) => page.tell('tcloaded', {}, false),
    (await tab.evaluateHandle('window')) as never as Platform,
  );
  await shop.recorder.came('view');
  expect(shop.recorder.beacons[0]?.visitor).toBeTruthy();
});

it('stores nothing and names nobody under Global Privacy Control, whatever the page says', async () => {
  const gpc = '<script>Object.defineProperty(navigator, "globalPrivacyControl", { value: true })</script>';
  shop.serve('/a', PLACE, '', gpc);
  shop.serve('/b', '', '', gpc);
  const tab = await shop.open('/a');
  await tab.evaluate(() => window.backstamp('consent', true));
  await tab.waitForFunction(() => document.querySelector('p')?.textContent === '012-345-6ZX');
  expect(await stored(tab)).toEqual([]);
  await tab.goto(shop.recorder.url('/b'), { referer: shop.recorder.url('/a') });
  await shop.recorder.came('view', 2);
  expect(await stored(tab)).toEqual([]);
  expect(shop.recorder.beacons.map(({ visitor }) => visitor)).toEqual([undefined, undefined]);
  expect(shop.recorder.events('view')[1]?.referrer, 'the server then counts no arrival').toBe(
    shop.recorder.url('/a'),
  );
  expect(viewedPaths(shop)).toEqual(['/a', '/b']);
  expect(COUPON.code).toBe('0123456ZX');
});
