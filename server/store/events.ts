import { KINDS, type Kind, type RawEvent } from '../domain/rawEvent.ts';
import { runCompiled } from './compiled.ts';
import { type Db, gather, inChunks } from './db.ts';
import type { EventTable } from './tables/traffic.ts';

/** Which of these raw keys are kept already. */
export async function loadSeen(db: Db, siteId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await gather(ids, (chunk) =>
    runCompiled(
      db,
      'loadSeen',
      () => db.selectFrom('events').select('id').where('site_id', '=', siteId).where('id', 'in', chunk),
      [siteId, ...chunk],
    ),
  );
  return new Set(rows.map((row) => row.id));
}

export async function saveEvents(db: Db, siteId: string, events: readonly RawEvent[]): Promise<void> {
  await inChunks(events, (chunk) => {
    const rows = chunk.map((event) => toRow(siteId, event));
    return runCompiled(
      db,
      'saveEvents',
      () => db.insertInto('events').values(rows),
      rows.flatMap((row) => Object.values(row)),
    );
  });
}

function toRow(siteId: string, event: RawEvent): EventTable {
  return {
    site_id: siteId,
    id: event.id,
    visitor: event.visitor,
    seq: event.seq,
    at: event.at,
    kind: KINDS.indexOf(event.kind),
    page_id: event.page,
    source_id: event.source,
    position_id: event.position,
    amount: event.amount,
    flags: event.flags,
    text: event.text,
    bot: event.bot ? 1 : 0,
  };
}

const EVENTS_A_FETCH = 500;

const COLUMNS = [
  'id',
  'visitor',
  'seq',
  'at',
  'kind',
  'page_id',
  'source_id',
  'position_id',
  'amount',
  'flags',
  'text',
  'bot',
] as const;

/** Every event of known visitors, each visitor's in the order in which it was committed. Bots are left out. */
export async function loadAllEvents(db: Db, siteId: string): Promise<RawEvent[]> {
  const rows = await db
    .selectFrom('events')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .where('bot', '=', 0)
    .orderBy('visitor')
    .orderBy('seq')
    .execute();
  return rows.map(toRaw);
}

/** The same, a few at a time. */
export async function* streamByVisitor(db: Db, siteId: string): AsyncGenerator<RawEvent> {
  const rows = db
    .selectFrom('events')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .where('bot', '=', 0)
    .orderBy('visitor')
    .orderBy('seq')
    .stream(EVENTS_A_FETCH);
  for await (const row of rows) yield toRaw(row);
}

/** A page of a site's events after one of them, in the order of their ids, bots' too. */
export async function loadEventsAfter(
  db: Db,
  siteId: string,
  after: string,
  limit: number,
): Promise<RawEvent[]> {
  const rows = await db
    .selectFrom('events')
    .select(COLUMNS)
    .where('site_id', '=', siteId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(toRaw);
}

function toRaw({
  kind,
  page_id,
  source_id,
  position_id,
  bot,
  ...row
}: Omit<EventTable, 'site_id'>): RawEvent {
  return {
    ...row,
    kind: KINDS[kind] as Kind,
    page: page_id,
    source: source_id,
    position: position_id,
    bot: bot === 1,
  };
}

export async function deleteEvents(db: Db, siteId: string, ids: readonly string[]): Promise<void> {
  await inChunks(ids, (chunk) =>
    db.deleteFrom('events').where('site_id', '=', siteId).where('id', 'in', chunk).execute(),
  );
}
