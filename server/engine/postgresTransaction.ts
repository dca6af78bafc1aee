import type { ActionContext, ActionLimits, Chance, SiteChange } from '../actions/context.ts';
import { toLivePart } from '../actions/liveChange.ts';
import { makeSiteBooks } from '../actions/siteBooks.ts';
import type { Db } from '../store/db.ts';
import type { Dialect } from '../store/dialect.ts';
import { notify } from '../store/postgres/notices.ts';
import { pipelined } from '../store/postgres/pipeline.ts';
import { addTurn, raiseBook, type Turn, takeTurn } from '../store/postgres/turns.ts';
import { doJobs } from './jobs.ts';
import type { Job, JobResult } from './messages.ts';

/** The connection broke after `commit` was sent and before it was answered. */
export class CommitLost extends Error {
  override readonly name = 'CommitLost';
}

const MAX_EDITIONS = 1_000;

/** Makes what does a site's jobs in one transaction and tells its watchers. Results are true once it has resolved. */
export function makeTransactor(settings: {
  db: Db;
  dialect: Dialect;
  limits: ActionLimits;
  chance: Chance;
}): (siteId: string, jobs: readonly Job[]) => Promise<JobResult[]> {
  const { db, dialect, limits, chance } = settings;
  const { failureOf } = dialect;
  const books = makeSiteBooks();
  /** The edition of each site's book that `books` was read in. */
  const editions = new Map<string, number>();

  async function begin(connection: Db, siteId: string): Promise<Turn | null> {
    const turn = siteId === '' ? null : await turnOf(connection, siteId);
    if (!turn || editions.get(siteId) === turn.book) return turn;
    // Another server has changed what this one remembers.
    books.forget(siteId);
    if (editions.size >= MAX_EDITIONS) editions.clear();
    editions.set(siteId, turn.book);
    return turn;
  }

  async function turnOf(connection: Db, siteId: string): Promise<Turn | null> {
    const turn = await takeTurn(connection, siteId);
    if (turn || !(await books.of(connection, siteId))) return turn;
    await addTurn(connection, siteId);
    return takeTurn(connection, siteId);
  }

  async function tell(connection: Db, { n }: Turn, siteId: string, changes: SiteChange[]): Promise<void> {
    const book = await books.of(connection, siteId);
    const rules = book?.settings.channelRules ?? [];
    const parts = [];
    for (const change of changes) parts.push({ ...(await toLivePart(connection, change, rules)), n });
    await notify(connection, { siteId, n, value: parts });
  }

  async function run(connection: Db, siteId: string, jobs: readonly Job[]): Promise<JobResult[]> {
    const changes: SiteChange[] = [];
    const changed = new Set<string>();
    const turn = await begin(connection, siteId);
    const forget = (id?: string) => {
      if (id !== undefined) changed.add(id);
      books.forget(id);
    };
    const context: ActionContext = {
      db: connection,
      books: { ...books, forget },
      chance,
      limits,
      publish: (change) => void changes.push(change),
    };
    const results = await doJobs({ context, changes, failureOf }, jobs);
    for (const id of [...changed].sort()) await raiseBook(connection, id);
    if (turn && turn.watchedUntil > Date.now() && changes.length > 0) {
      await tell(connection, turn, siteId, changes);
    }
    return results;
  }

  return async (siteId, jobs) => {
    const transaction = await db.startTransaction().execute();
    let isSent = false;
    try {
      const results = await pipelined(transaction, dialect, (connection) => run(connection, siteId, jobs));
      isSent = true;
      await transaction.commit().execute();
      return results;
    } catch (error) {
      books.forget();
      // It also gives the connection back, whatever has become of it.
      await transaction
        .rollback()
        .execute()
        .catch(() => {});
      throw isSent && failureOf(error) === 'away' ? new CommitLost('', { cause: error }) : error;
    }
  };
}
