import type { Repeatable } from '../actions/once.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Engine } from '../engine/engine.ts';

/**
 * Runs what takes several steps once for a request's key. Where a server stops between the last step and its
 * answer, the steps themselves see to it that nothing counts twice.
 */
export async function answerOnce<Value>(
  engine: Engine,
  repeatable: Repeatable | null,
  run: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  if (!repeatable) return run();
  const known = await engine.read('recallAnswer', repeatable);
  if (known) return known as Outcome<Value>;
  const outcome = await run();
  const { siteId } = repeatable;
  if (outcome.ok) await engine.write('keepAnswer', { siteId, answer: outcome.value }, repeatable);
  return outcome;
}
