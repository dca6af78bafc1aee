import { expect, it } from 'vitest';
import { mark, useShop, viewedPaths } from './shop.ts';

const shop = useShop();

it('sends one request for a page view, with address, referrer and title', async () => {
  shop.serve('/landing', '<a id="next" href="/next?x=1">Next</a>');
  shop.serve('/next', '');
  const tab = await shop.open('/landing?utm_source=weibo');
  await shop.recorder.came('view');
  expect(shop.recorder.beacons).toHaveLength(1);
  const [beacon] = shop.recorder.beacons;
  expect(beacon).toMatchObject({
    site: 's1',
    visitor: expect.stringMatching(/^[0-9a-z]{16,40}$/),
    robot: true,
  });
  expect(beacon?.events).toMatchObject([
    { type: 'view', url: shop.recorder.url('/landing?utm_source=weibo'), referrer: '', title: 'Shop' },
  ]);
  await tab.goto(shop.recorder.url('/next?x=1'), { referer: shop.recorder.url('/landing') });
  await shop.recorder.came('view', 2);
  expect(shop.recorder.events('view')[1]?.referrer).toBe(shop.recorder.url('/landing'));
  expect(shop.recorder.beacons[1]?.visitor).toBe(beacon?.visitor);
});

it('replays calls that were queued before it loaded, in order', async () => {
  const head = `<script>
    window.backstamp = function () { (backstamp.q = backstamp.q || []).push(arguments) };
    backstamp('event', 'first'); backstamp('intent', 'map'); backstamp('event', 'third');
  </script>`;
  shop.serve('/', '', '', head);
  await shop.open('/');
  await shop.recorder.came('event', 2);
  expect(
    shop.recorder.beacons[0]?.events.map((event) => ('name' in event ? event.name : event.type)),
  ).toEqual(['view', 'first', 'map', 'third']);
});

it('counts one page view where it is loaded twice for one site, and one each for two sites', async () => {
  const more = ['s1', 's2'].map(
    (id) => `<script defer src="${shop.recorder.tag}?" data-site="${id}"></script>`,
  );
  shop.serve('/', '', '', more.join(''));
  const tab = await shop.open('/');
  await shop.recorder.came('view', 2);
  await tab.evaluate(() => window.backstamp('event', 'both'));
  await shop.recorder.came('event', 2);
  expect(
    shop.recorder.beacons.flatMap(({ site, events }) => events.map(({ type }) => `${site} ${type}`)).sort(),
  ).toEqual(['s1 event', 's1 view', 's2 event', 's2 view']);
});

it('counts a new path once, the same address and a query never, and Back', async () => {
  shop.serve('/a', '');
  const tab = await shop.open('/a');
  await shop.recorder.came('view');
  await tab.evaluate(() => {
    history.pushState({}, '', '/b');
    history.pushState({}, '', '/b');
    history.replaceState({}, '', '/b?color=red');
    history.pushState({}, '', '/c');
  });
  await shop.recorder.came('view', 3);
  await tab.evaluate(() => history.back());
  await shop.recorder.came('view', 4);
  await mark(shop, tab);
  expect(viewedPaths(shop)).toEqual(['/a', '/b', '/c', '/b']);
  expect(shop.recorder.events('view')[2]?.referrer).toBe(shop.recorder.url('/b'));
});

it('counts a query or a hash route where the owner says so', async () => {
  shop.serve('/query', '', 'data-route="search"');
  shop.serve('/hash', '', 'data-route="hash"');
  const query = await shop.open('/query');
  await shop.recorder.came('view');
  await query.evaluate(() => history.replaceState({}, '', '?page=2'));
  await shop.recorder.came('view', 2);
  const hash = await shop.open('/hash');
  await shop.recorder.came('view', 3);
  await hash.evaluate(() => {
    location.hash = '#/sofas';
  });
  await shop.recorder.came('view', 4);
  await mark(shop, hash);
  expect(shop.recorder.events('view').map(({ url }) => url.replace(shop.recorder.url(''), ''))).toEqual([
    '/query',
    '/query?page=2',
    '/hash',
    '/hash#/sofas',
  ]);
});

it('finds a new route without the Navigation API too, and stands beside another patch of pushState', async () => {
  const head = `<script>
    delete window.navigation; Object.defineProperty(window, 'navigation', { value: undefined });
    const push = history.pushState;
    history.pushState = function () { return push.apply(this, arguments) };
  </script>`;
  shop.serve('/a', '', '', head);
  const tab = await shop.open('/a');
  await shop.recorder.came('view');
  await tab.evaluate(() => history.pushState({}, '', '/b'));
  await shop.recorder.came('view', 2);
  expect(viewedPaths(shop)).toEqual(['/a', '/b']);
});

it('counts a page that comes back from the back/forward cache, and goes on counting there', async () => {
  shop.serve('/a', '<button>Menu</button>');
  shop.serve('/b', '');
  const tab = await shop.open('/a');
  await shop.recorder.came('view');
  await tab.evaluate(() => Object.assign(window, { wasHere: true }));
  await tab.goto(shop.recorder.url('/b'));
  await shop.recorder.came('view', 2);
  await tab.goBack();
  await shop.recorder.came('view', 3);
  expect(await tab.evaluate(() => 'wasHere' in window), 'it was restored, not loaded').toBe(true);
  await tab.click('button');
  await shop.recorder.came('click');
  await mark(shop, tab);
  expect(viewedPaths(shop)).toEqual(['/a', '/b', '/a']);
});

it('counts a prerendered page when it is shown, and never one that is not', async () => {
  const rules = JSON.stringify({
    prerender: [{ source: 'list', urls: ['/shown', '/unshown'], eagerness: 'immediate' }],
  });
  shop.serve('/a', '<a href="/shown">Go</a>', '', `<script type="speculationrules">${rules}</script>`);
  for (const path of ['/shown', '/unshown']) {
    // Says that it runs while it is only rendered ahead.
    shop.serve(path, '', '', `<script>if (document.prerendering) fetch('/ahead.js${path}')</script>`);
  }
  const tab = await shop.open('/a');
  await shop.recorder.came('view');
  await shop.recorder.until('both are rendered ahead', () =>
    ['/ahead.js/shown', '/ahead.js/unshown'].every((path) => shop.recorder.requested.includes(path)),
  );
  expect(viewedPaths(shop)).toEqual(['/a']);
  await Promise.all([tab.waitForNavigation(), tab.click('a')]);
  await shop.recorder.came('view', 2);
  await mark(shop, tab);
  expect(viewedPaths(shop)).toEqual(['/a', '/shown']);
});

it('keeps the view of a page that is left at once', async () => {
  shop.serve('/short', '');
  shop.serve('/next', '');
  const tab = await shop.open('/short');
  await tab.goto(shop.recorder.url('/next'));
  await shop.recorder.came('view', 2);
  expect(viewedPaths(shop).sort()).toEqual(['/next', '/short']);
});
