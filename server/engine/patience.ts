import { setTimeout as delay } from 'node:timers/promises';
import type { StoreFailure } from '../store/failure.ts';

/** After so long whoever asked is told to come back. */
export const PATIENCE_MS = 5_000;
const FIRST_WAIT_MS = 25;
const LONGEST_WAIT_MS = 1_000;

/** Tries again what another transaction was preferred to, or what the database did not answer, for a while. */
export async function patiently<Value>(
  failureOf: (error: unknown) => StoreFailure,
  run: () => Promise<Value>,
  onFailure: (error: unknown) => void = () => {},
  patienceMs = PATIENCE_MS,
): Promise<Value> {
  const until = performance.now() + patienceMs;
  for (let tries = 0; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      onFailure(error);
      if (failureOf(error) === 'fault' || performance.now() > until) throw error;
      const longest = Math.min(FIRST_WAIT_MS * 2 ** tries, LONGEST_WAIT_MS);
      // Two that met once would meet again if both waited as long.
      await delay(longest * (0.5 + Math.random() / 2));
    }
  }
}
