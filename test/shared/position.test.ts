// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { positionKey, positionOf } from '../../shared/position.ts';

/** What is clicked, marked with `data-hit`, and the key under which it counts. Recorded keys never change. */
const FIXTURES: [what: string, html: string, key: string | null][] = [
  ['an explicit position', '<a data-position="hero" id="x" href="/sofas" data-hit>Sofas</a>', 'hero'],
  ['an empty position is none', '<a data-position="" href="/sofas" data-hit>Sofas</a>', '/sofas'],
  ['a child of a link', '<a data-position="hero" href="/s"><b><i data-hit>Go</i></b></a>', 'hero'],
  [
    'a link in a marked block',
    '<div data-position="autumn"><a href="/sofas" data-hit>Go</a></div>',
    'autumn',
  ],
  [
    'the innermost of nested positions',
    '<div data-position="out"><a data-position="in" href="/s" data-hit>Go</a></div>',
    'in',
  ],
  ['an id', '<nav><a id="to-sofas" href="/sofas" data-hit>Sofas</a></nav>', '#to-sofas'],
  ['an id that counts', '<nav><a id="menu-item-4711" href="/sofas" data-hit>S</a></nav>', 'nav>/sofas'],
  ['a uuid', '<nav><a id="b0e1c5a2-7d1e-4c0f-9d52-0a1b2c3d4e5f" href="/s" data-hit>S</a></nav>', 'nav>/s'],
  ['an id of React 18', '<nav><a id=":ra:" href="/sofas" data-hit>S</a></nav>', 'nav>/sofas'],
  ['an id of React 19', '<nav><a id="_r_a_" href="/sofas" data-hit>S</a></nav>', 'nav>/sofas'],
  ['an id of Radix', '<button id="radix-«rb»" data-hit>Menu</button>', '"Menu"'],
  ['all landmarks', '<footer><nav><a href="/sofas" data-hit>S</a></nav></footer>', 'footer>nav>/sofas'],
  ['a landmark by role', '<div role="navigation"><a href="/sofas" data-hit>S</a></div>', 'nav>/sofas'],
  ['a landmark by id', '<div id="footer"><a href="/sofas" data-hit>S</a></div>', 'footer#footer>/sofas'],
  ['a landmark with an id', '<nav id="legal"><a href="/terms" data-hit>T</a></nav>', 'nav#legal>/terms'],
  ['a landmark with an id that counts', '<nav id="m-1"><a href="/terms" data-hit>T</a></nav>', 'nav>/terms'],
  ['a label, which is translated', '<nav aria-label="Haupt"><a href="/s" data-hit>S</a></nav>', 'nav>/s'],
  ['a section with an id', '<section id="offers"><a href="/s" data-hit>S</a></section>', 'section#offers>/s'],
  ['a section without', '<main><section><a href="/s" data-hit>S</a></section></main>', 'main>/s'],
  ['a relative address', '<a href="sofas/oak" data-hit>S</a>', '/en/sofas/oak'],
  ['an absolute address', '<a href="https://shop.example/sofas" data-hit>S</a>', '/sofas'],
  ['a slash at the end, a query', '<a href="/sofas/?utm_source=menu" data-hit>S</a>', '/sofas'],
  ['index.html', '<a href="/sofas/index.html" data-hit>S</a>', '/sofas'],
  ['the home page', '<a href="/" data-hit>Home</a>', '/'],
  ['two spellings of one path', '<a href="/%e5%ba%8a" data-hit>床</a>', '/床'],
  ['a path that is not UTF-8', '<a href="/%b4%b2" data-hit>床</a>', '/%b4%b2'],
  ['a foreign address', '<a href="https://maps.example/de/?q=1" data-hit>Map</a>', 'maps.example/de'],
  ['an anchor on this page', '<nav><a href="#offers" data-hit>Offers</a></nav>', 'nav>.#offers'],
  ['an anchor on another page', '<a href="/about#team" data-hit>Team</a>', '/about#team'],
  ['a hash route', '<a href="/#/sofas" data-hit>Sofas</a>', '/#/sofas'],
  ['a fragment with values', '<a href="/sofas#backstamp=ABC" data-hit>S</a>', '/sofas'],
  ['a telephone number', '<a href="tel:+4930123" data-hit>Call</a>', 'tel:+4930123'],
  ['a mail address', '<a href="mailto:hi@shop.example?subject=x" data-hit>M</a>', 'mailto:hi@shop.example'],
  ['a link that is a script', '<a href="javascript:void 0" data-hit>Open (3)</a>', '"Open (0)"'],
  ['a link to nothing', '<a href="#" data-hit>Open</a>', '"Open"'],
  ['no address', '<a href="https://[" data-hit>S</a>', 'https://['],
  ['a link in SVG', '<svg><a href="/sofas"><text data-hit>S</text></a></svg>', '/sofas'],
  [
    'a button by its text',
    '<form><button data-hit> Add \n to cart (2)</button></form>',
    'form>"Add to cart (0)"',
  ],
  ['a button by its label', '<button aria-label="Close" data-hit>×</button>', '"Close"'],
  ['a button by its name', '<button name="add" data-hit>In den Korb</button>', '"add"'],
  ['a role', '<main><div role="button"><span data-hit>Go</span></div></main>', 'main>"Go"'],
  ['an intent', '<aside><p data-backstamp-intent="map" data-hit>Map</p></aside>', 'aside>"Map"'],
  ['a link in an intent', '<p data-backstamp-intent="map"><a href="/m" data-hit>M</a></p>', '/m'],
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

  it('is capped at 200 characters', () => {
    expect(positionOf(page(`<a href="/${'x'.repeat(400)}" data-hit>S</a>`))?.key).toHaveLength(200);
  });

  it('is found from inside an open shadow tree, with the landmarks around it', () => {
    const host = page('<nav><shop-link data-hit></shop-link></nav>');
    const shadow = host.attachShadow({ mode: 'open' });
    shadow.innerHTML = '<a href="/sofas"><b>S</b></a>';
    expect(positionOf(shadow.querySelector('b') as Element)?.key).toBe('nav>/sofas');
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
    ['its picture', '<a href="/s" data-hit><img alt="An oak sofa"></a>', 'An oak sofa'],
    ['its key, where nothing can be read', '<a href="/s" data-hit></a>', '/s'],
  ])('is %s', (_what, html, label) => {
    expect(positionOf(page(html))?.label).toBe(label);
  });
});
