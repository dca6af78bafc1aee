import { setImmediate as nextTurn } from 'node:timers/promises';
import { Kysely } from 'kysely';
import type { ActionContext, SiteChange } from '../actions/context.ts';
import { readSnapshot } from '../actions/funnel.ts';
import { type LivePart, toLivePart } from '../actions/liveChange.ts';
import { makeSiteBooks } from '../actions/siteBooks.ts';
import { sqlitePath } from '../store/address.ts';
import type { Db } from '../store/db.ts';
import { migrate } from '../store/migrate.ts';
import { openSqlite } from '../store/sqlite/dialect.ts';
import type { Tables } from '../store/tables/tables.ts';
import { makeChance } from './chance.ts';
import { type Desk, MAX_BATCH } from './desk.ts';
import { doJobs, readJob, textOf } from './jobs.ts';
import type { FromWorker, Job, JobResult, WorkerSettings } from './messages.ts';

type SnapshotJob = Extract<Job, { type: 'snapshot' }>;

/** One connection to the embedded database, on which one batch of jobs is done after another. */
export async function openSqliteDesk(
  { url, role, limits }: WorkerSettings,
  say: (message: FromWorker) => void,
): Promise<Desk> {
  const isWriter = role === 'writer';
  const dialect = openSqlite(sqlitePath(url) ?? '', !isWriter);
  const db: Db = new Kysely<Tables>({ dialect: dialect.kysely });
  if (isWriter) await migrate(db as unknown as Kysely<unknown>, dialect);
  const books = makeSiteBooks();
  const chance = makeChance();
  let watched = new Set<string>();
  const queue: Job[] = [];
  let working: Promise<void> | null = null;

  const contextOf = (connection: Db, changes: SiteChange[] = []): ActionContext => ({
    db: connection,
    books,
    chance,
    limits,
    publish: (change) => void changes.push(change),
  });

  /** While one batch commits, the next one gathers: the busier it is, the more share a commit. */
  async function workOff(): Promise<void> {
    while (queue.length > 0) {
      const jobs = queue.splice(0, MAX_BATCH);
      await (isWriter ? write(jobs) : read(jobs)).catch((error: unknown) => {
        say({ type: 'results', results: jobs.map(({ id }) => ({ id, error: textOf(error) })) });
      });
      // Lets messages that came meanwhile into the queue.
      await nextTurn();
    }
    working = null;
  }

  async function write(jobs: Job[]): Promise<void> {
    const snapshots = jobs.filter((job) => job.type === 'snapshot');
    if (snapshots.length < jobs.length) await change(jobs);
    // After the batch's changes were told: what a snapshot holds is never told again.
    const alike = Map.groupBy(snapshots, ({ input }) => JSON.stringify([input.siteId, input.query]));
    for (const same of alike.values()) await tellSnapshot(same);
  }

  async function change(jobs: Job[]): Promise<void> {
    const changes: SiteChange[] = [];
    const results = await db
      .transaction()
      .execute((transaction) => {
        const context = contextOf(transaction, changes);
        return doJobs({ context, changes, failureOf: dialect.failureOf }, jobs);
      })
      .catch((error: unknown) => {
        books.forget();
        throw error;
      });
    say({ type: 'results', results });
    const seen = changes.filter(({ siteId }) => watched.has(siteId));
    const parts = await Promise.all(seen.map(toPart));
    if (parts.length > 0) say({ type: 'changes', parts });
  }

  async function toPart(one: SiteChange): Promise<LivePart> {
    const book = await books.of(db, one.siteId);
    return toLivePart(db, one, book?.settings.channelRules ?? []);
  }

  /** After a restart every overlay of a page comes back at once: those that ask the same are read once. */
  async function tellSnapshot(same: SnapshotJob[]): Promise<void> {
    const [first] = same;
    if (!first) return;
    const result = await answer(first, () => readSnapshot(contextOf(db), first.input));
    say({ type: 'results', results: same.map(({ id }) => ({ ...result, id })) });
  }

  async function read(jobs: Job[]): Promise<void> {
    // What the owner changes reaches readers at once: the read side keeps no books over a batch.
    books.forget();
    const results: JobResult[] = [];
    for (const job of jobs) results.push(await answer(job, () => readAtOnce(job)));
    say({ type: 'results', results });
  }

  /** All that a job reads is of one moment: sums that were read one after another would not add up. */
  function readAtOnce(job: Job): Promise<unknown> {
    return db.transaction().execute((inside) => readJob(contextOf(inside), job));
  }

  return {
    take(jobs) {
      queue.push(...jobs);
      working ??= workOff();
    },
    watch(siteIds) {
      watched = new Set(siteIds);
    },
    async close() {
      await working;
      await db.destroy();
    },
  };
}

async function answer(job: Job, run: () => Promise<unknown>): Promise<JobResult> {
  try {
    return { id: job.id, value: await run() };
  } catch (error) {
    return { id: job.id, error: textOf(error) };
  }
}
