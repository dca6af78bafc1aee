import { proportion } from '../../shared/refund.ts';
import type { OrderLine } from '../../shared/wire/till.ts';
import { allocate } from './credit.ts';
import { done, failed, type Outcome } from './outcome.ts';

/** What is left of an order's line. */
export interface LineLeft extends OrderLine {
  line: number;
}

/** What goes of a line. */
export interface LineTaken {
  line: number;
  quantity: number;
  amountMinor: number;
}

export function takeAllLines(lines: readonly LineLeft[]): LineTaken[] {
  return lines.map(({ line, quantity, amountMinor }) => ({ line, quantity, amountMinor }));
}

/** Where nobody says which lines came back, each loses in proportion; how many pieces that is remains unknown. */
export function takeLines(lines: readonly LineLeft[], beforeMinor: number, leftMinor: number): LineTaken[] {
  const amounts = lines.map(({ amountMinor }) => amountMinor);
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const left = allocate(proportion(sum, leftMinor, beforeMinor), amounts);
  return lines.flatMap(({ line, amountMinor }, index) => {
    const lost = amountMinor - (left[index] ?? 0);
    return lost === 0 ? [] : [{ line, quantity: 0, amountMinor: lost }];
  });
}

/** Lines that were named lose what was named of them, the first line of an article before its next. */
export function takeNamedLines(
  lines: readonly LineLeft[],
  named: readonly OrderLine[],
  amountMinor: number,
): Outcome<LineTaken[]> {
  const left = lines.map((line) => ({ ...line }));
  for (const [index, one] of named.entries()) {
    const message = takeOne(left, one);
    if (message) return failed('invalidInput', undefined, { errors: [{ field: `lines/${index}`, message }] });
  }
  if (named.reduce((sum, line) => sum + line.amountMinor, 0) > amountMinor) {
    const errors = [{ field: 'amountMinor', message: 'must be at least what its lines come to' }];
    return failed('invalidInput', undefined, { errors });
  }
  return done(
    lines.flatMap((line, index) => {
      const quantity = line.quantity - (left[index]?.quantity ?? 0);
      const lost = line.amountMinor - (left[index]?.amountMinor ?? 0);
      return quantity === 0 && lost === 0 ? [] : [{ line: line.line, quantity, amountMinor: lost }];
    }),
  );
}

/** Takes in place; says what is wrong where there is not so much left. */
function takeOne(left: LineLeft[], named: OrderLine): string | null {
  let { quantity, amountMinor } = named;
  for (const line of left.filter(({ sku }) => sku === named.sku)) {
    const pieces = Math.min(line.quantity, quantity);
    const money = Math.min(line.amountMinor, amountMinor);
    line.quantity -= pieces;
    line.amountMinor -= money;
    quantity -= pieces;
    amountMinor -= money;
  }
  return quantity > 0 || amountMinor > 0 ? 'must be in the order, and not more than is left of it' : null;
}
