import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WHOLE_SHARE } from '../../server/domain/credit.ts';
import { shapleyCredit } from '../../server/domain/dataDriven.ts';
import { shapleyValues } from '../../server/domain/shapley.ts';
import { group, someWalks, type Walks } from './walks.ts';

/** The definition itself: over all orders in which the players may come, what each one's coming adds. */
function byDefinition(players: readonly string[], worth: (set: ReadonlySet<string>) => number) {
  const values = new Map(players.map((player) => [player, 0]));
  const weight = (size: number) =>
    (factorial(size) * factorial(players.length - size - 1)) / factorial(players.length);
  for (let bits = 0; bits < 2 ** players.length; bits += 1) {
    const set = new Set(players.filter((_, index) => bits & (1 << index)));
    for (const player of players) {
      if (set.has(player)) continue;
      const added = worth(new Set([...set, player])) - worth(set);
      values.set(player, (values.get(player) ?? 0) + weight(set.size) * added);
    }
  }
  return values;
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

/** What a set of keys earns: all that came of paths within it. */
const worthOf = (walks: readonly Walks[]) => (set: ReadonlySet<string>) =>
  walks
    .filter(({ path }) => path.split('>').every((key) => set.has(key)))
    .reduce((sum, { valueMinor = 0 }) => sum + valueMinor, 0);

const playersOf = (walks: readonly Walks[]) => [...new Set(walks.flatMap(({ path }) => path.split('>')))];

describe('worked examples', () => {
  const sets: [string, number][] = [
    ['F', 0.2],
    ['O', 0.1],
    ['L', 0.17],
    ['F>O', 0.17],
    ['F>L', 0.3],
    ['L>O', 0],
    ['F>L>O', 0.06],
  ];
  const expected = { F: 0.455, L: 0.34, O: 0.205 };
  const walks = sets.map(([path, worth]) => ({ path, valueMinor: Math.round(worth * 1e6) }));

  test('worths of sets summed over subsets, as credit', () => {
    const values = shapleyCredit(group(walks)).map(({ key, valueMinor }) => [key, valueMinor / 1e6]);
    expect(Object.fromEntries(values)).toEqual(expected);
  });

  test('the same by the definition', () => {
    for (const [player, value] of byDefinition(['F', 'L', 'O'], worthOf(walks))) {
      expect(value / 1e6).toBeCloseTo(expected[player as keyof typeof expected], 9);
    }
  });

  test('four conversions of one channel, six of two', () => {
    const credit = shapleyCredit(
      group([
        { path: 'a', conversions: 4 },
        { path: 'a>b', conversions: 6, nulls: 100 },
      ]),
    );
    expect(credit.map(({ key, share }) => [key, share])).toEqual([
      ['a', 7 * WHOLE_SHARE],
      ['b', 3 * WHOLE_SHARE],
    ]);
  });
});

test('equal parts are the values of the definition', () => {
  fc.assert(
    fc.property(someWalks, (walks) => {
      const expected = byDefinition(playersOf(walks), worthOf(walks));
      const values = shapleyValues(group(walks));
      for (const [player, value] of expected) {
        expect(values.get(player)?.valueMinor ?? 0).toBeCloseTo(value, 3);
      }
    }),
  );
});

test('credit adds up, to the cent', () => {
  fc.assert(
    fc.property(someWalks, (walks) => {
      const credit = shapleyCredit(group(walks));
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

test('neither the order of paths nor that of touches changes a bit, nor how often a path meets a key', () => {
  fc.assert(
    fc.property(someWalks, (walks) => {
      const turned = walks.toReversed().map((each) => {
        const keys = each.path.split('>').toReversed();
        return { ...each, path: [...keys, keys[0]].join('>') };
      });
      expect(shapleyCredit(group(turned))).toEqual(shapleyCredit(group(walks)));
    }),
  );
});

test('who never converted earns nothing, and nobody of nothing', () => {
  expect(shapleyCredit(group([{ path: 'a>b', nulls: 9 }]))).toEqual([]);
  expect(shapleyCredit([])).toEqual([]);
});
