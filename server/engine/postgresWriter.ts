import { Kysely } from 'kysely';
import { readBeacon } from '../actions/readBeacon.ts';
import type { Db } from '../store/db.ts';
import { migrate } from '../store/migrate.ts';
import { openPostgres } from '../store/postgres/dialect.ts';
import { countRows } from '../store/postgres/statistics.ts';
import type { Tables } from '../store/tables/tables.ts';
import { makeChance } from './chance.ts';
import type { Desk } from './desk.ts';
import { textOf } from './jobs.ts';
import type { FromWorker, Job, JobResult, WorkerSettings } from './messages.ts';
import { PATIENCE_MS, patiently } from './patience.ts';
import { CommitLost, makeTransactor } from './postgresTransaction.ts';
import { makeSiteQueues } from './siteQueues.ts';

/** So many sites are written at the same time. */
const SITES = 4;
/** One more, on which rows are counted. */
const CONNECTIONS = SITES + 1;
/** Others wait behind it. */
const STATEMENT_MS = 30_000;

/** After so many batches a new database has grown out of the plans that were made for an empty one. */
const COUNTED_AFTER = new Set([10, 50, 500]);

const UNSURE =
  'The connection broke while this was committed: whether it was done is not known. Look before it is sent again.';

/** Where jobs change a PostgreSQL database: a transaction a site and batch, several sites side by side. */
export async function openPostgresWriter(
  { url, limits }: WorkerSettings,
  say: (message: FromWorker) => void,
): Promise<Desk> {
  await bringUpToDate(url);
  const dialect = openPostgres(url, CONNECTIONS, STATEMENT_MS);
  const db: Db = new Kysely<Tables>({ dialect: dialect.kysely });
  const failureOf = (error: unknown) => (error instanceof CommitLost ? 'away' : dialect.failureOf(error));
  const transact = makeTransactor({ db, dialect, limits, chance: makeChance() });
  let batches = 0;
  /** Somebody has waited for it in vain: nobody else does, until it answers. */
  let isAway = false;
  const queues = makeSiteQueues(SITES, async (siteId, jobs) => {
    say({ type: 'results', results: await doBatch(siteId, jobs) });
    batches += 1;
    // What fails here is done later by PostgreSQL itself.
    if (COUNTED_AFTER.has(batches)) void countRows(db).catch(() => {});
  });

  /** Tries a batch until it is done, is at fault, or has waited too long. */
  async function doBatch(siteId: string, jobs: Job[]): Promise<JobResult[]> {
    let open = jobs;
    const unsure: JobResult[] = [];
    const lose = (error: unknown) => {
      if (!(error instanceof CommitLost)) return;
      // Events have ids and keyed requests their key: done or not, they may be done again. Others may not.
      const lost = open.filter((job) => !isRepeatable(job));
      unsure.push(...lost.map(({ id }): JobResult => ({ id, error: UNSURE, busy: true })));
      open = open.filter(isRepeatable);
    };
    try {
      const results = await patiently(
        failureOf,
        async () => (open.length === 0 ? [] : transact(siteId, open)),
        lose,
        isAway ? 0 : PATIENCE_MS,
      );
      isAway = false;
      return [...unsure, ...results];
    } catch (error) {
      isAway = failureOf(error) === 'away';
      const busy = failureOf(error) === 'fault' ? {} : { busy: true as const };
      return [...unsure, ...open.map(({ id }) => ({ id, error: textOf(error), ...busy }))];
    }
  }

  return {
    take(jobs) {
      for (const job of jobs) {
        const read = job.type === 'collect' ? withBeacon(job) : job;
        queues.add(siteOf(read), read);
      }
    },
    watch() {},
    async close() {
      await queues.idle();
      await db.destroy();
    },
  };
}

/** A step over millions of rows takes as long as it needs; who comes meanwhile waits for it as long. */
async function bringUpToDate(url: string): Promise<void> {
  const dialect = openPostgres(url, 1);
  const db = new Kysely<unknown>({ dialect: dialect.kysely });
  await patiently(dialect.failureOf, () => migrate(db, dialect)).finally(() => db.destroy());
}

function withBeacon(job: Extract<Job, { type: 'collect' }>): Job {
  return { ...job, input: { ...job.input, beacon: readBeacon(job.input.body) } };
}

/** The site that a job changes; empty for what belongs to none, such as people signing in. */
function siteOf(job: Job): string {
  if (job.type === 'collect') return job.input.beacon?.ok ? job.input.beacon.value.site : '';
  const { siteId } = job.input as { siteId?: unknown };
  return typeof siteId === 'string' ? siteId : '';
}

function isRepeatable(job: Job): boolean {
  return job.type === 'collect' || (job.type === 'action' && job.repeatable !== null);
}
