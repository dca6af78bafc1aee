import { setFlagsFromString } from 'node:v8';

/** How much a heap may grow by before it is collected again, in percent of what it really holds. */
const GROWTH_PERCENT = 100;

/**
 * Has V8 collect garbage sooner, in every thread: left alone it lets a heap grow to four times what it holds. A smaller
 * figure holds still less, and costs processor time with every beacon: docs/performance.md.
 */
export function keepHeapsSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
