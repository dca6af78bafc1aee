import { ProblemError, UnreachableError } from '../../../shared/client.ts';
import type { Refused } from '../../../shared/wire/till.ts';

/** Why a request came to nothing, other than a refusal. */
export type Trouble = 'unreachable' | 'signedOut' | 'tooMany' | 'busy' | 'mismatch' | 'other';

/** What went wrong; a bug of ours is no trouble of the network and is thrown on. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof UnreachableError) return 'unreachable';
  if (!(error instanceof ProblemError)) throw error;
  const { code } = error.problem;
  if (code === 'notSignedIn') return 'signedOut';
  if (code === 'tooManyRequests') return 'tooMany';
  if (code === 'busy' || code === 'internal') return 'busy';
  return code === 'idempotencyMismatch' ? 'mismatch' : 'other';
}

/** Whether something else came first. */
export function isConflict(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'conflict';
}

/** The refusal that an error answer carries, if it does. */
export function refusalOf(error: unknown): Refused | null {
  return error instanceof ProblemError ? (error.problem.refusal ?? null) : null;
}

/** Whether the server may have done what it was asked to do although no answer came. */
export function isOutcomeUnknown(trouble: Trouble): boolean {
  return trouble === 'unreachable' || trouble === 'busy';
}
