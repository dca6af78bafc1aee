import { expect, test } from 'vitest';
import { draftProblems, preview } from '../../../server/web/till/order.ts';
import type { Given } from '../../../shared/wire/till.ts';

const given: Given = {
  ok: true,
  code: '',
  offer: '',
  kind: 'percent',
  percent: 10,
  amountMinor: null,
  gift: null,
  minimumMinor: 200_000,
  maxDiscountMinor: 40_000,
  expiresAt: null,
};

test('an order’s sum is what the offer leaves of it', () => {
  expect(preview(given, { amount: '3,999.00', order: '' }, 'CNY')).toEqual({
    amountMinor: 399_900,
    discountMinor: 39_990,
    toPayMinor: 359_910,
    isBelow: false,
  });
  expect(preview(given, { amount: '4999', order: '' }, 'CNY')?.toPayMinor).toBe(459_900);
  expect(preview(given, { amount: '1999.99', order: '' }, 'CNY')?.isBelow).toBe(true);
  expect(preview(given, { amount: '49a', order: '' }, 'CNY')).toBeNull();
});

test.each([
  ['', 'A-1', { amount: 'order.amountMissing' }],
  [' ', '', { amount: 'order.amountMissing', order: 'order.numberMissing' }],
  ['-5', 'A-1', { amount: 'order.amountWrong' }],
  ['12.3456', 'A-1', { amount: 'order.amountWrong' }],
  ['4999', '  ', { order: 'order.numberMissing' }],
  ['4 999,00', 'A-1', {}],
])('amount “%s” and number “%s”', (amount, order, problems) => {
  expect(draftProblems({ amount, order }, 'CNY')).toEqual(problems);
});
