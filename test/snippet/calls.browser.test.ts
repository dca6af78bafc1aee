import { expect, it } from 'vitest';
import { mark, useShop } from './shop.ts';

const shop = useShop();
const SIGNATURE = 'a'.repeat(64);
const ld = (data: unknown) => `<script type="application/ld+json">${JSON.stringify(data, null, 1)}</script>`;

it('sends products, orders, customers, intents and events as the wire has them', async () => {
  shop.serve('/', '');
  const tab = await shop.open('/');
  await tab.evaluate((signature) => {
    window.backstamp('product', { sku: 4711, name: 'Oak sofa' });
    window.backstamp('order', { order: 'A-1', amountMinor: 499900, currency: 'EUR', signature });
    window.backstamp('identify', { customer: 'c-1', signature });
    window.backstamp('intent', 'map');
    window.backstamp('event', 'chat opened');
  }, SIGNATURE);
  await shop.recorder.came('event');
  expect(
    shop.recorder.beacons.flatMap(({ events }) => events).filter(({ type }) => type !== 'view'),
  ).toMatchObject([
    { type: 'product', sku: '4711', name: 'Oak sofa' },
    { type: 'order', order: 'A-1', amountMinor: 499900, currency: 'EUR', signature: SIGNATURE },
    { type: 'identify', customer: 'c-1', signature: SIGNATURE },
    { type: 'intent', name: 'map' },
    { type: 'event', name: 'chat opened' },
  ]);
});

it.each([
  ['an unsigned customer', ['identify', { customer: 'c-1' }]],
  ['a fractional amount', ['order', { order: 'A-1', amountMinor: 49.99, currency: 'EUR' }]],
  ['an unknown call', ['purchase', { order: 'A-1' }]],
])('warns of %s and sends the rest', async (_what, call) => {
  shop.serve('/', '');
  const tab = await shop.open('/');
  const warned = new Promise<string>((resolve) => {
    tab.on('console', (message) => message.type() === 'warn' && resolve(message.text()));
  });
  await tab.evaluate((...what) => window.backstamp(...what), ...call);
  expect(await warned).toContain(call[0]);
  await mark(shop, tab);
  expect(
    shop.recorder.beacons
      .flatMap(({ events }) => events)
      .map(({ type }) => type)
      .sort(),
  ).toEqual(['event', 'view']);
});

it.each([
  ['a product', ld({ '@type': 'Product', sku: 'oak-1', name: 'Oak' }), ['oak-1']],
  [
    'a product in a graph',
    ld({ '@graph': [{ '@type': 'WebPage' }, { '@type': 'Product', sku: 'oak-1' }] }),
    ['oak-1'],
  ],
  ['a product without sku', ld({ '@type': 'Product', name: 'Oak' }), ['']],
  [
    'a group of variants',
    ld({
      '@type': 'ProductGroup',
      sku: 'oak',
      hasVariant: [{ '@type': 'Product', sku: 'oak-1' }, { '@type': 'Product' }],
    }),
    ['oak'],
  ],
  [
    'a list of products',
    ld({
      '@type': 'ItemList',
      itemListElement: [
        { '@type': 'Product', sku: 'a' },
        { '@type': 'Product', sku: 'b' },
      ],
    }),
    [],
  ],
  [
    'broken JSON beside it',
    `<script type="application/ld+json">{ oops</script>${ld({ '@type': 'Product', sku: 'oak-1' })}`,
    ['oak-1'],
  ],
  ['no product', ld({ '@type': 'Organization' }), []],
])('reads from JSON-LD: %s', async (_what, head, skus) => {
  shop.serve('/', '', '', head);
  const tab = await shop.open('/');
  await mark(shop, tab);
  expect(shop.recorder.events('product').map(({ sku }) => sku)).toEqual(skus);
});

it('reads a product that a route change brings, and none twice', async () => {
  shop.serve('/a', '', '', ld({ '@type': 'Product', sku: 'a' }));
  const tab = await shop.open('/a');
  await shop.recorder.came('product');
  await tab.evaluate(() => {
    history.pushState({}, '', '/b');
    const script = document.querySelector('script[type]') as HTMLScriptElement;
    setTimeout(() => Object.assign(script, { textContent: '{"@type":"Product","sku":"b"}' }), 200);
  });
  await shop.recorder.came('product', 2);
  await mark(shop, tab);
  expect(shop.recorder.events('product').map(({ sku, url }) => `${sku} ${new URL(url).pathname}`)).toEqual([
    'a /a',
    'b /b',
  ]);
});
