import { allocate } from './credit.ts';
import type { CreditSum } from './report.ts';
import { type Part, PartSum } from './reportSums.ts';

/** What one redemption is credited with under a model, of those touchpoints that were asked for. */
export interface RedemptionCredit extends CreditSum {
  /** What is left of the order: its lines, of which as much came back, are parts of it. */
  amountMinor: number;
}

export interface SoldLine {
  sku: string;
  amountMinor: number;
}

/** The product of what no line explains. */
export const NOT_ITEMISED = '';

/**
 * Shares the credit of redemptions, each keyed by its id, among the products of its lines by their amounts.
 * What the lines leave of the order is not itemised; where they come to more than the order (its amount is
 * what the clerk typed), they share all of it. Every redemption’s parts add up to it.
 */
export function shareAmongProducts(
  credits: readonly RedemptionCredit[],
  linesOf: ReadonlyMap<string, readonly SoldLine[]>,
): CreditSum[] {
  const sums = new Map<string, { key: string; model: CreditSum['model']; sum: PartSum }>();
  for (const credit of credits) {
    const { model } = credit;
    for (const [key, part] of productsOf(credit, linesOf.get(credit.key) ?? [])) {
      const name = `${model} ${key}`;
      const own = sums.get(name) ?? { key, model, sum: new PartSum() };
      own.sum.add(part);
      sums.set(name, own);
    }
  }
  return [...sums.values()].map(({ key, model, sum }) => ({ key, model, ...sum.all }));
}

/** One redemption’s credit by product; products that get nothing of it are left out. */
export function productsOf(
  { amountMinor, revenueMinor, discountMinor, share, leads }: Omit<RedemptionCredit, 'key' | 'model'>,
  lines: readonly SoldLine[],
): [sku: string, part: Part][] {
  const weights = weightsOf(amountMinor, lines);
  const all = [...weights.values()];
  const [revenues, discounts, shares] = [revenueMinor, discountMinor, share].map((whole) =>
    allocate(whole, all),
  );
  return [...weights.keys()].flatMap((sku, index): [string, Part][] => {
    const own = shares?.[index] ?? 0;
    const part = {
      revenueMinor: revenues?.[index] ?? 0,
      discountMinor: discounts?.[index] ?? 0,
      share: own,
      leads: leads.map(({ hours }) => ({ hours, share: own })),
    };
    return own === 0 && part.revenueMinor === 0 && part.discountMinor === 0 ? [] : [[sku, part]];
  });
}

/** What each product weighs. An order of nothing, or one whose lines all cost nothing, is not itemised. */
function weightsOf(amountMinor: number, lines: readonly SoldLine[]): Map<string, number> {
  const weights = new Map<string, number>();
  for (const line of lines) weights.set(line.sku, (weights.get(line.sku) ?? 0) + line.amountMinor);
  const explained = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const left = Math.max(0, amountMinor - explained);
  if (left > 0 || explained === 0) weights.set(NOT_ITEMISED, left || 1);
  return weights;
}
