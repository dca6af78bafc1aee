import { MODELS, type Model } from '../../shared/wire/report.ts';
import { WEIGHTS } from './attribution.ts';
import type { Touchpoint } from './journey.ts';

/** One redemption in the parts that it is shared by: they add up to this under every model. */
export const WHOLE_SHARE = 1_000_000;

/** A touchpoint's part of a redemption. */
export interface Credit {
  model: Model;
  /** Which touchpoint of the path, from 0; -1 where the path is unknown and the coupon's own source stands in. */
  touch: number;
  source: number;
  page: number;
  valueMinor: number;
  discountMinor: number;
  /** Its part of the redemption itself, of `WHOLE_SHARE`. */
  share: number;
}

/** What of a redemption is shared, and what the models need to know of it. */
export interface Creditable {
  at: number;
  amountMinor: number;
  discountMinor: number;
  /** Where its coupon was issued. */
  source: number;
  page: number;
  /** The touchpoints inside the lookback window, earliest first. */
  path: readonly Touchpoint[];
}

/**
 * The credit of a redemption under every model: value, discount and the redemption itself each add up,
 * whatever the model. A path that is not known (storage cleared, a code told by a friend) is the coupon's
 * own source alone.
 */
export function shareCredit(redemption: Creditable, directSource: number): Credit[] {
  return MODELS.flatMap((model) => creditUnder(model, redemption, directSource));
}

function creditUnder(model: Model, redemption: Creditable, directSource: number): Credit[] {
  const { path, at, amountMinor: valueMinor, discountMinor, source, page } = redemption;
  if (path.length === 0) {
    return [{ model, touch: -1, source, page, valueMinor, discountMinor, share: WHOLE_SHARE }];
  }
  const weights = WEIGHTS[model](path, { at, directSource });
  const values = allocate(valueMinor, weights);
  const discounts = allocate(discountMinor, weights);
  const shares = allocate(WHOLE_SHARE, weights);
  return path.flatMap((touchpoint, touch) => {
    const [value = 0, discount = 0, share = 0] = [values[touch], discounts[touch], shares[touch]];
    if (share === 0 && value === 0 && discount === 0) return [];
    const { source, page } = touchpoint;
    return [{ model, touch, source, page, valueMinor: value, discountMinor: discount, share }];
  });
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
