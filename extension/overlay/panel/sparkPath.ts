/** Room for half the line's width above and below. */
const TOP = 6;
const BOTTOM = 94;

/**
 * The line through values at equal distances, and the area under it, in a square of 100 by 100. Zero is at
 * the bottom; where values are below zero (more taken back than came in), the least of them is.
 */
export function sparkPath(values: number[]): { line: string; area: string } {
  const least = Math.min(0, ...values);
  const span = Math.max(0, ...values) - least || 1;
  const y = (value: number) => BOTTOM - ((value - least) / span) * (BOTTOM - TOP);
  const points = values.map(
    (value, index) => `${round((index * 100) / Math.max(1, values.length - 1))} ${round(y(value))}`,
  );
  const line = `M${points.join('L')}`;
  return { line, area: `${line}V${round(y(0))}H0Z` };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
