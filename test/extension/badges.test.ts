// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { BADGE_HEIGHT, placeBadges, type Wish } from '../../extension/overlay/badges/place.ts';
import { createScanner } from '../../extension/overlay/badges/scan.ts';
import { createSieve } from '../../extension/overlay/badges/sieve.ts';
import { positionKey } from '../../shared/position.ts';

const ROOM = { left: 0, top: 0, width: 1000, height: 2000, isRtl: false };
const wish = (key: string, left: number, top: number, width: number, height: number): Wish => ({
  key,
  target: { left, top, width, height },
  full: 120,
  short: 40,
});

describe('where badges go', () => {
  it('stands above a text, and leaves it readable', () => {
    const [place] = placeBadges([wish('a', 100, 300, 60, 18)], ROOM);
    expect(place).toMatchObject({ form: 'full', top: 300 - BADGE_HEIGHT + 1 });
    expect(place?.left).toBeGreaterThanOrEqual(100);
  });

  it('stands at the upper right corner of a banner', () => {
    expect(placeBadges([wish('a', 100, 300, 600, 200)], ROOM)).toEqual([
      { key: 'a', left: 572, top: 288, form: 'full' },
    ]);
  });

  it('stands at the upper left corner where the page is written from right to left', () => {
    const rtl = { ...ROOM, isRtl: true };
    const [banner, text] = placeBadges([wish('a', 100, 300, 600, 200), wish('b', 500, 800, 60, 18)], rtl);
    expect([banner?.left, text?.left]).toEqual([108, 410]);
  });

  it('goes inside where there is no room above, and never beyond the page', () => {
    const [top, right] = placeBadges([wish('a', 100, 0, 600, 200), wish('b', 980, 500, 20, 18)], ROOM);
    expect(top?.top).toBe(2);
    expect((right?.left ?? 0) + 120).toBeLessThanOrEqual(1000);
  });

  it('goes below a text at the top of the page, and leaves it readable', () => {
    expect(placeBadges([wish('a', 100, 16, 60, 18)], ROOM)[0]?.top).toBe(33);
  });

  it('says less where neighbours stand close, so that none lies on another', () => {
    const nav = [0, 1, 2, 3].map((index) => wish(String(index), 100 + index * 75, 40, 45, 18));
    const places = placeBadges(nav, ROOM);
    for (const [index, place] of places.entries()) {
      const next = places[index + 1];
      const width = place.form === 'full' ? 120 : 40;
      if (next) expect(place.left + width).toBeLessThanOrEqual(next.left);
    }
    expect(places.map(({ form }) => form)).toEqual(['short', 'short', 'short', 'full']);
  });
});

const PAGE = `
  <header><nav><a href="/sofas">A</a><a href="/sofas/?x=1#top">B</a><a href="https://other.example">C</a></nav></header>
  <main>
    <a href="/b/index.html">D</a><a href="index.html">E</a><a href="./">F</a><a href="?page=2">G</a><a href="#part">H</a>
    <a href="https://other.example/deep/path/">I</a><a href="//cdn.example/x">J</a><a href="mailto:a@b.example">K</a>
    <a href="tel:+49123">L</a><a href="javascript:void 0">M</a><a>N</a><a href="/%E5%BA%8A">O</a><a href="/床">P</a>
    <a href="/a%2">Q</a><a href=" /space ">R</a><a href="\\back\\slash">S</a><a href="#/route">T</a><a href="/x#/route">U</a>
    <a id="named" href="/y">V</a><a data-position="hero" href="/z">W</a><a id="machine1" href="/machine">X</a>
    <a href="../up">Y</a><a href="../">Z</a><a href="/a>b">AA</a><a href="/index.htm">AB</a><a href="HTTP://OTHER.EXAMPLE/Q">AC</a>
    <button>Buy 3</button><div role="button">Call</div><section data-backstamp-intent="map">Map</section>
    <a href="/${'long'.repeat(60)}">AD</a>
  </main>`;

describe('looking for positions', () => {
  it('sifts out no element that has a wanted key', () => {
    document.body.innerHTML = PAGE;
    const elements = [...document.querySelectorAll('a,button,[role=button],section')];
    const keyed = elements.flatMap((element) => {
      const key = positionKey(element);
      return key === null ? [] : [{ element, key }];
    });
    expect(keyed.length).toBeGreaterThan(30);
    const missed = keyed.filter(({ element, key }) => !createSieve(new Set([key])).mayPass(element));
    expect(missed.map(({ key }) => key)).toEqual([]);
  });

  it('sifts out most of the others', () => {
    document.body.innerHTML = Array.from(
      { length: 100 },
      (_, index) => `<a href="/item/${index}">x</a>`,
    ).join('');
    const sieve = createSieve(new Set(['/item/7', 'nav>/item/8']));
    const passed = [...document.querySelectorAll('a')].filter((link) => sieve.mayPass(link));
    expect(passed.map((link) => link.getAttribute('href'))).toEqual(['/item/7', '/item/8']);
  });

  it('finds every element of a key, and none inside another position', async () => {
    document.body.innerHTML = `<main><a href="/a">1</a><a href="/a">2</a>
      <div data-position="block"><a href="/a">3</a></div></main>`;
    const scanner = createScanner(document, async () => undefined);
    const key = positionKey(document.querySelector('a') as Element) ?? '';
    const found = await scanner.scan(new Set([key, 'block', 'gone']));
    const texts = [...(found ?? [])].map(([key, elements]) => [
      key,
      elements.map((each) => each.textContent?.trim()),
    ]);
    expect(Object.fromEntries(texts)).toEqual({ [key]: ['1', '2'], block: ['3'] });
  });

  it('sees a renamed element only once told so', async () => {
    document.body.innerHTML = `<main><button data-position="a">x</button></main>`;
    const scanner = createScanner(document, async () => undefined);
    const wanted = new Set(['a', 'b']);
    const keys = async () => [...((await scanner.scan(wanted)) ?? new Map()).keys()];
    expect(await keys()).toEqual(['a']);
    document.querySelector('button')?.setAttribute('data-position', 'b');
    expect(await keys()).toEqual(['a']);
    scanner.forget();
    expect(await keys()).toEqual(['b']);
  });
});
