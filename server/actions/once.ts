import { failed, type Outcome } from '../domain/outcome.ts';
import { insertAnswer, loadAnswer } from '../store/answers.ts';
import type { ActionContext } from './context.ts';

/** A request that may come twice: whose it is, its key, and a hash of what it asks. */
export interface Repeatable {
  siteId: string;
  actor: string;
  key: string;
  requestHash: string;
  now: number;
}

/**
 * Runs a change once for its key: a repeated request gets the first one's answer, and the same key with
 * another request is refused. Failures are not kept, so that they can be tried again.
 */
export async function once<Value>(
  context: ActionContext,
  request: Repeatable | null,
  run: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  if (!request) return run();
  const known = await loadAnswer(context.db, request);
  if (known && known.requestHash !== request.requestHash) {
    return failed(
      'idempotencyMismatch',
      'This Idempotency-Key was used for another request: make a new one.',
    );
  }
  if (known) return JSON.parse(known.answer) as Outcome<Value>;
  const outcome = await run();
  if (outcome.ok) await insertAnswer(context.db, request, JSON.stringify(outcome));
  return outcome;
}
