import type { Problem, ProblemCode } from '../../shared/wire/problem.ts';

/** An expected "no", as it goes to the caller: what is wrong, and what to do about it. */
export interface Failure {
  code: ProblemCode;
  detail?: string;
  errors?: NonNullable<Problem['errors']>;
  refusal?: NonNullable<Problem['refusal']>;
}

/** Expected outcomes are values; what is thrown is a bug. */
export type Outcome<Value> = { ok: true; value: Value } | { ok: false; failure: Failure };

export function done<Value>(value: Value): Outcome<Value> {
  return { ok: true, value };
}

export function failed(code: ProblemCode, detail?: string, more: Omit<Failure, 'code' | 'detail'> = {}) {
  return { ok: false as const, failure: { code, ...(detail === undefined ? {} : { detail }), ...more } };
}
