import { Kysely } from 'kysely';
import type { ActionContext } from '../actions/context.ts';
import { readSnapshot, type SnapshotInput } from '../actions/funnel.ts';
import type { LivePart } from '../actions/liveChange.ts';
import { done } from '../domain/outcome.ts';
import type { Db } from '../store/db.ts';
import { openPostgres } from '../store/postgres/dialect.ts';
import { listen } from '../store/postgres/listener.ts';
import { makeNoticeReader } from '../store/postgres/notices.ts';
import { countTurns, watchSite } from '../store/postgres/turns.ts';
import type { Tables } from '../store/tables/tables.ts';
import { makeLanes } from './lanes.ts';
import type { FromWorker } from './messages.ts';

/** Snapshots wait for whoever writes their site: no other read may wait behind them. */
const CONNECTIONS = 2;
const STATEMENT_MS = 30_000;

/** Whoever writes a site tells it so long after someone last said to watch it: also where clocks differ by minutes. */
const WATCH_MS = 600_000;
const RENEW_MS = 30_000;

export interface PostgresLive {
  watch(siteIds: readonly string[]): void;
  /** A funnel with the number of the last change that is in it. */
  snapshot(input: SnapshotInput): Promise<unknown>;
  close(): Promise<void>;
}

/** Hears what any server changes of the sites that are watched here. */
export async function openPostgresLive(
  url: string,
  newContext: (connection: Db) => ActionContext,
  say: (message: FromWorker) => void,
): Promise<PostgresLive> {
  const db: Db = new Kysely<Tables>({ dialect: openPostgres(url, CONNECTIONS, STATEMENT_MS).kysely });
  const inTurn = makeLanes(CONNECTIONS);
  let watched = new Set<string>();
  /** When it was last written down that a site is watched. */
  const renewedAt = new Map<string, number>();
  const read = makeNoticeReader((siteId) => watched.has(siteId));
  const hear = (payload: string) => {
    const notice = read(payload);
    if (notice) say({ type: 'changes', parts: notice.value as LivePart[] });
  };
  const listener = await listen(url, hear, () => say({ type: 'gap' }));

  async function renew(siteId: string): Promise<void> {
    const now = Date.now();
    if (now - (renewedAt.get(siteId) ?? 0) < RENEW_MS) return;
    await watchSite(db, siteId, now + WATCH_MS);
    renewedAt.set(siteId, now);
  }
  function readNumbered(input: SnapshotInput): Promise<unknown> {
    return db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (connection) => {
        const n = await countTurns(connection, input.siteId);
        const outcome = await readSnapshot(newContext(connection), input);
        return outcome.ok ? done({ ...outcome.value, n }) : outcome;
      });
  }
  const renewing = setInterval(() => {
    // One that fails is tried again the next time: there is time for three.
    for (const siteId of watched) inTurn(() => renew(siteId)).catch(() => {});
  }, RENEW_MS);

  return {
    watch(siteIds) {
      watched = new Set(siteIds);
      for (const siteId of renewedAt.keys()) if (!watched.has(siteId)) renewedAt.delete(siteId);
    },
    snapshot: (input) =>
      inTurn(async () => {
        // Whoever takes the site's next turn sees it; whoever had it before has committed.
        await renew(input.siteId);
        return readNumbered(input);
      }),
    async close() {
      clearInterval(renewing);
      await listener.close();
      await db.destroy();
    },
  };
}
