const DAY_MS = 86_400_000;
/** The oldest are forgotten beyond so many: newer ones stand for them. */
const MOST = 10;

/** A sale of a journey that stands. */
export interface Sold {
  sale: string;
  at: number;
}

/** The sales that stand after one more, earliest first. */
export function withSale(sold: readonly Sold[], sale: Sold): Sold[] {
  return [...sold, sale].sort((a, b) => a.at - b.at).slice(-MOST);
}

/** The sales that stand after one of which nothing is left. */
export function withoutSale(sold: readonly Sold[], sale: string): Sold[] {
  return sold.filter((one) => one.sale !== sale);
}

/** Whether one was made as near to a touchpoint as a touchpoint may be to earn credit of it. */
export function isSoldNear(sold: readonly Sold[], touchAt: number, lookbackDays: number): boolean {
  return sold.some(({ at }) => Math.abs(at - touchAt) <= lookbackDays * DAY_MS);
}
