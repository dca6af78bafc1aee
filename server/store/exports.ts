import { type RawBuilder, sql } from 'kysely';
import type { StoredCell } from '../domain/exportCells.ts';
import type { ExportPlan } from '../domain/exportPlan.ts';
import type { Db } from './db.ts';

/** Of some tables not every row counts. */
const ONLY: Record<string, RawBuilder<unknown>> = {
  spend: sql` and exists (
    select 1 from spend_days where spend_days.site_id = spend.site_id and spend_days.day = spend.day
    and spend_days.platform = spend.platform and spend_days.kind = spend.kind
    and spend_days.import_id = spend.import_id)`,
};

type ExportedRow = Record<string, StoredCell>;

/**
 * The next rows of a table by its key. Days are not chosen here: so a read takes as many rows as were asked
 * for and never searches a large table for a few.
 */
export async function readExportRows(
  db: Db,
  siteId: string,
  plan: ExportPlan,
  after: readonly StoredCell[] | null,
  limit: number,
): Promise<ExportedRow[]> {
  const key = sql.join(plan.key.map((column) => sql.ref(column)));
  const later: RawBuilder<unknown> = after ? sql` and (${key}) > (${sql.join(after)})` : sql``;
  const { rows } = await sql<ExportedRow>`
    select ${sql.join(Object.keys(plan.columns).map((column) => sql.ref(column)))}
    from ${sql.table(plan.table)}
    where site_id = ${siteId}${later}${ONLY[plan.table] ?? sql``}
    order by ${key}
    limit ${limit}`.execute(db);
  return rows;
}
