import type { Journey } from '../domain/journey.ts';
import { runCompiled } from './compiled.ts';
import { type Db, gather, inChunks } from './db.ts';

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
  return new Map(rows.map((row) => [row.visitor, toJourney(row)]));
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

type Packed = [
  session: Journey['session'] | null,
  touchpoints: Journey['touchpoints'],
  memberships: [number, number, number, number, number, number, ...Journey['memberships'][number]['sales']][],
  customer: string | null,
  isStaff: boolean,
];

/** Memberships are most of a journey: as lists without names they take a third of the room. */
function packState({ session, touchpoints, memberships, customer, isStaff }: Journey): string {
  const packed: Packed = [
    session,
    touchpoints,
    memberships.map((m) => [m.scope, m.subject, m.source, m.day, m.at, m.reached, ...m.sales]),
    customer,
    isStaff,
  ];
  return JSON.stringify(packed);
}

function toJourney(row: { seq: number; state: string }): Journey {
  const [session, touchpoints, memberships, customer, isStaff] = JSON.parse(row.state) as Packed;
  return {
    seq: row.seq,
    session,
    touchpoints,
    memberships: memberships.map(([scope, subject, source, day, at, reached, ...sales]) => ({
      scope: scope as Journey['memberships'][number]['scope'],
      subject,
      source,
      day,
      at,
      reached,
      sales,
    })),
    customer,
    isStaff,
  };
}
