import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, type Creditable, shareCredit, WHOLE_SHARE } from '../../server/domain/credit.ts';
import type { Touchpoint } from '../../server/domain/journey.ts';
import { MODELS, type Model } from '../../shared/wire/report.ts';

const DAY = 86_400_000;
const DIRECT = 1;
/** Names of channels as the keys of their sources. */
const KEYS = { direct: DIRECT, search: 2, email: 3, social: 4, A: 5, C: 6 } as const;
type Channel = keyof typeof KEYS;

const touch = (source: number, at: number): Touchpoint => ({
  source,
  at,
  page: 1,
  clickId: null,
  adConsent: false,
});
const walk = (channels: readonly Channel[]) =>
  channels.map((channel, day) => touch(KEYS[channel], day * DAY));

function redemption(path: Touchpoint[], amountMinor: number, more: Partial<Creditable> = {}): Creditable {
  return {
    at: (path.at(-1)?.at ?? 0) + 60_000,
    amountMinor,
    discountMinor: 0,
    source: 9,
    page: 9,
    path,
    ...more,
  };
}

/** What each touchpoint of a path gets of a value. */
function valuesUnder(model: Model, path: Touchpoint[], valueMinor: number, at?: number): number[] {
  const credits = shareCredit(redemption(path, valueMinor, at === undefined ? {} : { at }), DIRECT);
  const own = credits.filter((credit) => credit.model === model);
  return path.map((_, index) => own.find((credit) => credit.touch === index)?.valueMinor ?? 0);
}

test('shares add up to the amount, whatever the weights', () => {
  const weights = fc.array(
    fc.oneof(fc.integer({ min: 0, max: 1_000 }), fc.double({ min: 1e-15, max: 1, noNaN: true })),
    {
      minLength: 1,
      maxLength: 20,
    },
  );
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
});

describe('worked examples', () => {
  const paths: [Channel[], times: number][] = [
    [['direct'], 2],
    [['search', 'email'], 3],
    [['search', 'social', 'email'], 5],
  ];
  test.each<[Model, Partial<Record<Channel, number>>]>([
    ['linear', { direct: 2, search: 19 / 6, social: 5 / 3, email: 19 / 6 }],
    ['position', { direct: 2, search: 3.5, email: 3.5, social: 1 }],
    ['first', { direct: 2, search: 8 }],
    ['last', { direct: 2, email: 8 }],
  ])('ten conversions of three paths under %s', (model, expected) => {
    const totals = new Map<number, number>();
    for (const [channels, times] of paths) {
      for (const credit of shareCredit(redemption(walk(channels), 0), DIRECT)) {
        if (credit.model !== model) continue;
        const sum = totals.get(credit.source) ?? 0;
        totals.set(credit.source, sum + (credit.share * times) / WHOLE_SHARE);
      }
    }
    expect(totals.size).toBe(Object.keys(expected).length);
    for (const [channel, conversions] of Object.entries(expected)) {
      expect(totals.get(KEYS[channel as Channel])).toBeCloseTo(conversions, 5);
    }
  });

  test.each<[Model, number[]]>([
    ['linear', [4667, 4667, 4666]],
    ['position', [5600, 2800, 5600]],
  ])('Direct > Organic > Direct of 140.00 under %s', (model, expected) => {
    expect(valuesUnder(model, walk(['direct', 'search', 'direct']), 14_000)).toEqual(expected);
  });

  test('time decay of 12,000.00 with a half-life of seven days', () => {
    const path = [0, 5, 12, 30, 38].map((day) => touch(2, day * DAY));
    const expected = [17_519, 28_744, 57_488, 341_704, 754_545];
    expect(valuesUnder('timeDecay', path, 1_200_000, 38 * DAY)).toEqual(expected);
  });

  test.each<[Channel[], Channel]>([
    [['A'], 'A'],
    [['A', 'direct'], 'A'],
    [['A', 'direct', 'C'], 'C'],
    [['A', 'direct', 'C', 'direct'], 'C'],
    [['direct', 'direct'], 'direct'],
  ])('last non-direct of %s is %s', (channels, expected) => {
    const values = valuesUnder('lastNonDirect', walk(channels), 100);
    expect(values).toEqual(channels.map((_, index) => (index === credited(channels, expected) ? 100 : 0)));
  });

  test.each<[number, number[]]>([
    [1, [100]],
    [2, [50, 50]],
    [3, [40, 20, 40]],
    [4, [40, 10, 10, 40]],
  ])('position of %i touches', (length, expected) => {
    const path = Array.from({ length }, (_, day) => touch(2, day * DAY));
    expect(valuesUnder('position', path, 100)).toEqual(expected);
  });
});

/** The last touch of a channel. */
function credited(channels: Channel[], channel: Channel): number {
  return channels.lastIndexOf(channel);
}

const touches = fc
  .array(fc.record({ source: fc.integer({ min: 1, max: 6 }), at: fc.integer({ min: 0, max: 90 * DAY }) }), {
    maxLength: 60,
  })
  .map((all) => all.toSorted((a, b) => a.at - b.at).map(({ source, at }) => touch(source, at)));
const amount = fc.integer({ min: 0, max: 1e12 });

test('value, discount and the redemption itself add up under every model, whatever the path', () => {
  fc.assert(
    fc.property(touches, amount, amount, (path, amountMinor, discountMinor) => {
      const credits = shareCredit(redemption(path, amountMinor, { discountMinor }), DIRECT);
      for (const model of MODELS) {
        const own = credits.filter((credit) => credit.model === model);
        const sum = (part: 'valueMinor' | 'discountMinor' | 'share') =>
          own.reduce((total, credit) => total + credit[part], 0);
        expect([model, sum('valueMinor'), sum('discountMinor'), sum('share')]).toEqual([
          model,
          amountMinor,
          discountMinor,
          WHOLE_SHARE,
        ]);
        expect(new Set(own.map((credit) => credit.touch)).size).toBe(own.length);
      }
    }),
  );
});

test('an unknown path is the coupon’s own source alone, under every model', () => {
  const credits = shareCredit(redemption([], 499_900, { discountMinor: 49_990 }), DIRECT);
  expect(credits).toEqual(
    MODELS.map((model) => ({
      model,
      touch: -1,
      source: 9,
      page: 9,
      valueMinor: 499_900,
      discountMinor: 49_990,
      share: WHOLE_SHARE,
    })),
  );
});

test('an order of nothing is a redemption all the same', () => {
  const credits = shareCredit(redemption(walk(['search', 'email']), 0), DIRECT);
  expect(credits.filter(({ model }) => model === 'linear').map(({ share }) => share)).toEqual([
    500_000, 500_000,
  ]);
});
