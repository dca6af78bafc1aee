import type { Kysely } from 'kysely';

const PAGE = 200;
const HOUR_MS = 3_600_000;

/** The tables as this migration finds and leaves them. */
interface Then {
  sites: { id: string };
  redemptions: { site_id: string; id: string; at: number; path: string; lead_hours: number | null };
}

/** How long each redemption took, beside its path: a report over many need not read every path. */
export async function addLeadHours(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('redemptions').addColumn('lead_hours', 'integer').execute();
  const then = db as Kysely<Then>;
  for (const { id } of await then.selectFrom('sites').select('id').orderBy('id').execute()) {
    await fillSite(then, id);
  }
}

async function fillSite(db: Kysely<Then>, siteId: string): Promise<void> {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('redemptions')
      .select(['id', 'at', 'path'])
      .where('site_id', '=', siteId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const row of rows) await fillRow(db, siteId, row);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

async function fillRow(
  db: Kysely<Then>,
  siteId: string,
  { id, at, path }: { id: string; at: number; path: string },
): Promise<void> {
  const [first] = JSON.parse(path) as { at: number }[];
  if (!first) return;
  await db
    .updateTable('redemptions')
    .set({ lead_hours: Math.max(0, Math.round((at - first.at) / HOUR_MS)) })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .execute();
}
