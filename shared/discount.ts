/** The part of an offer that says what it takes off: an Offer and a till's Given both have it. */
export interface DiscountRule {
  kind: 'percent' | 'amount' | 'gift';
  percent: number | null;
  amountMinor: number | null;
  maxDiscountMinor: number | null;
}

/**
 * What the rule takes off an order of `amountMinor`, in whole minor units: never more than the rule's own
 * limit, nor than the order itself. A fraction of a minor unit stays with the merchant (9.99 at 15 % gives
 * 1.49, not 1.50), so that no order gets more than the percentage that was promised. A gift takes
 * nothing off.
 */
export function discountMinor(rule: DiscountRule, amountMinor: number): number {
  return Math.min(before(rule, amountMinor), rule.maxDiscountMinor ?? Number.POSITIVE_INFINITY, amountMinor);
}

function before(rule: DiscountRule, amountMinor: number): number {
  if (rule.kind === 'percent') return Math.floor((amountMinor * (rule.percent ?? 0)) / 100);
  return rule.kind === 'amount' ? (rule.amountMinor ?? 0) : 0;
}
