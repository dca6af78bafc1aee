import type { CollectInput } from '../actions/collect.ts';
import type { ActionLimits } from '../actions/context.ts';
import type { SnapshotInput } from '../actions/funnel.ts';
import type { LivePart } from '../actions/liveChange.ts';
import type { Repeatable } from '../actions/once.ts';

/** What a thread of the store is for: changes; what is asked all the time; what may take long. */
export type Role = 'writer' | 'reader' | 'reporter';

/** How the HTTP thread and a store worker talk. */
export interface WorkerSettings {
  url: string;
  role: Role;
  limits: ActionLimits;
}

export type Job =
  | { id: number; type: 'collect'; input: CollectInput }
  | { id: number; type: 'action'; name: string; input: unknown; repeatable: Repeatable | null }
  /** A live stream's first view: read between two batches, so that no change is in it twice or missing. */
  | { id: number; type: 'snapshot'; input: SnapshotInput };

export type ToWorker =
  | { type: 'jobs'; jobs: Job[] }
  | { type: 'watch'; siteIds: string[] }
  | { type: 'close' };

export type JobResult =
  | { id: number; value: unknown }
  /** `busy`: nothing is wrong with the job, and later it may be asked again. */
  | { id: number; error: string; busy?: true };

export type FromWorker =
  | { type: 'ready' }
  | { type: 'failed'; error: string }
  | { type: 'results'; results: JobResult[] }
  | { type: 'changes'; parts: LivePart[] }
  /** Changes may have been made that were not told. */
  | { type: 'gap' }
  | { type: 'closed' };
