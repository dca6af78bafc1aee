import type { Kysely } from 'kysely';

const PAGE = 200;

/** The tables as this migration finds them. */
interface Then {
  sites: { id: string };
  redemptions: { site_id: string; id: string; visitor: string; counted: string };
  journeys: { site_id: string; visitor: string; state: string };
}

/** A journey's state as it was packed then; a membership ends with the sales that it counted. */
type Packed = [
  from: number,
  sources: number[],
  days: number[],
  session: unknown,
  touchpoints: unknown,
  memberships: [
    scope: number,
    subject: number,
    source: number,
    day: number,
    at: number,
    reached: number,
    ...sales: { id: string; repeat: boolean }[],
  ][],
];

/** Journeys remembered in which cohorts a sale was counted; from now on its redemption does. */
export async function fillCounted(db: Kysely<unknown>): Promise<void> {
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
      .select(['id', 'visitor'])
      .where('site_id', '=', siteId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const { id, visitor } of rows) await fillRow(db, siteId, id, visitor);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.id;
  }
}

async function fillRow(db: Kysely<Then>, siteId: string, id: string, visitor: string): Promise<void> {
  const journey = await db
    .selectFrom('journeys')
    .select('state')
    .where('site_id', '=', siteId)
    .where('visitor', '=', visitor)
    .executeTakeFirst();
  const counted = journey && countedOf(JSON.parse(journey.state) as Packed, id);
  if (!counted) return;
  await db
    .updateTable('redemptions')
    .set({ counted })
    .where('site_id', '=', siteId)
    .where('id', '=', id)
    .execute();
}

/** As `store/counted.ts` packs it: whether it was a repeat, sources, days, then four numbers a cohort. */
function countedOf([, sources, days, , , memberships]: Packed, sale: string): string | null {
  const cohorts = memberships.flatMap(([scope, subject, source, day, , , ...sales]) => {
    const own = sales.find(({ id }) => id === sale);
    return own ? [{ numbers: [scope, subject, source, day], repeat: own.repeat }] : [];
  });
  if (cohorts.length === 0) return null;
  const repeat = cohorts.some((cohort) => cohort.repeat) ? 1 : 0;
  return JSON.stringify([repeat, sources, days, ...cohorts.flatMap(({ numbers }) => numbers)]);
}
