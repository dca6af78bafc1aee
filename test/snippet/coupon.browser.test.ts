import { expect, it } from 'vitest';
import { COUPON, page } from './recorder.ts';
import { mark, useShop } from './shop.ts';

const shop = useShop();
const CODE = '012-345-6ZX';
const PLACES = `<p data-backstamp="code">–</p><p data-backstamp="offer"></p><p data-backstamp="expires"></p>
<p data-backstamp="qr"></p><p data-backstamp="store-name"></p><p data-backstamp="store-phone"></p>
<p data-backstamp="store-address"></p>`;

it('asks in the request of the page view, and fills every placeholder', async () => {
  shop.serve('/', PLACES);
  const tab = await shop.open('/');
  await tab.waitForFunction((code) => document.querySelector('p')?.textContent === code, {}, CODE);
  expect(shop.recorder.beacons.map(({ events }) => events.map(({ type }) => type))).toEqual([
    ['view', 'ask'],
  ]);
  expect(await tab.$$eval('p', (all) => all.map((place) => place.textContent))).toEqual([
    CODE,
    COUPON.offer,
    await tab.evaluate((at) => new Date(at as number).toLocaleDateString(), COUPON.expiresAt),
    '',
    'Mitte',
    '+49 30 123',
    'Torstraße 1',
  ]);
  const image = await tab.$eval('img', ({ src, alt }) => ({ src, alt }));
  expect(image).toEqual({ src: shop.recorder.tag.replace('tag.js', `v1/qr/${COUPON.code}.svg`), alt: CODE });
});

it('asks only when a placeholder comes into view', async () => {
  shop.serve('/', '<div style="height: 300vh"></div><p data-backstamp="code">–</p>');
  const tab = await shop.open('/');
  await mark(shop, tab);
  expect(shop.recorder.events('ask')).toEqual([]);
  await tab.$eval('p', (place) => place.scrollIntoView());
  await tab.waitForFunction((code) => document.querySelector('p')?.textContent === code, {}, CODE);
  await mark(shop, tab, 'end');
  expect(shop.recorder.events('ask')).toHaveLength(1);
});

it('asks for nothing where there is no placeholder', async () => {
  shop.serve('/', '<p>Text</p>');
  const tab = await shop.open('/');
  await mark(shop, tab);
  expect(shop.recorder.events('ask')).toEqual([]);
});

it('fills what appears later, and what is rendered again', async () => {
  shop.serve('/', '<main></main>');
  const tab = await shop.open('/');
  await shop.recorder.came('view');
  for (const text of ['–', 'again']) {
    await tab.$eval(
      'main',
      (main, markup) => Object.assign(main, { innerHTML: markup }),
      `<p data-backstamp="code">${text}</p>`,
    );
    await tab.waitForFunction((code) => document.querySelector('p')?.textContent === code, {}, CODE);
  }
  await mark(shop, tab);
  expect(shop.recorder.events('ask')).toHaveLength(1);
});

it('fills within 100 ms of the answer, and shifts nothing', async () => {
  const head = `<script>
    window.shifts = 0; window.answeredAt = window.filledAt = 0;
    new PerformanceObserver((list) => { shifts += list.getEntries().length }).observe({ type: 'layout-shift', buffered: true });
    const send = fetch;
    fetch = async (...call) => { const answer = await send(...call); answeredAt ||= performance.now(); return answer };
    addEventListener('load', () => new MutationObserver(() => { filledAt ||= performance.now() })
      .observe(document.querySelector('p'), { childList: true, characterData: true, subtree: true }));
  </script>`;
  shop.serve('/', '<p data-backstamp="code" style="width: 12em; height: 1.5em">–</p><p>Text</p>', '', head);
  const tab = await shop.open('/');
  await tab.waitForFunction(() => (window as never as { filledAt: number }).filledAt > 0);
  const { answeredAt, filledAt, shifts } = await tab.evaluate(() => {
    const { answeredAt, filledAt, shifts } = window as never as Record<string, number>;
    return { answeredAt, filledAt, shifts };
  });
  expect((filledAt ?? 0) - (answeredAt ?? 0)).toBeLessThan(100);
  expect(shifts).toBe(0);
});

it('shows at once what an earlier page was given, and what has expired never', async () => {
  shop.serve('/', PLACES);
  const tab = await shop.open('/');
  await tab.waitForFunction((code) => document.querySelector('p')?.textContent === code, {}, CODE);
  await tab.waitForFunction(() => localStorage.getItem('backstamps1')?.includes('0123456ZX'));
  shop.recorder.answer = () => ({ delayMs: 1500, coupon: COUPON });
  await tab.reload();
  await tab.waitForFunction((code) => document.querySelector('p')?.textContent === code, {}, CODE);
  expect(shop.recorder.beacons, 'not yet answered').toHaveLength(1);
  await shop.recorder.came('ask', 2);
  await tab.evaluateOnNewDocument(() => {
    const kept = JSON.parse(localStorage.getItem('backstamps1') ?? '');
    kept.coupon.expiresAt = 1;
    localStorage.setItem('backstamps1', JSON.stringify(kept));
  });
  shop.recorder.answer = () => ({ coupon: null });
  await tab.reload();
  await shop.recorder.came('ask', 3);
  await mark(shop, tab);
  expect(await tab.$eval('p', (place) => place.textContent)).toBe('–');
});

it('changes nothing before the page has loaded and its framework has taken over', async () => {
  // A framework that hydrates in a deferred script and wants to find its markup as the server wrote it.
  const framework = `<script defer src="/framework.js"></script>`;
  shop.recorder.pages['/framework.js'] = {
    headers: { 'content-type': 'text/javascript' },
    body: `window.found = [];
      for (const place of document.querySelectorAll('p')) {
        found.push(place.innerHTML);
        window.text = place.firstChild;
      }
      window.update = (value) => { text.data = value };`,
  };
  shop.recorder.pages['/'] = page(shop.recorder, '<p data-backstamp="code">server</p>', '', '').replace(
    '</body>',
    `${framework}</body>`,
  );
  const tab = await shop.open('/');
  await tab.waitForFunction((code) => document.querySelector('p')?.textContent === code, {}, CODE);
  expect(await tab.evaluate(() => (window as never as { found: string[] }).found)).toEqual(['server']);
  // The framework's own text node is still the one in the page: it updates, and is filled again.
  await tab.evaluate(() => (window as never as { update(value: string): void }).update('rendered'));
  await tab.waitForFunction((code) => document.querySelector('p')?.textContent === code, {}, CODE);
  expect(await tab.evaluate(() => (window as never as { text: Text }).text.isConnected)).toBe(true);
});

it('copies the code on a click, and says so', async () => {
  shop.serve('/', '<p data-backstamp="code">–</p><button data-backstamp="copy">Copy</button>');
  const tab = await shop.open('/');
  await tab
    .browserContext()
    .overridePermissions(shop.recorder.url(''), ['clipboard-read', 'clipboard-sanitized-write']);
  await tab.waitForFunction((code) => document.querySelector('p')?.textContent === code, {}, CODE);
  await tab.click('button');
  await shop.recorder.came('coupon');
  expect(shop.recorder.events('coupon')).toMatchObject([{ action: 'copied', code: COUPON.code }]);
  expect(await tab.evaluate(() => navigator.clipboard.readText())).toBe(CODE);
});

it('gives the page the coupon, or null where there is none', async () => {
  shop.serve('/', '');
  const tab = await shop.open('/');
  const given = () => tab.evaluate(() => new Promise((take) => window.backstamp('coupon', take)));
  expect(await given()).toEqual(COUPON);
  await tab.evaluate(() => localStorage.clear());
  shop.recorder.answer = () => ({ coupon: null });
  await tab.reload();
  expect(await given()).toBeNull();
});
