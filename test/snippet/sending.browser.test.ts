import { expect, it } from 'vitest';
import { mark, useShop, viewedPaths } from './shop.ts';

const shop = useShop();
/** Twice this is more than a browser lets outlive a page. */
const LONG = `?${'x'.repeat(1900)}`;

it('splits what is too much for one request, and loses nothing', async () => {
  shop.serve('/', '');
  const tab = await shop.open(`/${LONG}`);
  await shop.recorder.came('view');
  await tab.evaluate(() => {
    for (let n = 0; n < 36; n += 1) window.backstamp('event', `event ${n}`);
  });
  await shop.recorder.came('event', 36);
  const names = new Set(shop.recorder.events('event').map(({ name }) => name));
  expect(names.size).toBe(36);
  expect(shop.recorder.beacons.length).toBeGreaterThan(2);
});

it('loses nothing of it where the page is left at that moment either', async () => {
  shop.serve('/', '');
  const tab = await shop.open(`/${LONG}`);
  await shop.recorder.came('view');
  await tab.evaluate(() => {
    for (let n = 0; n < 36; n += 1) window.backstamp('event', `event ${n}`);
  });
  await tab.goto(shop.recorder.url('/'));
  await shop.recorder.until('36 different events', () => {
    return new Set(shop.recorder.events('event').map(({ name }) => name)).size === 36;
  });
});

it('refuses a single event over 16 KB with a warning', async () => {
  shop.serve('/', '');
  const tab = await shop.open('/');
  const warned = new Promise<string>((resolve) => {
    tab.on('console', (message) => message.type() === 'warn' && resolve(message.text()));
  });
  await tab.evaluate(() => window.backstamp('product', { sku: 'x'.repeat(17_000) }));
  expect(await warned).toContain('product');
  await mark(shop, tab);
  expect(shop.recorder.events('product')).toEqual([]);
});

it('tries again after 503 and 429, and then counts once', async () => {
  const statuses = [503, 429];
  const tried: number[] = [];
  shop.recorder.answer = () => {
    tried.push(Date.now());
    return { status: statuses.shift() ?? 202 };
  };
  shop.serve('/', '');
  const tab = await shop.open('/');
  await shop.recorder.came('view');
  await mark(shop, tab);
  expect(viewedPaths(shop)).toEqual(['/']);
  const [first = 0, second = 0, third = 0] = tried;
  expect(third - second).toBeGreaterThan((second - first) * 1.5);
});

it('never tries again after another refusal', async () => {
  let refused = 0;
  shop.recorder.answer = ({ events }) => {
    if (!events.some(({ type }) => type === 'view')) return {};
    refused += 1;
    return { status: 400 };
  };
  shop.serve('/', '');
  const tab = await shop.open('/');
  await shop.recorder.until('the refusal', () => refused > 0);
  await tab.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2500)));
  await mark(shop, tab);
  expect(refused).toBe(1);
  expect(viewedPaths(shop)).toEqual([]);
});

it('keeps what happens offline over a reload, and sends it later with its age', async () => {
  shop.serve('/', '');
  const tab = await shop.open('/');
  await shop.recorder.came('view');
  await tab.setOfflineMode(true);
  await tab.evaluate(() => window.backstamp('event', 'offline'));
  await tab.waitForFunction(() => localStorage.getItem('backstamps1')?.includes('offline'));
  const cameBackAt = Date.now();
  await tab.setOfflineMode(false);
  await tab.reload();
  await shop.recorder.came('event');
  await mark(shop, tab);
  const beacon = shop.recorder.beacons.find(({ events }) =>
    events.some((event) => 'name' in event && event.name === 'offline'),
  );
  const event = beacon?.events.find((one) => one.type === 'event');
  expect(event?.at).toBeLessThanOrEqual(cameBackAt);
  expect(beacon?.sent).toBeGreaterThanOrEqual(cameBackAt);
  expect(new Set(shop.recorder.events('event').map(({ id }) => id)).size).toBe(2);
  await tab.waitForFunction(() => !localStorage.getItem('backstamps1')?.includes('offline'));
});

it('keeps a bounded queue, and gives up after ten tries', async () => {
  let tries = 0;
  shop.recorder.answer = () => {
    tries += 1;
    return { status: 503 };
  };
  shop.serve('/', '');
  const tab = await shop.open(`/${LONG}`);
  await tab.evaluate(() => {
    for (let n = 0; n < 300; n += 1) window.backstamp('event', `event ${n}`);
  });
  await tab.waitForFunction(() => localStorage.getItem('backstamps1')?.includes('event 299'));
  // Every time that the page may be left is a try.
  for (let n = 0; n < 12; n += 1) {
    const before = tries;
    await tab.evaluate(() => dispatchEvent(new Event('pagehide')));
    await shop.recorder.until('a try', () => tries > before || n > 8);
    await tab.waitForFunction(() => new Promise((done) => requestAnimationFrame(() => done(true))));
    const kept = await tab.evaluate(() => localStorage.getItem('backstamps1') ?? '');
    expect(kept.length).toBeLessThan(256 * 1024);
  }
  await tab.waitForFunction(() => JSON.parse(localStorage.getItem('backstamps1') ?? '').events.length === 0);
});
