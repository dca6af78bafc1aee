import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../http/deps.ts';
import { retainAll } from './retention.ts';

/** After a start tags and tills come back first. */
const FIRST_AFTER_MS = 60_000;
const EVERY_MS = 24 * 3_600_000;
const ROWS_A_STEP = 500;
/** Between two steps at least so long, and so many times as long as the step took: a twentieth of the writer's time. */
const REST_MS = 100;
const REST_PER_STEP = 19;
/** With more jobs than this waiting, the store has better things to do. */
const BUSY = 100;
const WHILE_BUSY_MS = 1_000;

export interface UpkeepParts {
  engine: Engine;
  clock: Clock;
  /** How long raw events are kept. */
  months: number;
  /** Counts what went, by what it was. */
  dropped: Map<string, number>;
  failed(error: unknown): void;
  firstAfterMs?: number;
}

/** Drops once a day, in small steps and with much rest between them, what need not be kept. */
export function startUpkeep(parts: UpkeepParts): { close(): Promise<void> } {
  const ending = new AbortController();
  const rest = (ms: number) => wait(ms, true, { signal: ending.signal, ref: false }).catch(() => false);

  const pause = async (stepMs: number) => {
    let goesOn = await rest(Math.max(REST_MS, stepMs * REST_PER_STEP));
    while (goesOn && parts.engine.waiting() > BUSY) goesOn = await rest(WHILE_BUSY_MS);
    return goesOn;
  };

  const count = (what: string, rows: number) =>
    void parts.dropped.set(what, (parts.dropped.get(what) ?? 0) + rows);

  const work = async () => {
    let goesOn = await rest(parts.firstAfterMs ?? FIRST_AFTER_MS);
    while (goesOn) {
      const run = { ...parts, now: () => parts.clock.now(), rowsAStep: ROWS_A_STEP, pause, count };
      await retainAll(run).catch(parts.failed);
      goesOn = await rest(EVERY_MS);
    }
  };

  const worked = work();
  return {
    async close() {
      ending.abort();
      await worked;
    },
  };
}
