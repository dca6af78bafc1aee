import { allocate, WHOLE_SHARE } from './credit.ts';
import { removalEffects } from './markov.ts';
import { type MarkovOrder, OTHER_KEY } from './markovChain.ts';
import { type Earned, type PathGroup, sumFigures } from './paths.ts';
import { shapleyValues } from './shapley.ts';

/** What a key is credited with, over all paths together. */
export interface KeyCredit {
  key: string;
  /** Of redemptions, in parts of WHOLE_SHARE. */
  share: number;
  valueMinor: number;
  discountMinor: number;
}

/** Conversions by their removal effects, value by those on the value, discount by those on the discount. */
export function markovCredit(groups: readonly PathGroup[], order: MarkovOrder): KeyCredit[] {
  const effects = removalEffects(groups, order);
  const byConversions = effects('conversions');
  const [byValue, byDiscount] = [effects('valueMinor'), effects('discountMinor')];
  return shareAll(groups, [...byConversions.keys()], {
    conversions: [...byConversions.values()],
    valueMinor: [...byValue.values()],
    discountMinor: [...byDiscount.values()],
  });
}

export function shapleyCredit(groups: readonly PathGroup[]): KeyCredit[] {
  const earned = shapleyValues(groups);
  const all = [...earned.values()];
  return shareAll(groups, [...earned.keys()], {
    conversions: all.map(({ conversions }) => conversions),
    valueMinor: all.map(({ valueMinor }) => valueMinor),
    discountMinor: all.map(({ discountMinor }) => discountMinor),
  });
}

/** What each key weighs where the value of one path is shared: its removal effect on value, or the same for all. */
export type WeightOf = (key: string) => number;

export function markovWeights(groups: readonly PathGroup[], order: MarkovOrder): WeightOf {
  const effects = removalEffects(groups, order)('valueMinor');
  return (key) => effects.get(key) ?? effects.get(OTHER_KEY) ?? 0;
}

/**
 * What each touch of one path weighs, to share one redemption by: the weight of its key, an equal part for each
 * touch of the same key. Under Shapley these parts add up to what a key is credited with over all paths; under
 * Markov they need not, which shares all redemptions as one.
 */
export function touchWeights(path: readonly string[], weightOf: WeightOf): number[] {
  const times = new Map<string, number>();
  for (const key of path) times.set(key, (times.get(key) ?? 0) + 1);
  return path.map((key) => weightOf(key) / (times.get(key) ?? 1));
}

/** Shares what all paths with a key on them come to, to the cent. */
function shareAll(
  groups: readonly PathGroup[],
  keys: readonly string[],
  weights: Record<Earned, readonly number[]>,
): KeyCredit[] {
  const total = sumFigures(groups.filter(({ path }) => path.length > 0));
  const shares = allocate(total.conversions * WHOLE_SHARE, weights.conversions);
  const values = allocate(total.valueMinor, weights.valueMinor);
  const discounts = allocate(total.discountMinor, weights.discountMinor);
  return keys.flatMap((key, index) => {
    const [share = 0, valueMinor = 0, discountMinor = 0] = [shares[index], values[index], discounts[index]];
    return share || valueMinor || discountMinor ? [{ key, share, valueMinor, discountMinor }] : [];
  });
}
