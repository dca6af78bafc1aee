import type { Outcome } from '../domain/outcome.ts';
import type { ActionContext } from './context.ts';
import { readFunnel, readPages } from './funnel.ts';
import { listToday, lookUp, redeem, undo } from './till.ts';

type Action = (context: ActionContext, input: never) => Promise<Outcome<unknown> | unknown>;

/** Actions that change something: they run one after another, many to a commit. */
export const WRITES = {
  lookUp,
  redeem,
  undo,
} satisfies Record<string, Action>;

/** Actions that only read: they never wait for a write. */
export const READS = {
  readFunnel,
  readPages,
  listToday,
} satisfies Record<string, Action>;

export type Writes = typeof WRITES;
export type Reads = typeof READS;

export type Input<A> = A extends (context: ActionContext, input: infer I) => unknown ? I : never;
export type Output<A> = A extends (...parameters: never[]) => Promise<infer O> ? O : never;
