// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { positionKey, positionOf } from '../../shared/position.ts';

/** What is clicked, marked with `data-hit`, and the key under which it counts. Recorded keys never change. */
const FIXTURES: [what: string, html: string, key: string | null][] = [
  ['an explicit position', '<a data-position="hero" id="x" href="/sofas" data-hit>Sofas</a>', 'hero'],
  ['an empty position', '<a data-position="" href="/sofas" data-hit>Sofas</a>', 'body>/sofas'],
  ['a child of a link', '<a data-position="hero" href="/s"><b><i data-hit>Go</i></b></a>', 'hero'],
  ['a link in a marked block', '<div data-position="autumn"><a href="/s" data-hit>Go</a></div>', 'autumn'],
  ['nested positions', '<p data-position="out"><a data-position="in" href="/s" data-hit>Go</a></p>', 'in'],
  ['an id', '<header><a id="to-sofas" href="/sofas" data-hit>Sofas</a></header>', '#to-sofas'],
  ['an id that counts', '<a id="menu-item-4711" href="/sofas" data-hit>S</a>', 'body>/sofas'],
  ['a uuid', '<a id="b0e1c5a2-7d1e-4c0f-9d52-0a1b2c3d4e5f" href="/s" data-hit>S</a>', 'body>/s'],
  ['an id of React 18', '<a id=":ra:" href="/sofas" data-hit>S</a>', 'body>/sofas'],
  ['an id of React 19', '<a id="_r_a_" href="/sofas" data-hit>S</a>', 'body>/sofas'],
  ['an id of Radix', '<button id="radix-«rb»" data-hit>Menu</button>', 'body>"Menu"'],
  ['a menu in the header', '<header><nav><a href="/sofas" data-hit>S</a></nav></header>', 'header>/sofas'],
  ['a menu in the footer', '<footer><nav><a href="/sofas" data-hit>S</a></nav></footer>', 'footer>/sofas'],
  ['the nearest landmark', '<main><aside><a href="/sofas" data-hit>S</a></aside></main>', 'aside>/sofas'],
  [
    'a landmark with an id',
    '<footer id="legal"><a href="/terms" data-hit>T</a></footer>',
    'footer#legal>/terms',
  ],
  ['a landmark with an id that counts', '<main id="m-1"><a href="/t" data-hit>T</a></main>', 'main>/t'],
  ['a label, which is translated', '<main aria-label="Inhalt"><a href="/s" data-hit>S</a></main>', 'main>/s'],
  ['a section with an id', '<section id="offers"><a href="/s" data-hit>S</a></section>', 'section#offers>/s'],
  ['a section without', '<main><section><a href="/s" data-hit>S</a></section></main>', 'main>/s'],
  ['a relative address', '<a href="sofas/oak" data-hit>S</a>', 'body>/en/sofas/oak'],
  ['an absolute address', '<a href="https://shop.example/sofas" data-hit>S</a>', 'body>/sofas'],
  ['a slash at the end, a query', '<a href="/sofas/?utm_source=menu" data-hit>S</a>', 'body>/sofas'],
  ['the home page', '<a href="/" data-hit>Home</a>', 'body>/'],
  ['a path in another script', '<a href="/床" data-hit>床</a>', 'body>/%E5%BA%8A'],
  ['a foreign address', '<a href="https://maps.example/de/?q=1" data-hit>Map</a>', 'body>maps.example/de'],
  ['an anchor on this page', '<a href="#offers" data-hit>Offers</a>', 'body>/en#offers'],
  ['an anchor on another page', '<a href="/about/?a=1#team" data-hit>Team</a>', 'body>/about#team'],
  ['a hash route', '<a href="/shop#/sofas" data-hit>Sofas</a>', 'body>/shop#/sofas'],
  ['a telephone number', '<a href="tel:+4930123" data-hit>Call</a>', 'body>tel:+4930123'],
  [
    'a mail address',
    '<a href="mailto:hi@shop.example?subject=x" data-hit>M</a>',
    'body>mailto:hi@shop.example',
  ],
  ['a link that is a script', '<a href="javascript:void 0" data-hit>Open (3)</a>', 'body>"Open ()"'],
  ['a link to nothing', '<a href="#" data-hit>Open</a>', 'body>"Open"'],
  ['a link without address', '<a data-hit>Open</a>', 'body>"Open"'],
  [
    'a button by its text',
    '<main><button data-hit> Add \n to cart (2)</button></main>',
    'main>"Add to cart ()"',
  ],
  ['a button by its label', '<button aria-label="Close" data-hit>×</button>', 'body>"Close"'],
  ['a role', '<main><div role="button"><span data-hit>Go</span></div></main>', 'main>"Go"'],
  ['an intent', '<aside><p data-backstamp-intent="map" data-hit>Map</p></aside>', 'aside>"Map"'],
  ['a link in an intent', '<p data-backstamp-intent="map"><a href="/m" data-hit>M</a></p>', 'body>/m'],
  ['plain text', '<main><p data-hit>Text</p></main>', null],
];

function page(html: string): Element {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(
    'https://shop.example/en/?utm_source=weibo',
  );
  document.body.innerHTML = html;
  return document.querySelector('[data-hit]') as Element;
}

afterEach(() => {
  document.body.innerHTML = '';
});

describe('the key of a position', () => {
  it.each(FIXTURES)('%s: %s', (_what, html, key) => {
    expect(positionOf(page(html))?.key ?? null).toBe(key);
  });

  it('is capped at 200 characters, and keeps its end, which tells more', () => {
    const key = positionOf(page(`<a href="/${'x'.repeat(400)}/oak" data-hit>S</a>`))?.key;
    expect(key).toHaveLength(200);
    expect(key).toMatch(/oak$/);
  });

  it('is found from inside an open shadow tree, with the landmarks around it', () => {
    const host = page('<header><shop-link data-hit></shop-link></header>');
    const shadow = host.attachShadow({ mode: 'open' });
    shadow.innerHTML = '<a href="/sofas"><b>S</b></a>';
    expect(positionOf(shadow.querySelector('b') as Element)?.key).toBe('header>/sofas');
  });

  it('belongs to the one element that counts', () => {
    const link = page('<div data-position="autumn"><a href="/sofas" data-hit>Go</a></div>');
    expect(positionKey(link)).toBeNull();
    expect(positionKey(link.parentElement as Element)).toBe('autumn');
  });
});

describe('the label of a position', () => {
  it.each([
    ['its text', '<a href="/s" data-hit> Oak \n sofas </a>', 'Oak sofas'],
    ['its own label', '<a href="/s" aria-label="Sofas" data-hit>→</a>', 'Sofas'],
    ['empty, where nothing can be read', '<a href="/s" data-hit></a>', ''],
  ])('is %s', (_what, html, label) => {
    expect(positionOf(page(html))?.label).toBe(label);
  });
});
