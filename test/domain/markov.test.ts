import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WHOLE_SHARE } from '../../server/domain/credit.ts';
import { markovCredit } from '../../server/domain/dataDriven.ts';
import { removalEffects } from '../../server/domain/markov.ts';
import { type MarkovOrder, MOST_KEYS, OTHER_KEY } from '../../server/domain/markovChain.ts';
import { EARNED, type Earned, type PathGroup, PathGroups } from '../../server/domain/paths.ts';
import { group, someWalks, type Walks } from './walks.ts';

const ORDERS: MarkovOrder[] = [1, 2, 3];

const conversionsOf = (groups: PathGroup[], order: MarkovOrder = 1) =>
  Object.fromEntries(markovCredit(groups, order).map(({ key, share }) => [key, share / WHOLE_SHARE]));

describe('worked examples', () => {
  test.each<[string, Walks[], Record<string, number>, Record<string, number>]>([
    [
      'three channels, one of three paths converts',
      [
        { path: 'C1>C2>C3', conversions: 1 },
        { path: 'C1', nulls: 1 },
        { path: 'C2>C3', nulls: 1 },
      ],
      { C1: 0.5, C2: 1, C3: 1 },
      { C1: 0.2, C2: 0.4, C3: 0.4 },
    ],
    [
      'paths that come back to a channel, none lost',
      [
        { path: 'A>B>A>B>B>A', conversions: 1 },
        { path: 'A>B>B>A>A', conversions: 1 },
        { path: 'A>A', conversions: 1 },
      ],
      { A: 1, B: 0.5 },
      { A: 2, B: 1 },
    ],
    [
      'two channels, one path lost',
      [
        { path: 'google', conversions: 2, nulls: 1 },
        { path: 'mailing', conversions: 1 },
        { path: 'google>mailing', conversions: 1 },
      ],
      { google: 0.75, mailing: 0.5 },
      { google: 2.4, mailing: 1.6 },
    ],
  ])('%s', (_, walks, effects, credit) => {
    const groups = group(walks);
    const found = removalEffects(groups, 1)('conversions');
    expect([...found.keys()]).toEqual(Object.keys(effects));
    for (const [key, effect] of found) expect(effect).toBeCloseTo(effects[key] ?? Number.NaN, 9);
    const conversions = conversionsOf(groups);
    for (const [key, n] of Object.entries(credit)) expect(conversions[key]).toBeCloseTo(n, 5);
  });

  test('order 2 tells a channel by what came before it', () => {
    // After `a`, `x` always converts; after `b`, never. Order 1 takes every `x` for the same.
    const groups = group([
      { path: 'a>x', conversions: 10 },
      { path: 'b>x', nulls: 10 },
    ]);
    expect(removalEffects(groups, 1)('conversions').get('b')).toBeCloseTo(0.5, 9);
    expect(removalEffects(groups, 2)('conversions').get('b')).toBe(0);
    expect(conversionsOf(groups, 2)).toEqual({ a: 5, x: 5 });
  });

  test('order 3 remembers three touches', () => {
    const groups = group([
      { path: 'a>x>y>z', conversions: 4 },
      { path: 'b>x>y>z', nulls: 4 },
      { path: 'c>z', nulls: 4 },
    ]);
    expect(removalEffects(groups, 2)('conversions').get('b')).toBeCloseTo(0.5, 9);
    expect(removalEffects(groups, 3)('conversions').get('b')).toBeCloseTo(0.5, 9);
    const nearer = group([
      { path: 'a>x>y', conversions: 4 },
      { path: 'b>x>y', nulls: 4 },
    ]);
    expect(removalEffects(nearer, 2)('conversions').get('b')).toBeCloseTo(0.5, 9);
    expect(removalEffects(nearer, 3)('conversions').get('b')).toBe(0);
  });
});

test('value is shared by the value that would be lost, not by the number of redemptions', () => {
  // Few large orders along one, many small ones along the other: where nobody met both, each keeps its own.
  const groups = group([
    { path: 'large', conversions: 1, valueMinor: 900_000, discountMinor: 1, nulls: 9 },
    { path: 'small', conversions: 9, valueMinor: 90_000, discountMinor: 899, nulls: 1 },
  ]);
  expect(markovCredit(groups, 1)).toEqual([
    { key: 'large', share: WHOLE_SHARE, valueMinor: 900_000, discountMinor: 1 },
    { key: 'small', share: 9 * WHOLE_SHARE, valueMinor: 90_000, discountMinor: 899 },
  ]);
});

test.each(ORDERS)('without a conversion nobody has credit at order %i', (order) => {
  const groups = group([{ path: 'a>b', nulls: 3 }]);
  expect([...removalEffects(groups, order)('conversions').values()]).toEqual([0, 0]);
  expect(markovCredit(groups, order)).toEqual([]);
  expect(markovCredit([], order)).toEqual([]);
});

test.each(ORDERS)('of one channel all is its own, however often it is met, at order %i', (order) => {
  const path = Array.from({ length: 60 }, () => 'a').join('>');
  const groups = group([{ path, conversions: 1, nulls: 1_000_000, valueMinor: 99 }]);
  expect(markovCredit(groups, order)).toEqual([
    { key: 'a', share: WHOLE_SHARE, valueMinor: 99, discountMinor: 0 },
  ]);
});

describe.each(ORDERS)('at order %i', (order) => {
  test('credit adds up, to the cent', () => {
    fc.assert(
      fc.property(someWalks, (walks) => {
        const credit = markovCredit(group(walks), order);
        const sum = (name: 'share' | 'valueMinor' | 'discountMinor') =>
          credit.reduce((total, each) => total + each[name], 0);
        const total = (name: 'conversions' | 'valueMinor' | 'discountMinor') =>
          walks.reduce((all, each) => all + each[name], 0);
        expect(sum('share')).toBe(total('conversions') * WHOLE_SHARE);
        expect(sum('valueMinor')).toBe(total('valueMinor'));
        expect(sum('discountMinor')).toBe(total('discountMinor'));
      }),
    );
  });

  test('the order in which independent paths come changes no bit', () => {
    fc.assert(
      fc.property(someWalks, (walks) => {
        expect(markovCredit(group(walks.toReversed()), order)).toEqual(markovCredit(group(walks), order));
      }),
    );
  });

  test.each(EARNED)('effects on %s are those of the linear equations solved by elimination', (of) => {
    fc.assert(
      fc.property(someWalks, (walks) => {
        const whole = expectedByElimination(walks, of, null, order);
        for (const [key, effect] of removalEffects(group(walks), order)(of)) {
          const without = expectedByElimination(walks, of, key, order);
          expect(effect).toBeCloseTo(whole === 0 ? 0 : 1 - without / whole, 9);
        }
      }),
      { numRuns: 30 },
    );
  });
});

test('the rarest keys count as one beyond as many as an order holds', () => {
  const groups = new PathGroups();
  for (let key = 0; key < MOST_KEYS[3] + 10; key += 1)
    groups.add([`key ${key}`], { conversions: 100 - key, valueMinor: 1_000 });
  const credit = markovCredit(groups.all, 3);
  expect(credit).toHaveLength(MOST_KEYS[3]);
  expect(credit.reduce((sum, { valueMinor }) => sum + valueMinor, 0)).toBe((MOST_KEYS[3] + 10) * 1_000);
  expect(credit.find(({ key }) => key === OTHER_KEY)?.share).toBeGreaterThan(WHOLE_SHARE);
  expect(credit.some(({ key }) => key === 'key 0')).toBe(true);
  expect(credit.some(({ key }) => key === `key ${MOST_KEYS[3]}`)).toBe(false);
});

/** What a walk is expected to earn, walks into `removed` lost: states by name, and Gaussian elimination. */
function expectedByElimination(
  walks: readonly Walks[],
  of: Earned,
  removed: string | null,
  order: number,
): number {
  const steps = new Map<string, Map<string, number>>();
  const earned = new Map<string, number>();
  const take = (from: string, to: string, n: number) => {
    const own = steps.get(from) ?? new Map<string, number>();
    steps.set(from, own.set(to, (own.get(to) ?? 0) + n));
  };
  for (const walk of walks) {
    const times = (walk.conversions ?? 0) + (walk.nulls ?? 0);
    if (times === 0) continue;
    const keys = walk.path.split('>');
    let from = '';
    keys.forEach((key, index) => {
      const to = keys.slice(Math.max(0, index + 1 - order), index + 1).join('>');
      take(from, key === removed ? '(lost)' : to, times);
      from = to;
    });
    take(from, '(ended)', times);
    earned.set(from, (earned.get(from) ?? 0) + (walk[of] ?? 0));
  }
  const states = [...steps.keys()];
  const rows = states.map((state) => {
    const own = steps.get(state) ?? new Map<string, number>();
    const left = [...own.values()].reduce((sum, n) => sum + n, 0);
    const row = states.map((other) => (other === state ? 1 : 0) - (own.get(other) ?? 0) / left);
    return [...row, (earned.get(state) ?? 0) / left];
  });
  eliminate(rows);
  return rows[states.indexOf('')]?.at(-1) ?? 0;
}

function eliminate(rows: number[][]): void {
  rows.forEach((pivot, column) => {
    const by = pivot[column] ?? 1;
    for (let each = 0; each < pivot.length; each += 1) pivot[each] = (pivot[each] ?? 0) / by;
    for (const row of rows) {
      const factor = row[column] ?? 0;
      if (row === pivot || factor === 0) continue;
      for (let each = 0; each < row.length; each += 1)
        row[each] = (row[each] ?? 0) - factor * (pivot[each] ?? 0);
    }
  });
}
