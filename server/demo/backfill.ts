import { DateTime } from 'luxon';
import type { Shop } from './beacons.ts';
import type { MovableClock } from './clock.ts';
import type { Post } from './post.ts';
import { makeRandom, type Random } from './random.ts';
import type { EventDraft } from './session.ts';
import { type Journey, journeys, robotJourney } from './shoppers.ts';
import { SOURCES } from './sources.ts';
import type { SimulatedTill } from './till.ts';
import { arrivalsOf, visitTime } from './timetable.ts';
import { type LaterAct, makeWalker, type Walker, type WalkReport } from './walker.ts';

/** Which past is to be filled in, and with how many shoppers. */
export interface Past {
  timeZone: string;
  seed: number;
  /** Where the past ends, milliseconds since 1970. */
  until: number;
  days: number;
  perDay: number;
}

export interface Backfill extends Shop, Past {
  post: Post;
  /** The server's own clock: it is moved through the past and let go at the end. */
  clock: MovableClock;
  tills: readonly SimulatedTill[];
}

interface Browse {
  /** The end of the session. */
  at: number;
  journey: Journey;
  act: 'browse';
  source: Journey['source'];
  events: readonly EventDraft[];
}

interface Later {
  at: number;
  journey: Journey;
  act: LaterAct;
}

export type Task = Browse | Later;

/**
 * Two hours' requests go side by side, one commit for many: their shoppers are different people. Beacons tell
 * the age of their events, so that these keep their own times; at the tills it is up to two hours later.
 */
const SLOT_MS = 2 * 60 * 60_000;

/** Lets simulated shoppers go through the past days over the server's own routes, in order of time. */
export async function backfill(options: Backfill): Promise<WalkReport> {
  const { clock, post, tills } = options;
  const walker = makeWalker(options, post, tills);
  try {
    for (const slot of slotsOf(tasksOf(options))) {
      clock.moveTo(slot.at);
      await Promise.all(slot.journeys.map((tasks) => performAll(walker, tasks, slot.at)));
    }
  } finally {
    clock.letGo();
  }
  return walker.report;
}

/** Everything that happens before `until`, in order of time. */
export function tasksOf({ seed, until, days, perDay, timeZone }: Past): Task[] {
  const random = makeRandom(seed);
  const shoppers = journeys(random);
  const robots = makeRandom(seed + 1);
  const today = DateTime.fromMillis(until, { zone: timeZone }).startOf('day');
  const starts = Array.from({ length: days + 1 }, (_, day) => today.minus({ days: days - day }));
  const shopping = starts
    .flatMap((start) => arrivalsOf(random, start, perDay))
    .flatMap((at) => tasksOfJourney(shoppers.next().value, at, timeZone));
  return [...shopping, ...starts.flatMap((start) => robotsOf(robots, start))]
    .filter(({ at }) => at < until)
    .sort((a, b) => a.at - b.at);
}

/** Robots come where platforms show pages to programs. */
function robotsOf(random: Random, start: DateTime): Task[] {
  return SOURCES.flatMap((source) => {
    const count = random.between(0, source.robotsADay);
    return arrivalsOf(random, start, count).map((at): Task => {
      const journey = robotJourney(random, source);
      return { at, journey, act: 'browse', source: source.name, events: journey.events };
    });
  });
}

function tasksOfJourney(journey: Journey, first: number, timeZone: string): Task[] {
  const tasks: Task[] = [];
  let start = first;
  for (const { source, events, gapMs } of journey.before) {
    tasks.push({ at: start + lengthOf(events), journey, act: 'browse', source, events });
    start += gapMs;
  }
  return [...tasks, ...lastTasks(journey, start, timeZone)];
}

/** The session that a code may come of, and what comes of that. */
function lastTasks(journey: Journey, start: number, timeZone: string): Task[] {
  const { source, events } = journey;
  const end = start + lengthOf(events);
  const tasks: Task[] = [{ at: end, journey, act: 'browse', source, events }];
  if (journey.copiesAfterMs !== null) tasks.push({ at: start + journey.copiesAfterMs, journey, act: 'copy' });
  if (!journey.visit) return tasks;
  const { afterDays, hour, order } = journey.visit;
  const visit = visitTime(end, afterDays, hour, timeZone);
  tasks.push({ at: visit, journey, act: 'lookUp' });
  if (order) tasks.push({ at: visit + 4 * 60_000, journey, act: 'redeem' });
  if (order?.isUndone) tasks.push({ at: visit + 9 * 60_000, journey, act: 'undo' });
  if (order?.back) {
    tasks.push({ at: visitTime(visit, order.back.afterDays, hour, timeZone), journey, act: 'bringBack' });
  }
  return tasks;
}

/** Two hours' tasks together, each shopper's in their order. The clock stands at the last of them. */
function slotsOf(tasks: readonly Task[]): { at: number; journeys: Task[][] }[] {
  return [...Map.groupBy(tasks, ({ at }) => Math.floor(at / SLOT_MS)).values()].map((slot) => ({
    at: slot.at(-1)?.at ?? 0,
    journeys: [...Map.groupBy(slot, ({ journey }) => journey).values()],
  }));
}

async function performAll(walker: Walker, tasks: readonly Task[], now: number): Promise<void> {
  for (const task of tasks) {
    const { journey, at } = task;
    if (task.act !== 'browse') await walker.act(journey, task.act, now);
    else {
      const start = at - lengthOf(task.events);
      await walker.browse(journey, task.events, (afterMs) => start + afterMs, now);
    }
  }
}

function lengthOf(events: readonly EventDraft[]): number {
  return events.at(-1)?.afterMs ?? 0;
}
