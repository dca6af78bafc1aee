import { sql } from 'kysely';
import { collect } from '../actions/collect.ts';
import type { ActionContext, SiteChange } from '../actions/context.ts';
import { once } from '../actions/once.ts';
import { READS, WRITES } from '../actions/registry.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { StoreFailure } from '../store/failure.ts';
import { together } from '../store/together.ts';
import type { Job, JobResult } from './messages.ts';

type AnyAction = (context: ActionContext, input: unknown) => Promise<unknown>;

/** A transaction in which jobs are done, and what they change. */
export interface Work {
  context: ActionContext;
  changes: SiteChange[];
  failureOf(error: unknown): StoreFailure;
}

/** How often a job is decided anew because another one was first. */
const MAX_TRIES = 4;

export async function readJob(context: ActionContext, job: Job): Promise<unknown> {
  if (job.type !== 'action') throw new Error(`a ${job.type} is no read`);
  const action = (READS as unknown as Record<string, AnyAction>)[job.name];
  if (!action) throw new Error(`no read is called ${job.name}`);
  return action(context, job.input);
}

/**
 * Beacons first and together, then the rest one by one; what fails is undone alone. Throws where the transaction
 * itself is gone: then nothing of it was done.
 */
export async function doJobs(work: Work, jobs: readonly Job[]): Promise<JobResult[]> {
  const beacons = jobs.filter((job) => job.type === 'collect');
  const results = await collectAll(work, beacons);
  for (const job of jobs) {
    if (job.type !== 'action') continue;
    results.push(await attempt(work, job, () => within(work, () => writeJob(work.context, job))));
  }
  return results;
}

async function collectAll(
  work: Work,
  beacons: readonly Extract<Job, { type: 'collect' }>[],
): Promise<JobResult[]> {
  if (beacons.length === 0) return [];
  const together = () =>
    collect(
      work.context,
      beacons.map(({ input }) => input),
    );
  try {
    const outcomes = await within(work, together);
    return outcomes.map((value, index) => ({ id: beacons[index]?.id ?? 0, value }));
  } catch (error) {
    if (isGone(work, error)) throw error;
    if (beacons.length === 1) return [failed(work, beacons[0]?.id ?? 0, error)];
    // One of them is at fault, or two codes met: alone, each finds out for itself.
    const results: JobResult[] = [];
    for (const beacon of beacons) results.push(...(await collectAll(work, [beacon])));
    return results;
  }
}

async function writeJob(context: ActionContext, job: Extract<Job, { type: 'action' }>): Promise<unknown> {
  const action = (WRITES as unknown as Record<string, AnyAction>)[job.name];
  if (!action) throw new Error(`no write is called ${job.name}`);
  return once(context, job.repeatable, () => action(context, job.input) as Promise<Outcome<unknown>>);
}

/** Runs in a savepoint, again where another change came first: what throws leaves no trace of what it had begun. */
async function within<Value>(work: Work, run: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await inSavepoint(work, run);
    } catch (error) {
      if (work.failureOf(error) !== 'raced' || tries === MAX_TRIES) throw error;
    }
  }
}

async function inSavepoint<Value>(work: Work, run: () => Promise<Value>): Promise<Value> {
  const { context, changes } = work;
  const before = changes.length;
  const begun = sql`savepoint job`.execute(context.db);
  try {
    const [, value] = await together([begun, run()]);
    // Nobody waits for its answer: where it fails, so does the commit behind it.
    sql`release savepoint job`.execute(context.db).catch(() => {});
    return value;
  } catch (error) {
    changes.length = before;
    context.books.forget();
    if (isGone(work, error)) throw error;
    await sql`rollback to savepoint job`.execute(context.db);
    await sql`release savepoint job`.execute(context.db);
    throw error;
  }
}

async function attempt(work: Work, job: Job, run: () => Promise<unknown>): Promise<JobResult> {
  try {
    return { id: job.id, value: await run() };
  } catch (error) {
    if (isGone(work, error)) throw error;
    return failed(work, job.id, error);
  }
}

/** Whoever lost every race may well win the next one. */
function failed(work: Work, id: number, error: unknown): JobResult {
  const busy = work.failureOf(error) === 'raced' ? { busy: true as const } : {};
  return { id, error: textOf(error), ...busy };
}

function isGone(work: Work, error: unknown): boolean {
  const failure = work.failureOf(error);
  return failure === 'again' || failure === 'away';
}

/** What is told of an error beyond this thread. */
export function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
