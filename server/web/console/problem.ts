import { ProblemError, UnreachableError } from '../../../shared/client.ts';
import type { ProblemCode } from '../../../shared/wire/problem.ts';
import { type ConsoleKey, t, texts } from './texts.ts';

/** Our own words for codes whose cause is plain without the server's detail. */
const WORDS: Partial<Record<ProblemCode, ConsoleKey>> = {
  wrongCredentials: 'problem.wrongCredentials',
  notAllowed: 'problem.notAllowed',
  notFound: 'problem.notFound',
  tooManyRequests: 'problem.tooManyRequests',
  busy: 'problem.busy',
  internal: 'problem.internal',
  notSignedIn: 'problem.notSignedIn',
  invalidInput: 'problem.invalidInput',
};

/** What went wrong, in one sentence for a person. The server speaks English; where we have words, we say it. */
export function explain(error: unknown): string {
  if (error instanceof UnreachableError) return t('problem.unreachable');
  if (!(error instanceof ProblemError)) return t('problem.unexpected');
  const key = WORDS[error.problem.code];
  if (key && (texts.language() !== 'en' || !error.problem.detail)) return t(key);
  return error.message;
}

/** The server's complaints by field, as `rules.0.source`. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ProblemError)) return {};
  const complaints = error.problem.errors ?? [];
  return Object.fromEntries(
    complaints.map(({ field, message }) => [
      field.replace(/^\//, '').replaceAll('/', '.'),
      texts.language() === 'en' ? message : t('problem.field'),
    ]),
  );
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'notSignedIn';
}
