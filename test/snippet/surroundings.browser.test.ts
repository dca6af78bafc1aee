import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { page } from './recorder.ts';
import { mark, useShop } from './shop.ts';

const shop = useShop();
const TAG = fileURLToPath(new URL('../../dist/tag.js', import.meta.url));

it('works under a strict CSP with Trusted Types, by nonce and by integrity', async () => {
  const integrity = `sha384-${createHash('sha384').update(readFileSync(TAG)).digest('base64')}`;
  const { tag } = shop.recorder;
  const csp = `default-src 'none'; script-src 'nonce-abc'; connect-src ${new URL(tag).origin}; img-src ${new URL(tag).origin}; require-trusted-types-for 'script'; trusted-types 'none'`;
  shop.recorder.pages['/'] = {
    headers: { 'content-security-policy': csp },
    body: page(
      shop.recorder,
      '<p data-backstamp="code">–</p><p data-backstamp="qr"></p>',
      `nonce="abc" integrity="${integrity}" crossorigin`,
    ),
  };
  const tab = await shop.tab();
  const complaints: string[] = [];
  tab.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await tab.goto(shop.recorder.url('/'));
  await tab.waitForFunction(() => document.querySelector('p')?.textContent === '012-345-6ZX');
  await tab.waitForFunction(() => (document.querySelector('img')?.naturalWidth ?? 0) > 0);
  expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([]);
});

it('takes its settings from its address, as a tag manager leaves them', async () => {
  const { tag } = shop.recorder;
  shop.recorder.pages['/'] = `<!doctype html><script>
    const script = document.createElement('script');
    script.src = '${tag}?site=managed&consent=required&global=stamp';
    document.head.append(script);
  </script>`;
  const tab = await shop.open('/');
  await tab.waitForFunction(() => 'stamp' in window);
  await tab.evaluate(() => (window as never as { stamp(...call: unknown[]): void }).stamp('consent', true));
  await shop.recorder.came('view');
  expect(shop.recorder.beacons[0]?.site).toBe('managed');
  expect(await tab.evaluate(() => 'backstamp' in window)).toBe(false);
});

it('can be served under another name, path and global, from the page’s own origin', async () => {
  shop.recorder.pages['/'] =
    `<!doctype html><script defer src="/own/shop.js" data-site="s1" data-api="/own/in" data-global="stamp"></script>
    <p data-backstamp="qr"></p>`;
  const tab = await shop.open('/');
  await tab.waitForSelector('img');
  await shop.recorder.came('view');
  expect(shop.recorder.requested).toContain('/own/in');
  expect(await tab.$eval('img', ({ src }) => src)).toBe(shop.recorder.url('/own/qr/0123456ZX.svg'));
});

it('names nobody where storage is blocked, and throws nothing', async () => {
  const blocked = `<script>Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError') } })</script>`;
  shop.serve('/', '<p data-backstamp="code">–</p>', '', blocked);
  const tab = await shop.open('/');
  await tab.waitForFunction(() => document.querySelector('p')?.textContent === '012-345-6ZX');
  expect(
    shop.recorder.beacons.map(({ visitor, events }) => [visitor, events.map(({ type }) => type)]),
  ).toEqual([[undefined, ['view', 'ask']]]);
});

it('works in a sandboxed frame, whose origin is null', async () => {
  shop.serve('/frame', '');
  shop.recorder.pages['/'] = `<!doctype html><iframe sandbox="allow-scripts" src="/frame"></iframe>`;
  await shop.open('/');
  await shop.recorder.came('view');
  expect(shop.recorder.beacons[0]?.visitor).toBeUndefined();
});

it('throws nothing on a file, without randomUUID, or in a loader that hides the script', async () => {
  const { tag } = shop.recorder;
  const tab = await shop.tab();
  await tab.goto(`data:text/html,<script defer src="${tag}" data-site="s1"></script>`);
  shop.serve('/', '', '', '<script>delete Crypto.prototype.randomUUID</script>');
  await tab.goto(shop.recorder.url('/'));
  await shop.recorder.until('a view of the page', () =>
    shop.recorder.events('view').some(({ url }) => url === shop.recorder.url('/')),
  );
  shop.recorder.pages['/module'] = `<!doctype html><script type="module">import '${tag}'</script>`;
  await tab.goto(shop.recorder.url('/module'));
  const before = shop.recorder.events('view').length;
  await tab.goto(shop.recorder.url('/'));
  await mark(shop, tab);
  expect(shop.recorder.events('view')).toHaveLength(before + 1);
});

it('says that a driven browser is one, and drops nothing of it', async () => {
  shop.serve('/', '');
  await shop.open('/');
  await shop.recorder.came('view');
  expect(shop.recorder.beacons[0]?.robot).toBe(true);
});
