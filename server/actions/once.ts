import { done, failed, type Outcome } from '../domain/outcome.ts';
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
  const known = await recallAnswer<Value>(context, request);
  if (known) return known;
  const outcome = await run();
  if (outcome.ok) await insertAnswer(context.db, request, JSON.stringify(outcome));
  return outcome;
}

/** What a request's key was answered before; null where it is new. For what takes several steps to do. */
export async function recallAnswer<Value>(
  { db }: Pick<ActionContext, 'db'>,
  request: Repeatable,
): Promise<Outcome<Value> | null> {
  const known = await loadAnswer(db, request);
  if (!known) return null;
  if (known.requestHash === request.requestHash) return JSON.parse(known.answer) as Outcome<Value>;
  return failed('idempotencyMismatch', 'This Idempotency-Key was used for another request: make a new one.');
}

/** Keeps the answer to a request that took several steps: written under its key. */
export async function keepAnswer(
  _context: ActionContext,
  { answer }: { siteId: string; answer: unknown },
): Promise<Outcome<unknown>> {
  return done(answer);
}
