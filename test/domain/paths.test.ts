import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flowOf } from '../../server/domain/pathFlow.ts';
import { PathGroups, sumFigures } from '../../server/domain/paths.ts';
import { topPaths } from '../../server/domain/topPaths.ts';
import { group, someWalks } from './walks.ts';

describe('grouping', () => {
  test('everyone on the same path is one group, whatever the keys are called', () => {
    const groups = new PathGroups();
    groups.add(['a', 'b'], { conversions: 1, valueMinor: 5 });
    groups.add(['ab'], { nulls: 1 });
    groups.add(['a', 'b'], { nulls: 2 });
    groups.add([], { conversions: 1 });
    expect(groups.all.map(({ path, conversions, nulls }) => [path.join('>'), conversions, nulls])).toEqual([
      ['a>b', 1, 2],
      ['ab', 0, 1],
      ['', 1, 0],
    ]);
  });

  test('tells more keys apart than there are characters of two bytes', () => {
    const groups = new PathGroups();
    const keys = Array.from({ length: 70_000 }, (_, n) => `key ${n}`);
    for (const key of keys) groups.add([key], { nulls: 1 });
    for (const key of keys) groups.add([key], { nulls: 1 });
    expect(groups.all).toHaveLength(keys.length);
    expect(groups.all.every(({ path, nulls }, n) => path[0] === keys[n] && nulls === 2)).toBe(true);
  });

  test('loses nothing', () => {
    fc.assert(
      fc.property(someWalks, (walks) => {
        const sum = sumFigures(group(walks));
        for (const name of ['conversions', 'nulls', 'valueMinor', 'discountMinor'] as const)
          expect(sum[name]).toBe(walks.reduce((total, each) => total + each[name], 0));
      }),
    );
  });
});

describe('top paths', () => {
  const groups = group([
    { path: 'a>b', conversions: 2, valueMinor: 10, nulls: 7 },
    { path: 'b', conversions: 2, valueMinor: 90 },
    { path: 'c', nulls: 50 },
    { path: 'a', conversions: 1, valueMinor: 1_000 },
  ]);

  test('are those of most redemptions, then of most revenue; the rest is one', () => {
    const { rows, others, total } = topPaths({ now: groups, before: null, knowsLost: true, limit: 2 });
    expect(rows.map(({ path, redemptions, lost }) => [path.join('>'), redemptions, lost])).toEqual([
      ['b', 2, 0],
      ['a>b', 2, 7],
    ]);
    expect(others).toEqual({
      rows: 2,
      redemptions: 1,
      revenueMinor: 1_000,
      discountMinor: 0,
      lost: 50,
      days: null,
      previous: null,
    });
    expect(total).toMatchObject({ rows: 4, redemptions: 5, revenueMinor: 1_100, lost: 57 });
  });

  test('of two periods are those of either, each beside what it was, and add up in both', () => {
    const before = group([
      { path: 'b', conversions: 5, valueMinor: 50, nulls: 1 },
      { path: 'd', conversions: 9, valueMinor: 900 },
    ]);
    const { rows, others, total } = topPaths({ now: groups, before, knowsLost: true, limit: 1 });
    expect(rows).toMatchObject([
      { path: ['b'], redemptions: 2, previous: { redemptions: 5, revenueMinor: 50, lost: 1 } },
    ]);
    expect(others).toMatchObject({ rows: 4, redemptions: 3, previous: { redemptions: 9, lost: 0 } });
    expect(total).toMatchObject({
      rows: 5,
      redemptions: 5,
      previous: { redemptions: 14, revenueMinor: 950 },
    });
  });

  test('say nothing of journeys without a sale where these are not known', () => {
    const { rows, total } = topPaths({ now: groups, before: groups, knowsLost: false, limit: 1 });
    expect([rows[0]?.lost, rows[0]?.previous?.lost, total.lost]).toEqual([null, null, null]);
  });

  test('tell the days of those redemptions of which they are known', () => {
    const timed = new PathGroups();
    timed.add(['a'], { conversions: 1, leadHours: 24, timed: 1 });
    timed.add(['a'], { conversions: 1, leadHours: 72, timed: 1 });
    timed.add(['a'], { conversions: 1 });
    const { rows } = topPaths({ now: timed.all, before: null, knowsLost: true, limit: 5 });
    expect(rows[0]).toMatchObject({ redemptions: 3, days: 2 });
  });
});

describe('the flow', () => {
  test('goes from touch to touch and to both ends, repeats in a row as one', () => {
    const { nodes, links } = flowOf(group([{ path: 'a>a>b', conversions: 2, nulls: 3, valueMinor: 8 }]));
    expect(nodes).toEqual([
      { id: '1:a', step: 1, key: 'a' },
      { id: '2:b', step: 2, key: 'b' },
      { id: 'lost', step: null, key: 'lost' },
      { id: 'redeemed', step: null, key: 'redeemed' },
    ]);
    expect(links).toEqual([
      { from: '1:a', to: '2:b', journeys: 5, redemptions: 2, revenueMinor: 8 },
      { from: '2:b', to: 'lost', journeys: 3, redemptions: 0, revenueMinor: 0 },
      { from: '2:b', to: 'redeemed', journeys: 2, redemptions: 2, revenueMinor: 8 },
    ]);
  });

  test('is bounded: rare keys share a node, long paths end after the fifth touch', () => {
    const many = Array.from({ length: 40 }, (_, n) => ({
      path: Array.from({ length: 12 }, (_, step) => `${n}.${step}`).join('>'),
      conversions: 40 - n,
    }));
    const { nodes, links } = flowOf(group(many));
    expect(nodes).toHaveLength(5 * 7 + 1);
    expect(nodes.filter(({ key, step }) => key === null && step !== null)).toHaveLength(5);
    expect(links.length).toBeLessThanOrEqual(4 * 7 + 7);
  });

  test('as many leave a touch as come to it, and all end', () => {
    fc.assert(
      fc.property(someWalks, (walks) => {
        const met = walks.filter(({ conversions, nulls }) => conversions + nulls > 0);
        const { nodes, links } = flowOf(group(met));
        const sum = (of: typeof links) => of.reduce((total, { journeys }) => total + journeys, 0);
        for (const { id, step } of nodes) {
          const [into, out] = [links.filter(({ to }) => to === id), links.filter(({ from }) => from === id)];
          if (step !== null && step > 1) expect(sum(into)).toBe(sum(out));
        }
        const ends = nodes.filter(({ step }) => step === null).map(({ id }) => id);
        const all = met.reduce((total, { conversions, nulls }) => total + conversions + nulls, 0);
        expect(sum(links.filter(({ to }) => ends.includes(to)))).toBe(all);
      }),
    );
  });
});
