import fc from 'fast-check';
import { PathGroups } from '../../server/domain/paths.ts';

/** Walks along one path, written as the worked examples write them: `A>B>C`. */
export interface Walks {
  path: string;
  conversions?: number;
  nulls?: number;
  valueMinor?: number;
  discountMinor?: number;
}

export function group(walks: readonly Walks[]) {
  const groups = new PathGroups();
  for (const { path, ...figures } of walks) groups.add(path.split('>'), figures);
  return groups.all;
}

const count = fc.integer({ min: 0, max: 50 });
const money = fc.integer({ min: 0, max: 1e9 });

/** Random walks along random paths of a few keys, at least one of them converting. */
export const someWalks = fc
  .array(
    fc.record({
      path: fc
        .array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 7 })
        .map((keys) => keys.join('>')),
      conversions: count,
      nulls: count,
      valueMinor: money,
      discountMinor: money,
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((walks) =>
    walks.map((each, index) => {
      const conversions = index === 0 ? each.conversions + 1 : each.conversions;
      // Money comes of redemptions alone.
      return conversions > 0 ? { ...each, conversions } : { ...each, valueMinor: 0, discountMinor: 0 };
    }),
  );
