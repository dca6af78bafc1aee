const FIRST_MS = 400;
const LONGEST_MS = 20_000;

/** How long to wait before try number `attempt` (from 0); `chance` in [0, 1) spreads many browsers apart. */
export function backoffMs(attempt: number, chance: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(full * (0.5 + chance / 2));
}
