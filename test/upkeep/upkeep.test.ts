import { expect, test } from 'vitest';
import type { RetentionProgress, RetentionStep } from '../../server/actions/retention.ts';
import type { Engine } from '../../server/engine/engine.ts';
import { startUpkeep } from '../../server/upkeep/upkeep.ts';

/** An engine with one site, of which the first part has three steps. */
function makeEngine() {
  const steps: string[] = [];
  const engine = {
    isBroken: false,
    jobs: 0,
    waiting: () => engine.jobs,
    read: async () => ['site'],
    write: async (name: string, input: Partial<RetentionStep>) => {
      if (engine.isBroken) throw new Error('the disk is full');
      steps.push(name === 'retain' ? `${input.part}${input.after}` : name);
      if (name === 'dropExpired') return { dropped: 2, isDone: true };
      const at = Number(input.after || 0);
      const isLast = input.part !== 'events' || at === 2;
      return { next: isLast ? null : `${at + 1}`, dropped: 10, waiting: 0 } satisfies RetentionProgress;
    },
  };
  return { engine, steps };
}

function start({ engine }: ReturnType<typeof makeEngine>) {
  const dropped = new Map<string, number>();
  const errors: unknown[] = [];
  const upkeep = startUpkeep({
    engine: engine as unknown as Engine,
    clock: Date,
    months: 13,
    dropped,
    failed: (error) => void errors.push(error),
    firstAfterMs: 1,
  });
  return { upkeep, dropped, errors };
}

const ALL = [
  'dropExpired',
  'events',
  'events1',
  'events2',
  'journeys',
  'bases',
  'answers',
  'mints',
  'signIns',
];

test('it goes through every part, step by step, and counts what went', async () => {
  const parts = makeEngine();
  const { upkeep, dropped } = start(parts);
  await expect.poll(() => parts.steps, { timeout: 5_000 }).toEqual(ALL);
  await upkeep.close();
  expect(Object.fromEntries(dropped)).toMatchObject({ people: 2, events: 30, journeys: 10 });
});

test('it holds still while the store has more to do, and goes on afterwards', async () => {
  const parts = makeEngine();
  parts.engine.jobs = 101;
  const { upkeep } = start(parts);
  await expect.poll(() => parts.steps).toEqual(['dropExpired']);
  // Ten rests later it has not moved.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(parts.steps).toEqual(['dropExpired']);
  parts.engine.jobs = 100;
  await expect.poll(() => parts.steps, { timeout: 5_000 }).toEqual(ALL);
  await upkeep.close();
});

test('a server that stops does not wait for it', async () => {
  const parts = makeEngine();
  const { upkeep } = start(parts);
  await expect.poll(() => parts.steps.length).toBeGreaterThan(0);
  await upkeep.close();
  const told = parts.steps.length;
  expect(told).toBeLessThan(ALL.length);
});

test('what goes wrong is told, and the server goes on', async () => {
  const parts = makeEngine();
  parts.engine.isBroken = true;
  const { upkeep, errors } = start(parts);
  await expect.poll(() => errors.map(String)).toEqual(['Error: the disk is full']);
  await upkeep.close();
});
