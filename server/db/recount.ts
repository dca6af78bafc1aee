import type { DayNumber } from '../domain/day.ts';
import { type CounterChange, sumChanges } from '../domain/funnel.ts';
import type { JourneyRules } from '../domain/membership.ts';
import type { RawEvent } from '../domain/rawEvent.ts';
import { newReplayed, replayEvent } from '../domain/replay.ts';
import { addToCounters } from '../store/counters.ts';
import type { Db } from '../store/db.ts';
import { loadEventsAfter, saveEvents, streamByVisitor } from '../store/events.ts';
import { loadBases } from '../store/journeyBases.ts';
import type { Scratch } from './scratch.ts';

const EVENTS_A_PAGE = 4_096;
const VISITORS_AT_ONCE = 500;

/**
 * Decides a site's kept events again, visitor by visitor, and leaves what the counters of days from `fromDay` on come
 * to in `scratch`. Answers how many events there were. No more than a few hundred visitors are in memory.
 */
export async function recount(
  db: Db,
  scratch: Scratch,
  site: { id: string; rules: JourneyRules; fromDay: DayNumber },
): Promise<number> {
  const events = await copyEvents(db, scratch.db, site.id);
  let visitors = new Map<string, RawEvent[]>();
  const flush = async () => {
    const bases = await loadBases(db, site.id, [...visitors.keys()]);
    const changes: CounterChange[] = [];
    for (const [visitor, own] of visitors) {
      const replayed = bases.get(visitor) ?? newReplayed();
      for (const raw of own) {
        if (raw.seq > replayed.journey.seq) changes.push(...replayEvent(replayed, raw, site.rules));
      }
    }
    const kept = changes.filter(({ day }) => day >= site.fromDay);
    await scratch.db.transaction().execute((inside) => addToCounters(inside, site.id, sumChanges(kept)));
    visitors = new Map();
  };
  for await (const raw of streamByVisitor(scratch.reader, site.id)) {
    const own = visitors.get(raw.visitor);
    if (own) own.push(raw);
    else {
      if (visitors.size >= VISITORS_AT_ONCE) await flush();
      visitors.set(raw.visitor, [raw]);
    }
  }
  await flush();
  return events;
}

/** Copies them in the order of their ids, as every engine reads them without sorting. */
async function copyEvents(db: Db, scratch: Db, siteId: string): Promise<number> {
  let copied = 0;
  let after = '';
  for (;;) {
    const page = await loadEventsAfter(db, siteId, after, EVENTS_A_PAGE);
    const counting = page.filter(({ bot, seq }) => !bot && seq > 0);
    await scratch.transaction().execute((inside) => saveEvents(inside, siteId, counting));
    copied += counting.length;
    if (page.length < EVENTS_A_PAGE) return copied;
    after = page.at(-1)?.id ?? '';
  }
}
