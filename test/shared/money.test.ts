import { expect, test } from 'vitest';
import { formatMoney, minorDigits, parseMoney } from '../../shared/money.ts';

test.each([
  ['4999', 'CNY', 499_900],
  ['4,999.00', 'CNY', 499_900],
  ['4.999,00', 'EUR', 499_900],
  ['4 999,5', 'EUR', 499_950],
  ['¥4,999', 'CNY', 499_900],
  ['４，９９９．００', 'CNY', 499_900],
  ["4'999.05", 'CHF', 499_905],
  ['0.29', 'CNY', 29],
  ['1234', 'JPY', 1234],
  ['12.345', 'JPY', 12_345],
  ['1234.567', 'KWD', 1_234_567],
  ['90071992547409.91', 'CNY', 9_007_199_254_740_991],
])('“%s” in %s is %d minor units', (text, currency, minor) => {
  expect(parseMoney(text, currency)).toBe(minor);
});

test.each([
  ['', 'CNY'],
  ['12.345', 'CNY'],
  ['1.234', 'EUR'],
  ['-1', 'CNY'],
  ['1.2345', 'CNY'],
  ['1,23,456', 'CNY'],
  ['1e5', 'CNY'],
  ['12.5', 'JPY'],
  ['99999999999999999', 'CNY'],
])('“%s” in %s is no amount', (text, currency) => {
  expect(parseMoney(text, currency)).toBeNull();
});

test('digits and texts follow the currency', () => {
  expect(['CNY', 'JPY', 'KWD'].map(minorDigits)).toEqual([2, 0, 3]);
  expect(formatMoney(499_900, 'CNY', 'zh-CN')).toBe('¥4,999.00');
  expect(formatMoney(499_900, 'EUR', 'de-DE').replace(/\s/u, ' ')).toBe('4.999,00 €');
});
