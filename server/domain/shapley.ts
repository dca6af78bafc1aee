import type { Earned, PathFigures, PathGroup } from './paths.ts';

/** What a key earns, not yet rounded. */
export type ShapleyValue = Record<Earned, number>;

/**
 * Shapley values over the sets of unique keys on the paths, where the worth of a set is all that came of paths
 * within it. The worth is then a sum over paths, each of which is worth its value to any set that holds all its
 * keys: its Shapley value is an equal part for each of them. So no subset need ever be listed.
 */
export function shapleyValues(groups: readonly PathGroup[]): Map<string, ShapleyValue> {
  // Whole numbers by the size of the set, divided at the end: exact in whatever order the paths come.
  const bySize = new Map<string, Map<number, ShapleyValue>>();
  for (const group of groups) {
    if (group.conversions === 0 && group.valueMinor === 0 && group.discountMinor === 0) continue;
    const keys = new Set(group.path);
    for (const key of keys) addTo(earnedOf(bySize, key, keys.size), group);
  }
  const sorted = [...bySize].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([key, sizes]) => [key, divide(sizes)]));
}

function earnedOf(all: Map<string, Map<number, ShapleyValue>>, key: string, size: number): ShapleyValue {
  let sizes = all.get(key);
  if (!sizes) {
    sizes = new Map();
    all.set(key, sizes);
  }
  let earned = sizes.get(size);
  if (!earned) {
    earned = { conversions: 0, valueMinor: 0, discountMinor: 0 };
    sizes.set(size, earned);
  }
  return earned;
}

function addTo(earned: ShapleyValue, figures: PathFigures): void {
  earned.conversions += figures.conversions;
  earned.valueMinor += figures.valueMinor;
  earned.discountMinor += figures.discountMinor;
}

function divide(sizes: ReadonlyMap<number, ShapleyValue>): ShapleyValue {
  const earned = { conversions: 0, valueMinor: 0, discountMinor: 0 };
  for (const [size, sum] of [...sizes].sort(([a], [b]) => a - b)) {
    earned.conversions += sum.conversions / size;
    earned.valueMinor += sum.valueMinor / size;
    earned.discountMinor += sum.discountMinor / size;
  }
  return earned;
}
