import type { Journey } from '../domain/journey.ts';
import { changeCompiled, runCompiled } from './compiled.ts';
import { type Db, gather, inChunks } from './db.ts';
import { packState, unpackState } from './journeyState.ts';
import { StaleRow } from './stale.ts';

/** Each loaded journey's `seq` as it lies in the database: what is saved over it. */
const loadedSeq = new WeakMap<Journey, number>();

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
  return new Map(
    rows.map(({ visitor, seq, state }) => {
      const journey: Journey = { seq, ...unpackState(state) };
      loadedSeq.set(journey, seq);
      return [visitor, journey];
    }),
  );
}

/** Saves journeys as they are now. Throws StaleRow where one has moved on since it was loaded. */
export async function saveJourneys(
  db: Db,
  siteId: string,
  journeys: readonly (readonly [visitor: string, journey: Journey])[],
): Promise<void> {
  const rows = journeys
    .map(([visitor, journey]) => ({
      site_id: siteId,
      visitor,
      seq: journey.seq,
      state: packState(journey),
      base_seq: loadedSeq.get(journey) ?? 0,
    }))
    .sort((a, b) => (a.visitor < b.visitor ? -1 : 1));
  await inChunks(rows, async (chunk) => {
    const build = () =>
      db
        .insertInto('journeys')
        .values([...chunk])
        .onConflict((conflict) =>
          conflict
            .columns(['site_id', 'visitor'])
            .doUpdateSet((row) => ({
              seq: row.ref('excluded.seq'),
              state: row.ref('excluded.state'),
              base_seq: row.ref('excluded.base_seq'),
            }))
            .whereRef('journeys.seq', '=', 'excluded.base_seq'),
        );
    const parameters = chunk.flatMap((row) => Object.values(row));
    const saved = await changeCompiled(db, 'saveJourneys', build, parameters);
    if (saved !== chunk.length) throw new StaleRow('a journey has moved on since it was loaded');
  });
  for (const [, journey] of journeys) loadedSeq.set(journey, journey.seq);
}
