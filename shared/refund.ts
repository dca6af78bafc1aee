/** A redemption as far as taking a part of it back needs to know; money in minor units. */
export interface Refundable {
  /** What is left of the order's value before the discount, and of the discount. */
  amountMinor: number;
  discountMinor: number;
  returnedMinor: number;
  returnedDiscountMinor: number;
}

/**
 * The discount that goes with what is left of an order, in proportion to the order as it was, however many returns
 * led there. A fraction of a minor unit stays with the merchant, as it does when a discount is given.
 */
export function discountLeft(sale: Refundable, leftMinor: number): number {
  const { discountMinor, returnedDiscountMinor, amountMinor, returnedMinor } = sale;
  return proportion(discountMinor + returnedDiscountMinor, leftMinor, amountMinor + returnedMinor);
}

/** What is paid back for a part of an order: its value less its part of the discount. */
export function refundMinor(sale: Refundable, returnedMinor: number): number {
  const left = discountLeft(sale, sale.amountMinor - returnedMinor);
  return returnedMinor - (sale.discountMinor - left);
}

/** `amount` × `of` / `whole` in minor units, rounded down; exact where the product passes 2^53. */
export function proportion(amount: number, of: number, whole: number): number {
  return whole === 0 ? 0 : Number((BigInt(amount) * BigInt(of)) / BigInt(whole));
}
