import { describe, expect, test } from 'vitest';
import { noCounts } from '../../shared/funnelChange.ts';
import { shareInterval, shareOf, stepRates, worstStep } from '../../shared/funnelRates.ts';
import type { Counts } from '../../shared/wire/funnel.ts';

const counts = (some: Partial<Counts>): Counts => ({ ...noCounts(), ...some });

const shop = counts({
  arrival: 200,
  product: 120,
  engagement: 100,
  intent: 60,
  coupon: 50,
  visit: 10,
  redemption: 8,
  order: 3,
  repeat: 1,
});

describe('rates', () => {
  test('are shares of arrivals and losses to the step before', () => {
    const byStep = Object.fromEntries(stepRates(shop).map((rate) => [rate.step, rate]));
    expect(byStep.product).toMatchObject({ count: 120, share: 0.6, before: 'arrival', lost: 80, loss: 0.4 });
    expect(byStep.visit).toMatchObject({ share: 0.05, before: 'coupon', lost: 40, loss: 0.8, team: 'store' });
    expect(byStep.repeat).toMatchObject({ before: null, lost: 0, loss: null });
  });

  test('arrivals and online orders lose nothing to a step before', () => {
    const byStep = Object.fromEntries(stepRates(shop).map((rate) => [rate.step, rate]));
    expect(byStep.arrival).toMatchObject({ share: 1, before: null, loss: null, lost: 0 });
    expect(byStep.order).toMatchObject({ share: 0.015, before: null, loss: null });
  });

  test('are kept back under five trials', () => {
    const [arrival, product] = stepRates(counts({ arrival: 4, product: 1 }));
    expect(arrival).toMatchObject({ count: 4, share: null });
    expect(product).toMatchObject({ count: 1, share: null, lost: 3, loss: null });
    expect([shareOf(1, 4), shareOf(1, 5)]).toEqual([null, 0.2]);
  });

  test('whoever comes further by another way is not lost', () => {
    const byStep = Object.fromEntries(
      stepRates(
        counts({
          arrival: 100,
          product: 60,
          engagement: 90,
          intent: 20,
          coupon: 45,
          visit: 9,
          redemption: 9,
        }),
      ).map((rate) => [rate.step, rate]),
    );
    expect(byStep.product).toMatchObject({ count: 60, share: 0.6, lost: 10 });
    expect(byStep.product?.loss).toBeCloseTo(0.1);
    expect(byStep.engagement).toMatchObject({ before: 'product', lost: 0, loss: 0 });
    expect(byStep.intent).toMatchObject({ before: 'engagement', lost: 45, loss: 0.5, worst: false });
    expect(byStep.coupon).toMatchObject({ before: 'intent', lost: 0, loss: 0 });
    expect(byStep.visit).toMatchObject({ lost: 36, loss: 0.8, worst: true });
  });

  test('whoever has not come back yet is not lost', () => {
    expect(stepRates(counts({ arrival: 10, redemption: 6 })).at(-1)).toMatchObject({ lost: 0, loss: null });
    expect(stepRates(counts({ arrival: 10 })).at(-1)).toMatchObject({ lost: 0, loss: null });
  });

  test('a step that this shop does without is passed over', () => {
    const byStep = Object.fromEntries(
      stepRates(counts({ arrival: 100, engagement: 60, intent: 30 })).map((rate) => [rate.step, rate]),
    );
    expect(byStep.product).toMatchObject({ before: null, loss: null });
    expect(byStep.engagement).toMatchObject({ before: 'arrival', loss: 0.4 });
  });
});

describe('the worst step', () => {
  test('loses the largest share of the step before it', () => {
    expect(worstStep(shop)).toBe('visit');
    expect(stepRates(shop).filter(({ worst }) => worst)).toMatchObject([{ step: 'visit', team: 'store' }]);
  });

  test('is none of those with too few trials', () => {
    expect(worstStep(counts({ arrival: 10, product: 4, engagement: 4, intent: 1 }))).toBe('product');
  });

  test('is never the one after the till', () => {
    const busy = counts({ ...shop, intent: 50, visit: 45, redemption: 40, repeat: 0 });
    expect(worstStep(busy)).toBe('intent');
  });

  test('is the earlier of two that lose alike', () => {
    expect(worstStep(counts({ arrival: 40, product: 20, engagement: 10, intent: 9, coupon: 8 }))).toBe(
      'visit',
    );
    expect(
      worstStep(
        counts({
          arrival: 40,
          product: 20,
          engagement: 10,
          intent: 10,
          coupon: 10,
          visit: 10,
          redemption: 10,
        }),
      ),
    ).toBe('product');
  });

  test('is none where nothing is lost or nobody came', () => {
    expect(worstStep(noCounts())).toBeNull();
    expect(
      worstStep(
        counts({ arrival: 9, product: 9, engagement: 9, intent: 9, coupon: 9, visit: 9, redemption: 9 }),
      ),
    ).toBeNull();
  });
});

test('the interval holds the share, is known from tables, and stays between 0 and 1', () => {
  const [low, high] = shareInterval(10, 100) ?? [0, 0];
  expect(low).toBeCloseTo(0.0552, 4);
  expect(high).toBeCloseTo(0.1744, 4);
  expect(shareInterval(0, 20)?.[0]).toBe(0);
  expect(shareInterval(20, 20)?.[1]).toBe(1);
  expect(shareInterval(1, 4)).toBeNull();
});

test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i lies between %f and %f with 95 %% confidence', (count, trials, low, high) => {
  const interval = shareInterval(count, trials);
  expect(interval?.map((bound) => Number(bound.toFixed(4)))).toEqual([low, high]);
});
