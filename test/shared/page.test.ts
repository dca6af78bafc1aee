import { expect, test } from 'vitest';
import { pagePath } from '../../shared/page.ts';

test.each([
  ['https://shop.example', '/'],
  ['https://shop.example/?utm_source=x#top', '/'],
  ['https://shop.example/sofas/', '/sofas'],
  ['https://shop.example/sofas/index.html', '/sofas'],
  ['https://shop.example//sofas///red', '/sofas/red'],
  ['https://shop.example/%e5%ba%8a', '/床'],
  ['https://shop.example/床', '/床'],
  ['https://shop.example/100%', '/100%'],
  ['https://shop.example/#/sofas', '/'],
  [`https://shop.example/${'a'.repeat(400)}`, `/${'a'.repeat(299)}`],
  ['file:///home/page.html', null],
  ['about:blank', null],
  ['nonsense', null],
])('%s is the page %s', (address, page) => {
  expect(pagePath(address)).toBe(page);
});

test.each([
  ['https://shop.example/#/sofas?x=1', '/#/sofas'],
  ['https://shop.example/app#!/sofas', '/app#/sofas'],
  ['https://shop.example/#top', '/'],
])('with routes in the hash %s is the page %s', (address, page) => {
  expect(pagePath(address, true)).toBe(page);
});
