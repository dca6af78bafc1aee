import { discountLeft, type Refundable } from '../../shared/refund.ts';
import type { ReturnInput } from '../../shared/wire/returns.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { type LineLeft, type LineTaken, takeAllLines, takeLines, takeNamedLines } from './returnedLines.ts';

/** The most returns of one redemption: each is kept and shown. */
export const MAX_RETURNS = 100;

/** What is left of a redemption, and what came back of it so far. */
export type Returnable = Refundable & { voidedAt: number | null };

/** What a return takes, and what it leaves. */
export interface ReturnTerms {
  amountMinor: number;
  discountMinor: number;
  /** Nothing is left: the redemption itself goes, like a void. */
  whole: boolean;
  left: { amountMinor: number; discountMinor: number };
  lines: LineTaken[];
}

/** Whether so much may come back of a redemption, and what of its discount and its lines goes with it. */
export function decideReturn(
  sale: Returnable,
  lines: readonly LineLeft[],
  returns: number,
  input: ReturnInput,
): Outcome<ReturnTerms> {
  if (sale.voidedAt !== null) {
    return failed('conflict', 'Nothing is left of it: it was undone, or all of it came back.');
  }
  if (returns >= MAX_RETURNS)
    return failed('conflict', 'Too many parts of it came back: return what is left.');
  if (input.amountMinor > sale.amountMinor) {
    const message = `must be at most ${sale.amountMinor}, which is left of the order`;
    return failed('invalidInput', 'More than is left of it cannot come back.', {
      errors: [{ field: 'amountMinor', message }],
    });
  }
  const amountMinor = sale.amountMinor - input.amountMinor;
  const left = { amountMinor, discountMinor: discountLeft(sale, amountMinor) };
  const taken = { amountMinor: input.amountMinor, discountMinor: sale.discountMinor - left.discountMinor };
  const whole = amountMinor === 0;
  if (!input.lines || whole) {
    const lost = whole ? takeAllLines(lines) : takeLines(lines, sale.amountMinor, amountMinor);
    return done({ ...taken, whole, left, lines: lost });
  }
  const named = takeNamedLines(lines, input.lines, input.amountMinor);
  return named.ok ? done({ ...taken, whole, left, lines: named.value }) : named;
}
