import { describe, expect, test } from 'vitest';
import { readCost, readCount } from '../../server/domain/spendAmount.ts';
import { readSpendDay } from '../../server/domain/spendDay.ts';
import type { SpendReading } from '../../shared/wire/spend.ts';

const CNY = { code: 'CNY', minorDigits: 2 };

describe('a cost', () => {
  test.each<[text: string, decimal: SpendReading['decimal'], expected: number | string]>([
    ['12', 'auto', 1200],
    ['12.5', 'auto', 1250],
    ['12,5', 'auto', 1250],
    ['.5', 'auto', 50],
    ['1,234.56', 'auto', 123_456],
    ['1.234,56', 'auto', 123_456],
    ['1 234,56', 'auto', 123_456],
    ['1’234.56', 'auto', 123_456],
    ['1,234,567', 'auto', 123_456_700],
    ['0,123', 'auto', 12],
    ['1,234', 'auto', 'ambiguousNumber'],
    ['1.234', 'auto', 'ambiguousNumber'],
    ['1,234', 'point', 123_400],
    ['1,234', 'comma', 123],
    ['1.234', 'comma', 123_400],
    ['0.1', 'auto', 10],
    ['4.35', 'auto', 435],
    ['1.005', 'point', 101],
    ['90071992547409.91', 'auto', 9_007_199_254_740_991],
    ['90071992547409.92', 'auto', 'badNumber'],
    ['--', 'auto', 0],
    ['', 'auto', 'missing'],
    ['-1', 'auto', 'negative'],
    ['(1.00)', 'auto', 'negative'],
    ['1,23,456', 'auto', 'badNumber'],
    ['1.2.3', 'auto', 'badNumber'],
    ['12a', 'auto', 'otherCurrency'],
    ['free', 'auto', 'badNumber'],
    ['¥12.00', 'auto', 1200],
    ['￥12', 'auto', 1200],
    ['12.00元', 'auto', 1200],
    ['12 CNY', 'auto', 1200],
    ['$12', 'auto', 'otherCurrency'],
    ['EUR 12', 'auto', 'otherCurrency'],
  ])('%s, read as %s, is %s', (text, decimal, expected) => {
    const cost = readCost(text, { decimal, costUnit: 'major' }, CNY);
    expect(typeof cost === 'string' ? cost : cost.minor).toBe(expected);
  });

  test.each<
    [text: string, unit: SpendReading['costUnit'], minorDigits: number, minor: number, rounded: boolean]
  >([
    ['1500000', 'micros', 2, 150, false],
    ['4999', 'micros', 2, 0, true],
    ['5000', 'micros', 2, 1, true],
    ['150', 'minor', 2, 150, false],
    ['1200', 'minor', 0, 1200, false],
    ['1200.5', 'major', 0, 1201, true],
    ['1.5', 'major', 3, 1500, false],
  ])('%s %s in a currency of %i digits', (text, costUnit, minorDigits, minor, isRounded) => {
    const cost = readCost(text, { decimal: 'point', costUnit }, { code: 'CNY', minorDigits });
    expect(cost).toEqual({ minor, isRounded });
  });
});

test.each<[text: string, expected: number | string]>([
  ['12', 12],
  ['12.00', 12],
  ['1,234', 1234],
  ['', 0],
  ['-', 0],
  ['12.5', 'badNumber'],
  ['-3', 'negative'],
  ['99999999999999999', 'badNumber'],
])('the count %s is %s', (text, expected) => {
  expect(readCount(text, 'point')).toBe(expected);
});

test.each<[text: string, order: SpendReading['dayOrder'], expected: number | string]>([
  ['2026-11-21', 'auto', 20_261_121],
  ['2026/1/2', 'auto', 20_260_102],
  ['20261121', 'auto', 20_261_121],
  ['2026年1月2日', 'auto', 20_260_102],
  ['2026-11-21 13:00:00', 'auto', 20_261_121],
  ['2026-11-21T00:00', 'auto', 20_261_121],
  ['21.11.2026', 'auto', 20_261_121],
  ['21/11/2026', 'auto', 20_261_121],
  ['11/21/2026', 'auto', 20_261_121],
  ['5/5/2026', 'auto', 20_260_505],
  ['3/4/2026', 'auto', 'ambiguousDay'],
  ['3/4/2026', 'dmy', 20_260_403],
  ['3/4/2026', 'mdy', 20_260_304],
  ['Nov 3, 2026', 'auto', 20_261_103],
  ['3 November 2026', 'auto', 20_261_103],
  ['2028-02-29', 'auto', 20_280_229],
  ['2026-02-29', 'auto', 'badDay'],
  ['2026-13-01', 'auto', 'badDay'],
  ['1926-11-21', 'auto', 'badDay'],
  ['2026-11-21 to 2026-11-22', 'auto', 'badDay'],
  ['', 'auto', 'missing'],
])('the day %s, read as %s, is %s', (text, order, expected) => {
  expect(readSpendDay(text, order)).toBe(expected);
});
