import { getRandomValues } from 'node:crypto';
import { Kysely } from 'kysely';
import type { ActionContext } from '../../server/actions/context.ts';
import { ingest } from '../../server/actions/ingest.ts';
import { makeSiteBooks } from '../../server/actions/siteBooks.ts';
import type { Received } from '../../server/domain/beacon.ts';
import { openSqlite } from '../../server/store/sqlite/dialect.ts';
import type { Tables } from '../../server/store/tables/tables.ts';
import { couponCode } from '../../shared/couponCode.ts';
import { makeMix } from './mix.ts';

export const SEEDED_DAYS = 30;
const DAY_MS = 86_400_000;
const EVENTS_A_BEACON = 5;
const BEACONS_A_BATCH = 1_000;

/**
 * Fills a database whose server is stopped with so many events, evenly over the last thirty days: through the
 * server's own load, decide and save, without HTTP and without waiting for the disk.
 */
export async function seed(path: string, siteId: string, events: number, until: number): Promise<void> {
  const dialect = openSqlite(path);
  dialect.database.exec('pragma synchronous = off; pragma cache_size = -500000');
  const db = new Kysely<Tables>({ dialect: dialect.kysely });
  const books = makeSiteBooks();
  const book = await books.of(db, siteId);
  if (!book) throw new Error('the site to fill is not there');
  const mix = makeMix(1);
  const beacons = Math.ceil(events / EVENTS_A_BEACON);
  for (let made = 0; made < beacons; made += BEACONS_A_BATCH) {
    const count = Math.min(BEACONS_A_BATCH, beacons - made);
    const received = Array.from({ length: count }, (_, n): Received => {
      const at = Math.floor(until - SEEDED_DAYS * DAY_MS * (1 - (made + n) / beacons));
      const beacon = mix(siteId, at, EVENTS_A_BEACON);
      return { beacon, receivedAt: at, network: `network-${(made + n) % 5_000}`, bot: false };
    });
    await db.transaction().execute((transaction) => {
      const context: ActionContext = {
        db: transaction,
        books,
        chance: {
          id: () => '',
          secret: () => '',
          couponCode: () => couponCode(getRandomValues(new Uint8Array(8))),
        },
        limits: { mintCap: 1_000_000 },
        publish: () => {},
      };
      return ingest(context, book, received);
    });
  }
  await db.destroy();
}
