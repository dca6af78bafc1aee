import { Kysely, sql } from 'kysely';
import { collect } from '../actions/collect.ts';
import type { ActionContext, ActionLimits, Chance, SiteChange } from '../actions/context.ts';
import { readSnapshot } from '../actions/funnel.ts';
import { type LivePart, toLivePart } from '../actions/liveChange.ts';
import { once } from '../actions/once.ts';
import { READS, WRITES } from '../actions/registry.ts';
import { makeSiteBooks } from '../actions/siteBooks.ts';
import type { Outcome } from '../domain/outcome.ts';
import type { Db } from '../store/db.ts';
import type { Dialect } from '../store/dialect.ts';
import { migrate } from '../store/migrate.ts';
import type { Tables } from '../store/tables/tables.ts';
import type { Job, JobResult } from './messages.ts';

type AnyAction = (context: ActionContext, input: unknown) => Promise<unknown>;

/** Where jobs are done: one connection, and what is remembered between transactions. */
export interface Room {
  /** Does the jobs in one transaction. Results are true only once this has resolved. */
  write(jobs: readonly Job[]): Promise<{ results: JobResult[]; parts: LivePart[] }>;
  read(jobs: readonly Job[]): Promise<JobResult[]>;
  snapshot(job: Extract<Job, { type: 'snapshot' }>): Promise<JobResult>;
  watch(siteIds: readonly string[]): void;
  close(): Promise<void>;
}

export async function openRoom(
  dialect: Dialect,
  settings: { readOnly: boolean; limits: ActionLimits; chance: Chance },
): Promise<Room> {
  const db: Db = new Kysely<Tables>({ dialect: dialect.kysely });
  if (!settings.readOnly) await migrate(db as unknown as Kysely<unknown>, dialect);
  const books = makeSiteBooks();
  let watched = new Set<string>();

  const contextOf = (connection: Db, changes: SiteChange[]): ActionContext => ({
    db: connection,
    books,
    chance: settings.chance,
    limits: settings.limits,
    publish: (change) => void changes.push(change),
  });

  return {
    async write(jobs) {
      const changes: SiteChange[] = [];
      const results = await db
        .transaction()
        .execute((transaction) => doJobs(contextOf(transaction, changes), jobs, changes))
        .catch((error: unknown) => {
          books.forget();
          throw error;
        });
      const seen = changes.filter(({ siteId }) => watched.has(siteId));
      return { results, parts: await Promise.all(seen.map((change) => toLivePart(db, change))) };
    },
    async read(jobs) {
      // What the owner changes reaches readers at once: the read side keeps no books over a batch.
      books.forget();
      const context = contextOf(db, []);
      const results: JobResult[] = [];
      for (const job of jobs) results.push(await attempt(job, () => readJob(context, job)));
      return results;
    },
    snapshot: (job) => attempt(job, () => readSnapshot(contextOf(db, []), job.input)),
    watch(siteIds) {
      watched = new Set(siteIds);
    },
    close: () => db.destroy(),
  };
}

function readJob(context: ActionContext, job: Job): Promise<unknown> {
  if (job.type !== 'action') throw new Error(`a ${job.type} is no read`);
  const action = (READS as unknown as Record<string, AnyAction>)[job.name];
  if (!action) throw new Error(`no read is called ${job.name}`);
  return action(context, job.input);
}

/** Beacons first and together, then the rest one by one; what fails is undone alone. */
async function doJobs(
  context: ActionContext,
  jobs: readonly Job[],
  changes: SiteChange[],
): Promise<JobResult[]> {
  const beacons = jobs.filter((job) => job.type === 'collect');
  const results = await collectAll(context, beacons, changes);
  for (const job of jobs) {
    if (job.type !== 'action') continue;
    results.push(await attempt(job, () => within(context, changes, () => writeJob(context, job))));
  }
  return results;
}

async function collectAll(
  context: ActionContext,
  beacons: readonly Extract<Job, { type: 'collect' }>[],
  changes: SiteChange[],
): Promise<JobResult[]> {
  if (beacons.length === 0) return [];
  const together = () =>
    collect(
      context,
      beacons.map(({ input }) => input),
    );
  try {
    const outcomes = await within(context, changes, together);
    return outcomes.map((value, index) => ({ id: beacons[index]?.id ?? 0, value }));
  } catch (error) {
    if (beacons.length === 1) return [{ id: beacons[0]?.id ?? 0, error: textOf(error) }];
    // One of them is at fault, or two codes met: alone, each finds out for itself.
    const results: JobResult[] = [];
    for (const beacon of beacons) results.push(...(await collectAll(context, [beacon], changes)));
    return results;
  }
}

async function writeJob(context: ActionContext, job: Extract<Job, { type: 'action' }>): Promise<unknown> {
  const action = (WRITES as unknown as Record<string, AnyAction>)[job.name];
  if (!action) throw new Error(`no write is called ${job.name}`);
  return once(context, job.repeatable, () => action(context, job.input) as Promise<Outcome<unknown>>);
}

/** Runs in a savepoint: what throws leaves no trace of what it had begun. */
async function within<Value>(
  { db, books }: ActionContext,
  changes: SiteChange[],
  run: () => Promise<Value>,
): Promise<Value> {
  const before = changes.length;
  await sql`savepoint job`.execute(db);
  try {
    const value = await run();
    await sql`release savepoint job`.execute(db);
    return value;
  } catch (error) {
    changes.length = before;
    books.forget();
    await sql`rollback to savepoint job`.execute(db);
    await sql`release savepoint job`.execute(db);
    throw error;
  }
}

async function attempt(job: Job, run: () => Promise<unknown>): Promise<JobResult> {
  try {
    return { id: job.id, value: await run() };
  } catch (error) {
    return { id: job.id, error: textOf(error) };
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
