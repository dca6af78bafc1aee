import type { Page } from 'puppeteer';
import { expect, it } from 'vitest';
import { mark, useShop } from './shop.ts';

const shop = useShop();

it('delays no navigation, and its event arrives, while the server takes three seconds', async () => {
  shop.serve('/a', '<a href="/b" data-position="hero">Sofas</a>');
  shop.serve('/b', '');
  const tab = await shop.open('/a');
  await shop.recorder.came('view');
  shop.recorder.answer = () => ({ delayMs: 3000 });
  const clickedAt = Date.now();
  await Promise.all([tab.waitForNavigation({ waitUntil: 'domcontentloaded' }), tab.click('a')]);
  expect(Date.now() - clickedAt).toBeLessThan(1500);
  await shop.recorder.came('click');
  expect(shop.recorder.events('click')).toMatchObject([
    { position: 'hero', label: 'Sofas', url: shop.recorder.url('/a') },
  ]);
});

it('says position, intent and way out in one event', async () => {
  shop.serve(
    '/',
    '<a href="tel:+4930123" data-position="call" data-backstamp-intent="phone"><b>Call us</b></a>',
  );
  const tab = await shop.open('/');
  await tab.click('b');
  await shop.recorder.came('click');
  await mark(shop, tab);
  expect(
    shop.recorder.beacons.flatMap(({ events }) => events).filter(({ type }) => type !== 'view'),
  ).toMatchObject([
    { type: 'click', position: 'call', intent: 'phone', label: 'Call us' },
    { type: 'event' },
  ]);
});

it('counts no click on what is no position, and no right click', async () => {
  shop.serve('/', '<p id="text">Text</p><a href="/x">Link</a>');
  const tab = await shop.open('/');
  await tab.click('#text');
  await tab.click('a', { button: 'right' });
  await mark(shop, tab);
  expect(shop.recorder.events('click')).toEqual([]);
});

const OUTCOMES: {
  what: string;
  html: string;
  act(tab: Page): Promise<void>;
  key: string;
  opens?: number;
  hash?: string;
}[] = [
  {
    what: 'a middle click',
    html: '<a href="/b">B</a>',
    act: (tab) => tab.click('a', { button: 'middle' }),
    key: 'body>/b',
    opens: 1,
  },
  {
    what: 'a click with Ctrl',
    html: '<a href="/b">B</a>',
    act: async (tab) => {
      await tab.keyboard.down('Control');
      await tab.click('a');
      await tab.keyboard.up('Control');
    },
    key: 'body>/b',
    opens: 1,
  },
  {
    what: 'a new tab',
    html: '<a href="/b" target="_blank">B</a>',
    act: (tab) => tab.click('a'),
    key: 'body>/b',
    opens: 1,
  },
  {
    what: 'a prevented click',
    html: '<a href="/b" onclick="event.preventDefault()">B</a>',
    act: (tab) => tab.click('a'),
    key: 'body>/b',
  },
  {
    what: 'a click that the page hides',
    html: '<div onclick="event.stopPropagation()"><a href="#b">B</a></div>',
    act: (tab) => tab.click('a'),
    key: 'body>#b',
    hash: '#b',
  },
  {
    what: 'a link in a drawing',
    html: '<svg width="99" height="99"><a href="#svg"><rect width="99" height="99"/></a></svg>',
    act: (tab) => tab.click('rect'),
    key: 'body>#svg',
    hash: '#svg',
  },
  {
    what: 'a link in a shadow tree',
    html: '<x-link></x-link><script>document.querySelector("x-link").attachShadow({ mode: "open" }).innerHTML = "<a href=#x>X</a>"</script>',
    act: (tab) => tab.click('>>> a'),
    key: 'body>#x',
    hash: '#x',
  },
];

/** Acts on the page at `path`, and sees that as many tabs open and the address moves as said. */
async function actOn(path: string, { act, opens = 0, hash = '' }: (typeof OUTCOMES)[number]): Promise<Page> {
  const tab = await shop.open(path);
  const opened: Promise<unknown>[] = [];
  const others = new Set(tab.browserContext().targets());
  if (opens)
    opened.push(
      tab.browserContext().waitForTarget((target) => target.type() === 'page' && !others.has(target)),
    );
  await act(tab);
  await Promise.all(opened);
  await tab.waitForFunction((wanted) => location.hash === wanted, {}, hash);
  expect(new URL(tab.url()).pathname).toBe(path);
  return tab;
}

it.each(OUTCOMES)('$what counts once and does what it does without the tag', async (outcome) => {
  shop.serve('/', outcome.html);
  shop.serve('/b', '');
  shop.recorder.pages['/without'] = `<!doctype html><body>${outcome.html}</body>`;
  await actOn('/without', outcome);
  const tab = await actOn('/', outcome);
  await shop.recorder.came('click');
  await mark(shop, tab);
  expect(
    tab
      .browserContext()
      .targets()
      .filter((target) => target.type() === 'page'),
  ).toHaveLength(2 + 2 * (outcome.opens ?? 0));
  expect(shop.recorder.events('click').map(({ position }) => position)).toEqual([outcome.key]);
});

it('touches no form: it is sent once, with what was typed', async () => {
  shop.serve('/', '<form action="/sent"><input name="q" value="sofa"><button>Search</button></form>');
  shop.serve('/sent', '');
  const tab = await shop.open('/');
  await Promise.all([tab.waitForNavigation(), tab.click('button')]);
  await shop.recorder.came('view', 2);
  await mark(shop, tab);
  expect(shop.recorder.requested.filter((url) => url.startsWith('/sent'))).toEqual(['/sent?q=sofa']);
  expect(shop.recorder.events('click')).toMatchObject([{ position: 'body>"Search"' }]);
});
