import type { DayNumber } from '../domain/day.ts';
import type { Journey } from '../domain/journey.ts';
import { type Db, gather } from './db.ts';
import { packState, unpackState } from './journeyState.ts';
import type { JourneyTable } from './tables/traffic.ts';

/** A page of the installation's sites, in the order of their ids. */
export async function loadSiteIdsAfter(db: Db, after: string, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('sites')
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** From which day on a site's raw events are whole; 0 where none was dropped yet. */
export async function loadKeptFrom(db: Db, siteId: string): Promise<DayNumber> {
  const row = await db
    .selectFrom('retentions')
    .select('from_day')
    .where('site_id', '=', siteId)
    .executeTakeFirst();
  return row?.from_day ?? 0;
}

/** Notes, before the first event before this day is dropped, that they are no longer whole; it never falls back. */
export async function raiseKeptFrom(db: Db, siteId: string, day: DayNumber): Promise<void> {
  await db
    .insertInto('retentions')
    .values({ site_id: siteId, from_day: day })
    .onConflict((conflict) =>
      conflict
        .column('site_id')
        .doUpdateSet((row) => ({ from_day: row.ref('excluded.from_day') }))
        .whereRef('retentions.from_day', '<', 'excluded.from_day'),
    )
    .execute();
}

/** A journey with the text that it was read from: a change goes through only while that text stands. */
export interface ReadJourney {
  visitor: string;
  journey: Journey;
  state: string;
}

/** A page of a site's journeys after a visitor, in the visitors' order. */
export async function loadJourneysAfter(
  db: Db,
  siteId: string,
  after: string,
  limit: number,
): Promise<ReadJourney[]> {
  const rows = await db
    .selectFrom('journeys')
    .select(['visitor', 'seq', 'state'])
    .where('site_id', '=', siteId)
    .where('visitor', '>', after)
    .orderBy('visitor')
    .limit(limit)
    .execute();
  return rows.map(toRead);
}

/** The journeys of these visitors. */
export async function readJourneys(
  db: Db,
  siteId: string,
  visitors: readonly string[],
): Promise<Map<string, ReadJourney>> {
  const rows = await gather(visitors, (chunk) =>
    db
      .selectFrom('journeys')
      .select(['visitor', 'seq', 'state'])
      .where('site_id', '=', siteId)
      .where('visitor', 'in', chunk)
      .execute(),
  );
  return new Map(rows.map((row) => [row.visitor, toRead(row)]));
}

function toRead({ visitor, seq, state }: Pick<JourneyTable, 'visitor' | 'seq' | 'state'>): ReadJourney {
  return { visitor, state, journey: { seq, ...unpackState(state) } };
}

/** Keeps less of a journey, unless it has changed since it was read. */
export async function shrinkJourney(db: Db, siteId: string, read: ReadJourney, left: Journey): Promise<void> {
  await db
    .updateTable('journeys')
    .set({ state: packState(left) })
    .where('site_id', '=', siteId)
    .where('visitor', '=', read.visitor)
    .where('state', '=', read.state)
    .execute();
}

/** Drops a journey. False where it has changed since it was read. */
export async function deleteJourney(
  db: Db,
  siteId: string,
  { visitor, state }: ReadJourney,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('journeys')
    .where('site_id', '=', siteId)
    .where('visitor', '=', visitor)
    .where('state', '=', state)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
