import { DateTime } from 'luxon';
import { MAX_AGE_MS } from './beacon.ts';
import { type DayNumber, dayText } from './day.ts';
import type { Journey } from './journey.ts';
import type { JourneyRules } from './membership.ts';
import type { RawEvent } from './rawEvent.ts';
import { newReplayed, type Replayed, replayEvent } from './replay.ts';

const DAY_MS = 86_400_000;

/** A visitor as their dropped events left them: where replaying the kept ones begins. */
export interface JourneyBase extends Replayed {
  /** The latest time of a dropped event. */
  at: number;
}

/** The first day whose raw events are kept: the same day of the month, so many months ago. */
export function keptFrom(today: DayNumber, months: number): DayNumber {
  const date = DateTime.fromISO(dayText(today), { zone: 'utc' }).minus({ months });
  return date.year * 10_000 + date.month * 100 + date.day;
}

/**
 * Lets go of what can no longer change a counter or earn credit at `at`: closed memberships, touchpoints
 * and sales outside the window, all with the time that an event may have waited on a device. A sale that is taken back later
 * knows by itself where it was counted. Null where there is nothing to let go of.
 */
export function shrink(journey: Journey, at: number, rules: JourneyRules): Journey | null {
  const oldest = at - Math.max(rules.windowDays, rules.lookbackDays) * DAY_MS - MAX_AGE_MS;
  const memberships = journey.memberships.filter((one) => one.at >= oldest);
  const touchpoints = journey.touchpoints.filter((one) => one.at >= oldest);
  const sold = journey.sold.filter((one) => one.at >= oldest);
  const isSame =
    memberships.length === journey.memberships.length &&
    touchpoints.length === journey.touchpoints.length &&
    sold.length === journey.sold.length;
  return isSame ? null : { ...journey, memberships, touchpoints, sold };
}

/** Whether a journey says nothing any more that a later event could need. */
export function isOver(journey: Journey): boolean {
  const { memberships, touchpoints, sold, customer, isStaff } = journey;
  const isEmpty = memberships.length === 0 && touchpoints.length === 0 && sold.length === 0;
  return isEmpty && customer === null && !isStaff;
}

/**
 * Moves bases on by old events and tells which of these may be dropped. A visitor's events go in the order in which
 * they were committed, so that what is kept can always be decided again; one that comes before its turn waits for a
 * later round, but no longer than what it began could matter: history that was imported after newer events has no
 * earlier turn. Bots' and staff's events have no place in a journey, and go at once. Journeys are moved on in place.
 */
export function foldOld(
  events: readonly RawEvent[],
  bases: ReadonlyMap<string, JourneyBase>,
  before: number,
  rules: JourneyRules,
): { dropped: string[]; changed: Map<string, JourneyBase> } {
  const dropped: string[] = [];
  const changed = new Map<string, JourneyBase>();
  const inOrder = events
    .filter(({ at }) => at < before)
    .sort((a, b) => (a.visitor < b.visitor ? -1 : a.visitor > b.visitor ? 1 : a.seq - b.seq));
  for (const raw of inOrder) {
    const base = changed.get(raw.visitor) ?? bases.get(raw.visitor);
    if (raw.seq > (base?.journey.seq ?? 0)) {
      const isNext = raw.seq === (base?.journey.seq ?? 0) + 1;
      if (isNext) changed.set(raw.visitor, fold(base, raw, rules));
      else if (raw.at >= before - rules.windowDays * DAY_MS - MAX_AGE_MS) continue;
    }
    dropped.push(raw.id);
  }
  return { dropped, changed };
}

function fold(base: JourneyBase | undefined, raw: RawEvent, rules: JourneyRules): JourneyBase {
  const { journey, sales } = base ?? newReplayed();
  const at = Math.max(base?.at ?? 0, raw.at);
  replayEvent({ journey, sales }, raw, rules);
  // What comes later in its turn may have waited on a device as long as what has come.
  return { journey: shrink(journey, at - MAX_AGE_MS, rules) ?? journey, sales, at };
}
