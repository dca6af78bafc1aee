import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DiscountRule, discountMinor } from '../../shared/discount.ts';

const rule = (over: Partial<DiscountRule>): DiscountRule => ({
  kind: 'percent',
  percent: null,
  amountMinor: null,
  maxDiscountMinor: null,
  ...over,
});

describe('discountMinor', () => {
  test.each([
    ['a tenth of an order', rule({ percent: 10 }), 499_900, 49_990],
    ['half a fen stays with the merchant', rule({ percent: 15 }), 999_90, 14_998],
    ['less than half a fen too', rule({ percent: 1 }), 101, 1],
    ['nine tenths of a fen too', rule({ percent: 33 }), 3, 0],
    ['all of it', rule({ percent: 100 }), 12_345, 12_345],
    ['a percentage up to its limit', rule({ percent: 20, maxDiscountMinor: 50_000 }), 499_900, 50_000],
    ['a percentage below its limit', rule({ percent: 20, maxDiscountMinor: 50_000 }), 100_000, 20_000],
    ['a fixed amount', rule({ kind: 'amount', amountMinor: 30_000 }), 499_900, 30_000],
    ['a fixed amount greater than the order', rule({ kind: 'amount', amountMinor: 30_000 }), 9_900, 9_900],
    ['a fixed amount of a free order', rule({ kind: 'amount', amountMinor: 30_000 }), 0, 0],
    ['a gift takes nothing off', rule({ kind: 'gift', maxDiscountMinor: 500 }), 499_900, 0],
  ])('%s', (_, given, amountMinor, expected) => {
    expect(discountMinor(given, amountMinor)).toBe(expected);
  });

  test('stays exact at the greatest order, and between nothing and the order', () => {
    expect(discountMinor(rule({ percent: 99 }), 1e12)).toBe(99e10);
    const rules = fc.record({
      kind: fc.constantFrom('percent' as const, 'amount' as const, 'gift' as const),
      percent: fc.option(fc.integer({ min: 1, max: 100 })),
      amountMinor: fc.option(fc.nat(1e9)),
      maxDiscountMinor: fc.option(fc.nat(1e9)),
    });
    fc.assert(
      fc.property(rules, fc.integer({ min: 0, max: 1e12 }), (given, amountMinor) => {
        const off = discountMinor(given, amountMinor);
        expect(Number.isSafeInteger(off)).toBe(true);
        expect(off).toBeGreaterThanOrEqual(0);
        expect(off).toBeLessThanOrEqual(Math.min(amountMinor, given.maxDiscountMinor ?? amountMinor));
      }),
    );
  });
});
