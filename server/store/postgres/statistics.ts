import { sql } from 'kysely';
import type { Db } from '../db.ts';

/** The tables that grow with every beacon. */
const GROWING = ['events', 'journeys', 'counters', 'coupons', 'pages', 'sources', 'positions', 'redemptions'];

/**
 * Counts what is in the tables that grow. PostgreSQL does so by itself, but up to a minute late: until then it plans
 * for empty tables, and reads all events of a site to find a few by their id.
 */
export async function countRows(db: Db): Promise<void> {
  for (const table of GROWING) await sql`analyze ${sql.table(table)}`.execute(db);
}
