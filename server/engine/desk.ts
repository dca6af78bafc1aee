import type { Job } from './messages.ts';

/** Where a thread of the store does its jobs. */
export interface Desk {
  take(jobs: Job[]): void;
  /** The sites whose changes someone watches. */
  watch(siteIds: readonly string[]): void;
  /** Finishes what was taken, then lets go of the database. */
  close(): Promise<void>;
}

/** The most jobs to a commit: a bound on how long the first of them waits. */
export const MAX_BATCH = 500;
