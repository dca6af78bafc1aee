import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allocate, shareCredit } from '../../server/domain/credit.ts';

test('shares add up to the amount, whatever the weights', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), weights, (amount, parts) => {
      const shares = allocate(amount, parts);
      const sum = shares.reduce((total, share) => total + share, 0);
      expect(sum).toBe(parts.some((part) => part > 0) ? amount : 0);
      for (const share of shares) expect(share).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('what is left goes to the largest remainders', () => {
  expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
  // 12,000.00 by ages of 38, 33, 26, 8 and 0 days at a half-life of 7 days.
  const weights = [38, 33, 26, 8, 0].map((age) => 2 ** (-age / 7));
  expect(allocate(1_200_000, weights)).toEqual([17_519, 28_744, 57_488, 341_704, 754_545]);
});

test('the last touch gets the whole value', () => {
  const touch = (source: number) => ({ source, at: source, page: 1, clickId: null, adConsent: false });
  const credits = shareCredit([touch(1), touch(2)], { source: 9, page: 9 }, 499_900);
  expect(credits).toEqual([{ model: 'last', touch: 1, source: 2, page: 1, valueMinor: 499_900 }]);
});
