import type { CohortKey, StepCounts } from '../domain/funnel.ts';
import type { HappeningFact } from '../domain/ingest.ts';
import type { Db } from '../store/db.ts';
import type { SiteBooks } from './siteBooks.ts';

/** What an action may use beside its input. It runs inside one transaction, which its caller commits. */
export interface ActionContext {
  db: Db;
  books: SiteBooks;
  chance: Chance;
  limits: ActionLimits;
  /** Told to those who watch, once the transaction has committed. */
  publish(change: SiteChange): void;
}

/** Where ids, codes and secrets come from. */
export interface Chance {
  /** Sorts by time, so that rows made together lie together. */
  id(): string;
  /** An unguessable text of 128 bits and more. */
  secret(): string;
  couponCode(): string;
}

export interface ActionLimits {
  /** The most coupons of one offer that one network gets in a day. */
  mintCap: number;
}

/** What one transaction changed of a site's funnel. */
export interface SiteChange {
  siteId: string;
  at: number;
  sums: (CohortKey & StepCounts)[];
  happenings: (HappeningFact & { store?: string })[];
}
