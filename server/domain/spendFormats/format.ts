import type { SpendColumn, SpendReading } from '../../../shared/wire/spend.ts';

/**
 * The export of a platform, as data. Headers are matched in lower case, without regard to width and space;
 * `*` in one stands for the currency: `amount spent (*)`. The first of a column's headers that a file has
 * counts. What nobody has held against a live export is said so beside it.
 */
export interface SpendFormat {
  id: string;
  headers: Partial<Record<SpendColumn, readonly string[]>>;
  /** What its rows are attributed to where the file does not say it. */
  source: string;
  medium: string;
  decimal: SpendReading['decimal'];
  dayOrder: SpendReading['dayOrder'];
  costUnit: SpendReading['costUnit'];
  /** How a line of totals begins, in any of its cells. */
  totals: readonly string[];
  /** Whether a line without a day is one of totals. */
  blankDayIsTotal?: boolean;
}
