import { number } from '../say.ts';

/** Redemptions that are shared count in parts: 1.5, or 0.3. */
export function parts(redemptions: number): string {
  return number(Math.round(redemptions * 10) / 10);
}
