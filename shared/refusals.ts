/**
 * Why a till refuses a code: a closed list with stable names. `mistyped` is told from the code alone, the
 * others need the coupon.
 */
export const REFUSALS = [
  'unknown',
  'mistyped',
  'notYetValid',
  'expired',
  'alreadyRedeemed',
  'voided',
  'wrongStore',
  'limitReached',
  'belowMinimum',
  'overAuthority',
  'revoked',
  'orderUsed',
] as const;

export type Refusal = (typeof REFUSALS)[number];
