import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareCredit, WHOLE_SHARE } from '../../server/domain/credit.ts';
import type { Touchpoint } from '../../server/domain/journey.ts';
import type { LineLeft } from '../../server/domain/returnedLines.ts';
import { decideReturn, MAX_RETURNS, type Returnable } from '../../server/domain/returns.ts';
import { MODELS } from '../../shared/wire/report.ts';

const sale = (amountMinor: number, discountMinor: number): Returnable => ({
  amountMinor,
  discountMinor,
  returnedMinor: 0,
  returnedDiscountMinor: 0,
  voidedAt: null,
});

function giveBack(before: Returnable, amountMinor: number, lines: LineLeft[] = []) {
  const outcome = decideReturn(before, lines, 0, { amountMinor });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  const { value } = outcome;
  const left: Returnable = {
    ...value.left,
    returnedMinor: before.returnedMinor + value.amountMinor,
    returnedDiscountMinor: before.returnedDiscountMinor + value.discountMinor,
    voidedAt: value.whole ? 1 : null,
  };
  return { left, value };
}

describe('a return', () => {
  test('takes the discount in proportion; a fraction of a cent stays with the merchant', () => {
    // 10.00 less 10 %: of the 6.67 that stay, 10 % are 0.66, and 6.01 were to pay.
    const { value, left } = giveBack(sale(1_000, 100), 333);
    expect(value).toMatchObject({ amountMinor: 333, discountMinor: 34, whole: false });
    expect(left).toMatchObject({ amountMinor: 667, discountMinor: 66, returnedDiscountMinor: 34 });
  });

  test('of all that is left is whole, and takes the rest of the discount', () => {
    const { left: part } = giveBack(sale(1_000, 99), 999);
    const { value, left } = giveBack(part, 1);
    expect(value.whole).toBe(true);
    expect(left).toMatchObject({ amountMinor: 0, discountMinor: 0, returnedDiscountMinor: 99 });
  });

  test.each([
    ['more than is left', sale(1_000, 0), 1_001, 0, 'invalidInput'],
    ['of what was undone', { ...sale(1_000, 0), voidedAt: 5 }, 1, 0, 'conflict'],
    ['once more after a hundred', sale(1_000, 0), 1, MAX_RETURNS, 'conflict'],
  ])('%s is refused', (_what, before, amountMinor, returns, code) => {
    expect(decideReturn(before, [], returns, { amountMinor })).toMatchObject({
      ok: false,
      failure: { code },
    });
  });
});

describe('its lines', () => {
  const lines: LineLeft[] = [
    { line: 0, sku: 'sofa', quantity: 1, amountMinor: 700 },
    { line: 1, sku: 'cushion', quantity: 2, amountMinor: 200 },
    { line: 2, sku: 'cushion', quantity: 1, amountMinor: 100 },
  ];
  const named = (...given: [sku: string, quantity: number, amountMinor: number][]) =>
    decideReturn(sale(1_000, 0), lines, 0, {
      amountMinor: 300,
      lines: given.map(([sku, quantity, amountMinor]) => ({ sku, quantity, amountMinor })),
    });

  test('that were named lose what was named, the first of an article before its next', () => {
    expect(named(['cushion', 3, 300])).toMatchObject({
      ok: true,
      value: {
        lines: [
          { line: 1, quantity: 2, amountMinor: 200 },
          { line: 2, quantity: 1, amountMinor: 100 },
        ],
      },
    });
  });

  test.each([
    ['an article that was not bought', ['table', 1, 10], 'lines/0'],
    ['more pieces than were bought', ['sofa', 2, 10], 'lines/0'],
    ['more money than the line came to', ['cushion', 3, 301], 'lines/0'],
    ['more money than the return', ['sofa', 1, 301], 'amountMinor'],
  ] as const)('%s is refused', (_what, [sku, quantity, amountMinor], field) => {
    expect(named([sku, quantity, amountMinor])).toMatchObject({
      ok: false,
      failure: { code: 'invalidInput', errors: [{ field }] },
    });
  });

  test('that nobody named lose in proportion, and with the whole all of them', () => {
    expect(giveBack(sale(1_000, 0), 500, lines).value.lines).toEqual([
      { line: 0, quantity: 0, amountMinor: 350 },
      { line: 1, quantity: 0, amountMinor: 100 },
      { line: 2, quantity: 0, amountMinor: 50 },
    ]);
    expect(giveBack(sale(1_000, 0), 1_000, lines).value.lines).toEqual(
      lines.map(({ line, quantity, amountMinor }) => ({ line, quantity, amountMinor })),
    );
  });
});

const DAY = 86_400_000;
const path = fc
  .array(fc.record({ source: fc.integer({ min: 1, max: 5 }), at: fc.integer({ min: 0, max: 30 * DAY }) }), {
    maxLength: 12,
  })
  .map((all) =>
    all
      .toSorted((a, b) => a.at - b.at)
      .map(({ source, at }): Touchpoint => ({ source, at, page: 1, clickId: null, adConsent: false })),
  );

test('credit adds up to what is left under every model, after whatever parts came back', () => {
  const order = fc
    .integer({ min: 1, max: 1e12 })
    .chain((amount) => fc.tuple(fc.constant(amount), fc.integer({ min: 0, max: amount })));
  const parts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 });
  fc.assert(
    fc.property(order, parts, path, ([amount, discount], shares, touchpoints) => {
      let left = sale(amount, discount);
      let lines: LineLeft[] = [{ line: 0, sku: 'sofa', quantity: 1, amountMinor: amount }];
      for (const share of shares) {
        if (left.voidedAt !== null) break;
        const step = giveBack(left, Math.max(1, Math.floor(left.amountMinor * share)), lines);
        left = step.left;
        lines = lines.map((line) => {
          const taken = step.value.lines.find((one) => one.line === line.line);
          return { ...line, amountMinor: line.amountMinor - (taken?.amountMinor ?? 0) };
        });
      }
      expect(left.amountMinor + left.returnedMinor).toBe(amount);
      expect(left.discountMinor + left.returnedDiscountMinor).toBe(discount);
      expect(left.discountMinor).toBeLessThanOrEqual(left.amountMinor);
      expect(lines[0]?.amountMinor).toBe(left.amountMinor);
      const credits = shareCredit({ ...left, at: 31 * DAY, source: 9, page: 9, path: touchpoints }, 1);
      for (const model of MODELS) {
        const own = credits.filter((credit) => credit.model === model);
        const sum = (name: 'valueMinor' | 'discountMinor' | 'share') =>
          own.reduce((total, credit) => total + credit[name], 0);
        expect([sum('valueMinor'), sum('discountMinor'), sum('share')]).toEqual([
          left.amountMinor,
          left.discountMinor,
          WHOLE_SHARE,
        ]);
      }
    }),
  );
});
