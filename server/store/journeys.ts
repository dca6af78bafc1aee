import type { Journey } from '../domain/journey.ts';
import { runCompiled } from './compiled.ts';
import { type Db, gather, inChunks } from './db.ts';
import { packState, unpackState } from './journeyState.ts';

/** The journeys of these visitors; those who are new are not in it. */
export async function loadJourneys(
  db: Db,
  siteId: string,
  visitors: readonly string[],
): Promise<Map<string, Journey>> {
  const rows = await gather(visitors, (chunk) =>
    runCompiled(
      db,
      'loadJourneys',
      () =>
        db
          .selectFrom('journeys')
          .select(['visitor', 'seq', 'state'])
          .where('site_id', '=', siteId)
          .where('visitor', 'in', chunk),
      [siteId, ...chunk],
    ),
  );
  return new Map(rows.map(({ visitor, seq, state }) => [visitor, { seq, ...unpackState(state) }]));
}

/** Saves journeys as they are now. */
export async function saveJourneys(
  db: Db,
  siteId: string,
  journeys: readonly (readonly [visitor: string, journey: Journey])[],
): Promise<void> {
  const rows = journeys
    .map(([visitor, journey]) => ({ site_id: siteId, visitor, seq: journey.seq, state: packState(journey) }))
    .sort((a, b) => (a.visitor < b.visitor ? -1 : 1));
  await inChunks(rows, (chunk) =>
    runCompiled(
      db,
      'saveJourneys',
      () =>
        db
          .insertInto('journeys')
          .values([...chunk])
          .onConflict((conflict) =>
            conflict
              .columns(['site_id', 'visitor'])
              .doUpdateSet((row) => ({ seq: row.ref('excluded.seq'), state: row.ref('excluded.state') })),
          ),
      chunk.flatMap((row) => Object.values(row)),
    ),
  );
}
