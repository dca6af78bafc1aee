import { discountMinor } from '../../../shared/discount.ts';
import { parseMoney } from '../../../shared/money.ts';
import type { Given } from '../../../shared/wire/till.ts';
import type { Draft } from './sale.ts';
import type { TillKey } from './words.ts';

/** What an order comes to under the offer; the server's own answer is the one that counts. */
export interface Preview {
  amountMinor: number;
  discountMinor: number;
  toPayMinor: number;
  /** The offer starts at a greater order: the server will refuse this one. */
  isBelow: boolean;
}

/** Null until the amount can be read. */
export function preview(given: Given, draft: Draft, currency: string): Preview | null {
  const amountMinor = parseMoney(draft.amount, currency);
  if (amountMinor === null) return null;
  const off = discountMinor(given, amountMinor);
  return {
    amountMinor,
    discountMinor: off,
    toPayMinor: amountMinor - off,
    isBelow: amountMinor < given.minimumMinor,
  };
}

/** Which fields cannot be sent as they are, and why. */
export function draftProblems(draft: Draft, currency: string): { amount?: TillKey; order?: TillKey } {
  const problems: { amount?: TillKey; order?: TillKey } = {};
  if (draft.amount.trim() === '') problems.amount = 'order.amountMissing';
  else if (parseMoney(draft.amount, currency) === null) problems.amount = 'order.amountWrong';
  if (draft.order.trim() === '') problems.order = 'order.numberMissing';
  return problems;
}
