import { describe, expect, it } from 'vitest';
import { matchesAddress, patternOf, readAddressPattern } from '../../shared/addressPattern.ts';

describe('an address pattern', () => {
  it.each([
    ['https://weibo.example/u/linden', 'https://weibo.example/u/linden?from=feed#top', true],
    ['https://weibo.example/u/linden', 'https://weibo.example/u/linden2', false],
    ['https://weibo.example/u/*', 'https://weibo.example/u/linden/posts', true],
    ['https://weibo.example/u/*', 'http://weibo.example/u/linden', false],
    ['https://weibo.example/*/posts', 'https://weibo.example/u/linden/posts', true],
    ['https://weibo.example/*/posts', 'https://weibo.example/u/linden/likes', false],
    ['https://tmall.example/item.htm?id=7', 'https://tmall.example/item.htm?spm=1&id=7', true],
    ['https://tmall.example/item.htm?id=7', 'https://tmall.example/item.htm?id=77', false],
    ['https://tmall.example/item.htm?id=7', 'https://tmall.example/item.htm', false],
    ['not an address', 'not an address', false],
  ])('%s and %s: %s', (pattern, address, matches) => {
    expect(matchesAddress(pattern, address)).toBe(matches);
  });

  it('takes no time that grows with the square of a hostile path', () => {
    const started = performance.now();
    expect(
      matchesAddress(`https://a.example/${'*a'.repeat(900)}b`, `https://a.example/${'a'.repeat(2000)}`),
    ).toBe(false);
    expect(performance.now() - started).toBeLessThan(200);
  });

  it.each([
    [' HTTPS://Weibo.Example:443/u/* ', 'https://weibo.example/u/*'],
    ['https://weibo.example', 'https://weibo.example/'],
    ['https://*.example/u', null],
    ['https://me:secret@weibo.example/', null],
    ['javascript:alert(1)', null],
    ['weibo.example/u', null],
    [`https://weibo.example/${'a'.repeat(3000)}`, null],
  ])('%s is kept as %s', (typed, kept) => {
    expect(readAddressPattern(typed)).toBe(kept);
  });

  it('of a page keeps those parameters alone that name it', () => {
    const address = 'https://tmall.example/item.htm?spm=a.b&id=7&token=secret#detail';
    expect(patternOf(address, ['id'])).toBe('https://tmall.example/item.htm?id=7');
    expect(patternOf(address)).toBe('https://tmall.example/item.htm');
    expect(matchesAddress(patternOf(address, ['id']) ?? '', address)).toBe(true);
    expect(patternOf('about:blank')).toBeNull();
  });
});
