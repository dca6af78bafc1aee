import { Kysely } from 'kysely';
import type { ActionContext } from '../actions/context.ts';
import { makeSiteBooks } from '../actions/siteBooks.ts';
import type { Db } from '../store/db.ts';
import { openPostgres } from '../store/postgres/dialect.ts';
import type { Tables } from '../store/tables/tables.ts';
import { makeChance } from './chance.ts';
import type { Desk } from './desk.ts';
import { readJob, textOf } from './jobs.ts';
import { makeLanes } from './lanes.ts';
import type { FromWorker, Job, WorkerSettings } from './messages.ts';
import { patiently } from './patience.ts';
import { openPostgresLive } from './postgresLive.ts';

const CONNECTIONS = 3;
/** What is asked all the time is answered soon or not at all; a report may take its time. */
const STATEMENT_MS = { reader: 30_000, reporter: 60_000 };

/** Where jobs read a PostgreSQL database, side by side; the reader also hears what changes live. */
export async function openPostgresReader(
  { url, role, limits }: WorkerSettings,
  say: (message: FromWorker) => void,
): Promise<Desk> {
  const dialect = openPostgres(url, CONNECTIONS, STATEMENT_MS[role === 'reader' ? role : 'reporter']);
  const db: Db = new Kysely<Tables>({ dialect: dialect.kysely });
  const chance = makeChance();
  // New books for every message: what the owner changes reaches readers at once.
  const newContext = (connection: Db): ActionContext => ({
    db: connection,
    books: makeSiteBooks(),
    chance,
    limits,
    publish: () => {},
  });
  const live = role === 'reader' ? await openPostgresLive(url, newContext, say) : null;
  // Who waits for a connection waits here: the pool would soon take it for a database that does not answer.
  const inTurn = makeLanes(CONNECTIONS);
  const doing = new Set<Promise<void>>();

  /** All that a job reads is of one moment: sums that were read one after another would not add up. */
  function readAtOnce(job: Job): Promise<unknown> {
    return db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((connection) => readJob(newContext(connection), job));
  }

  async function answer(same: Job[], run: () => Promise<unknown>): Promise<void> {
    const ids = same.map(({ id }) => id);
    try {
      const value = await patiently(dialect.failureOf, run);
      say({ type: 'results', results: ids.map((id) => ({ id, value })) });
    } catch (error) {
      const busy = dialect.failureOf(error) === 'fault' ? {} : { busy: true as const };
      say({ type: 'results', results: ids.map((id) => ({ id, error: textOf(error), ...busy })) });
    }
  }

  return {
    take(jobs) {
      const alike = Map.groupBy(jobs, (job) =>
        job.type === 'snapshot' ? JSON.stringify([job.input.siteId, job.input.query]) : job.id,
      );
      for (const same of alike.values()) {
        const [job] = same;
        if (!job) continue;
        const run = () =>
          job.type === 'snapshot' && live ? live.snapshot(job.input) : inTurn(() => readAtOnce(job));
        const done = answer(same, run).finally(() => doing.delete(done));
        doing.add(done);
      }
    },
    watch: (siteIds) => live?.watch(siteIds),
    async close() {
      await Promise.all(doing);
      await live?.close();
      await db.destroy();
    },
  };
}
