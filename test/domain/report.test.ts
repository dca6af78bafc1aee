import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WHOLE_SHARE } from '../../server/domain/credit.ts';
import { immatureFrom, matureTo } from '../../server/domain/maturity.ts';
import { toFigures, toRates } from '../../server/domain/reportFigures.ts';
import { periodBefore, weeksOf } from '../../server/domain/reportPeriod.ts';
import { productsOf } from '../../server/domain/reportProducts.ts';
import { leadHours, NO_PART, NO_SPEND, type Part, type Sums } from '../../server/domain/reportSums.ts';
import { noCounts } from '../../shared/funnelChange.ts';

const part = (more: Partial<Part>): Part => ({ ...NO_PART, ...more });

function figures(more: Partial<Sums>, marginPercent: number | null = null) {
  const sums: Sums = { cohort: noCounts(), spend: NO_SPEND, credited: NO_PART, compared: null, ...more };
  return toFigures(sums, sums, marginPercent);
}

describe('return on spend', () => {
  const cohort = { ...noCounts(), arrival: 100, visit: 8, redemption: 3, revenueMinor: 90_000 };
  const spend = {
    ...NO_SPEND,
    clicks: 120,
    mediaMinor: 20_000,
    platformFeeMinor: 2_000,
    agencyFeeMinor: 500,
  };

  test.each([
    [null, null],
    [50, (45_000 - 22_500) / 22_500],
    [25, 0],
    [10, (9_000 - 22_500) / 22_500],
    [0, -1],
  ])('with a margin of %s %% ROI is %s', (margin, roi) => {
    expect(figures({ cohort, spend }, margin).returnOnSpend).toEqual({
      revenueMinor: 90_000,
      costPerVisitMinor: 2_813,
      costPerRedemptionMinor: 7_500,
      roas: 4,
      roi,
    });
  });

  test('without cost there is none, without visits no cost of one', () => {
    expect(figures({ cohort }, 50).returnOnSpend).toMatchObject({
      roas: null,
      roi: null,
      costPerVisitMinor: 0,
    });
    expect(figures({ spend }, 50).returnOnSpend).toMatchObject({
      roas: 0,
      roi: -1,
      costPerVisitMinor: null,
      costPerRedemptionMinor: null,
    });
  });

  test('a fee is cost as much as the media', () => {
    expect(figures({ cohort, spend }).cost?.sumMinor).toBe(22_500);
  });

  test('what is not known stays unknown', () => {
    expect(figures({ cohort: null, spend: null })).toMatchObject({
      clicks: null,
      cost: null,
      arrivals: null,
      steps: null,
      rates: null,
      returnOnSpend: null,
    });
  });
});

describe('rates', () => {
  test('of arrivals are of clicks, of every other step of the arrivals', () => {
    const rates = toRates({ ...noCounts(), arrival: 50, coupon: 10, redemption: 5 }, 200);
    expect(rates.arrival?.share).toBe(0.25);
    expect([rates.coupon?.share, rates.redemption?.share, rates.visit?.share]).toEqual([0.2, 0.1, 0]);
    // 10 of 100 is [0.0552, 0.1744] (Wilson, 95 %).
    const [low, high] = toRates({ ...noCounts(), arrival: 100, visit: 10 }, 0).visit?.interval ?? [];
    expect([low?.toFixed(4), high?.toFixed(4)]).toEqual(['0.0552', '0.1744']);
  });

  test('under five trials there are none', () => {
    expect(toRates({ ...noCounts(), arrival: 4, coupon: 4 }, 4)).toMatchObject({
      arrival: null,
      coupon: null,
    });
    expect(toRates({ ...noCounts(), arrival: 5, coupon: 5 }, 5).coupon?.share).toBe(1);
    expect(toRates({ ...noCounts(), arrival: 9 }, null).arrival).toBeNull();
  });
});

describe('days to the redemption', () => {
  const days = (...leads: [days: number, parts: number][]) =>
    figures({ credited: part({ leads: leads.map(([n, share]) => ({ hours: n * 24, share })) }) }).credited
      .days;

  test.each<[Parameters<typeof days>, { average: number; median: number } | null]>([
    [[], null],
    [[[3, 10]], { average: 3, median: 3 }],
    [
      [
        [1, 10],
        [2, 10],
      ],
      { average: 1.5, median: 1.5 },
    ],
    [
      [
        [9, 1],
        [1, 1],
        [2, 2],
      ],
      { average: 3.5, median: 2 },
    ],
    [
      [
        [0, 30],
        [30, 10],
      ],
      { average: 7.5, median: 0 },
    ],
  ])('%j', (leads, expected) => {
    expect(days(...leads)).toEqual(expected);
  });

  test('a clock that went back makes none below zero', () => {
    expect([leadHours(1_000, 0), leadHours(0, 5_400_000), leadHours(0, 1_799_999)]).toEqual([0, 2, 0]);
  });
});

test('a redemption’s products add up to it, whatever its lines say', () => {
  const line = fc.record({
    sku: fc.constantFrom('a', 'b', 'c', 'd'),
    amountMinor: fc.integer({ min: 0, max: 10_000 }),
  });
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 8 }),
      fc.integer({ min: 0, max: 50_000 }),
      fc.integer({ min: 0, max: 50_000 }),
      fc.integer({ min: 0, max: 9_999 }),
      fc.integer({ min: 0, max: WHOLE_SHARE }),
      (lines, amountMinor, revenueMinor, discountMinor, share) => {
        const leads = [{ hours: 5, share }];
        const parts = productsOf({ amountMinor, revenueMinor, discountMinor, share, leads }, lines);
        const sum = (of: (one: Part) => number) => parts.reduce((total, [, one]) => total + of(one), 0);
        expect(sum((one) => one.revenueMinor)).toBe(revenueMinor);
        expect(sum((one) => one.discountMinor)).toBe(discountMinor);
        expect(sum((one) => one.share)).toBe(share);
        expect(sum((one) => one.leads[0]?.share ?? 0)).toBe(share);
        expect(new Set(parts.map(([sku]) => sku)).size).toBe(parts.length);
      },
    ),
  );
});

describe('periods', () => {
  test.each([
    [20260301, 20260301, 20260228, 20260228],
    [20260301, 20260331, 20260129, 20260228],
    [20240301, 20240307, 20240223, 20240229],
    [20260101, 20260107, 20251225, 20251231],
  ])('before %i to %i lie %i to %i', (from, to, before, end) => {
    expect(periodBefore({ from, to })).toEqual({ from: before, to: end });
  });

  test('weeks hold every day of a period once', () => {
    expect(weeksOf({ from: 20261228, to: 20270104 })).toEqual([
      { from: 20261228, to: 20270103 },
      { from: 20270104, to: 20270104 },
    ]);
    expect(weeksOf({ from: 20261121, to: 20261121 })).toEqual([{ from: 20261121, to: 20261121 }]);
  });

  test.each([
    [20261001, 20261020, null, 20261020],
    [20261001, 20261021, 20261021, 20261020],
    [20261021, 20261120, 20261021, null],
    [20261119, 20261120, 20261119, null],
  ])('with a window of 30 days on 20 November, of %i to %i', (from, to, young, mature) => {
    expect(immatureFrom({ from, to }, 20261120, 30)).toBe(young);
    expect(matureTo({ from, to }, young)).toBe(mature);
  });
});
