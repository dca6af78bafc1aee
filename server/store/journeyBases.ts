import type { Sales } from '../domain/replay.ts';
import type { JourneyBase } from '../domain/retention.ts';
import { packCounted, unpackCounted } from './counted.ts';
import { type Db, gather, inChunks } from './db.ts';
import { packState, unpackState } from './journeyState.ts';
import type { JourneyBaseTable } from './tables/retention.ts';

const COLUMNS = ['visitor', 'seq', 'at', 'state', 'sales'] as const;

/** The bases of these visitors; those of whom nothing was dropped are not in it. */
export async function loadBases(
  db: Db,
  siteId: string,
  visitors: readonly string[],
): Promise<Map<string, JourneyBase>> {
  const rows = await gather(visitors, (chunk) =>
    db
      .selectFrom('journey_bases')
      .select(COLUMNS)
      .where('site_id', '=', siteId)
      .where('visitor', 'in', chunk)
      .execute(),
  );
  return new Map(rows.map(toEntry));
}

/** A page of a site's bases after a visitor, in the visitors' order. */
export async function loadBasesAfter(
  db: Db,
  siteId: string,
  after: string,
  limit: number,
): Promise<Map<string, JourneyBase>> {
  const rows = await db
    .selectFrom('journey_bases')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .where('visitor', '>', after)
    .orderBy('visitor')
    .limit(limit)
    .execute();
  return new Map(rows.map(toEntry));
}

/** Saves bases. One that another server has moved further stays: it holds all that this one does. */
export async function saveBases(
  db: Db,
  siteId: string,
  bases: ReadonlyMap<string, JourneyBase>,
): Promise<void> {
  const rows = [...bases]
    .map(([visitor, { journey, sales, at }]) => ({
      site_id: siteId,
      visitor,
      seq: journey.seq,
      at,
      state: packState(journey),
      sales: packSales(sales),
    }))
    .sort((a, b) => (a.visitor < b.visitor ? -1 : 1));
  await inChunks(rows, (chunk) =>
    db
      .insertInto('journey_bases')
      .values([...chunk])
      .onConflict((conflict) =>
        conflict
          .columns(['site_id', 'visitor'])
          .doUpdateSet((row) => ({
            seq: row.ref('excluded.seq'),
            at: row.ref('excluded.at'),
            state: row.ref('excluded.state'),
            sales: row.ref('excluded.sales'),
          }))
          .whereRef('journey_bases.seq', '<', 'excluded.seq'),
      )
      .execute(),
  );
}

export async function deleteBases(db: Db, siteId: string, visitors: readonly string[]): Promise<void> {
  await inChunks(visitors, (chunk) =>
    db.deleteFrom('journey_bases').where('site_id', '=', siteId).where('visitor', 'in', chunk).execute(),
  );
}

function toEntry(row: Omit<JourneyBaseTable, 'site_id'>): [string, JourneyBase] {
  const { visitor, seq, at, state, sales } = row;
  return [visitor, { journey: { seq, ...unpackState(state) }, sales: unpackSales(sales), at }];
}

type PackedSale = [id: string, valueMinor: number, counted: string];

function packSales(sales: Sales): string {
  const packed = [...sales].map(
    ([id, { valueMinor, repeat, cohorts }]): PackedSale => [
      id,
      valueMinor,
      packCounted({ repeat, cohorts: [...cohorts] }),
    ],
  );
  return packed.length > 0 ? JSON.stringify(packed) : '';
}

function unpackSales(text: string): Sales {
  const packed = text === '' ? [] : (JSON.parse(text) as PackedSale[]);
  return new Map(packed.map(([id, valueMinor, counted]) => [id, { valueMinor, ...unpackCounted(counted) }]));
}
