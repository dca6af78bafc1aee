import type { Touchpoint } from './journey.ts';

/** The models by which a redemption's value is shared; each has its place in `MODELS`. */
export type Model = 'last';

/** A touchpoint's part of a redemption's value. */
export interface Credit {
  model: Model;
  /** Which touchpoint of the path, from 0; -1 where the path is unknown and the coupon's own source stands in. */
  touch: number;
  source: number;
  page: number;
  valueMinor: number;
}

/** Shares a value among a path that has at least one touchpoint, as weights that add up to 1. */
const MODELS: Record<Model, (path: readonly Touchpoint[]) => number[]> = {
  last: (path) => path.map((_, index) => (index === path.length - 1 ? 1 : 0)),
};

/**
 * The credit of a redemption under every model. A path that is not known (storage cleared, a code told by
 * a friend) is the coupon's own source alone.
 */
export function shareCredit(
  path: readonly Touchpoint[],
  issuedFor: { source: number; page: number },
  valueMinor: number,
): Credit[] {
  if (path.length === 0) {
    const { source, page } = issuedFor;
    return (Object.keys(MODELS) as Model[]).map((model) => ({ model, touch: -1, source, page, valueMinor }));
  }
  return (Object.keys(MODELS) as Model[]).flatMap((model) =>
    allocate(valueMinor, MODELS[model](path)).flatMap((share, touch) => {
      const touchpoint = path[touch];
      if (!touchpoint || share === 0) return [];
      return [{ model, touch, source: touchpoint.source, page: touchpoint.page, valueMinor: share }];
    }),
  );
}

/**
 * Shares an amount by weights without losing a unit: each gets its whole part, and what is left goes one
 * by one to the largest remainders, the earlier first where they tie.
 */
export function allocate(amountMinor: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (amountMinor * weight) / total);
  const shares = exact.map(Math.floor);
  let left = amountMinor - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder) {
    if (left <= 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}
