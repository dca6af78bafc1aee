/** `amount` × `of` / `whole` in minor units, rounded down; exact where the product passes 2^53. */
export function proportion(amount: number, of: number, whole: number): number {
  return whole === 0 ? 0 : Number((BigInt(amount) * BigInt(of)) / BigInt(whole));
}
