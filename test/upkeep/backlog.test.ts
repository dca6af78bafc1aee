import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { serve } from '../../server/main.ts';
import { retainAll } from '../../server/upkeep/retention.ts';
import { percentile } from '../bench/figures.ts';
import { seed } from '../bench/seed.ts';
import { beacon, event } from '../server/journeys.ts';
import { sendBeacon, testConfig } from '../server/testServer.ts';
import { newFolder, openOn, runDb } from './command.ts';

/** `BACKLOG=1000000` measures a large one; see docs/operations.md. */
const EVENTS = Number(process.env.BACKLOG ?? 15_000);
const DAY = 86_400_000;
const LONGEST_MS = 2_000;

test('ingest goes on while a backlog is dropped without any rest between the steps', {
  timeout: 60_000 + EVENTS,
}, async () => {
  const path = join(newFolder(), 'data.db');
  const first = await openOn(path);
  await first.server.close();
  const siteId = first.shop.site.id;
  await seed(path, siteId, EVENTS, Date.now() - 450 * DAY);
  const server = await serve({ config: testConfig({ databaseUrl: `sqlite:${path}` }) });
  onTestFinished(() => server.close());

  const waits: Record<'before' | 'meanwhile', number[]> = { before: [], meanwhile: [] };
  const send = async (into: number[]) => {
    const began = performance.now();
    const now = Date.now();
    const visitor = `visitor-${now % 50}`;
    await sendBeacon(server.url, beacon(siteId, visitor, [event('view', '/', now)]));
    into.push(performance.now() - began);
  };
  for (let n = 0; n < 50; n += 1) await send(waits.before);
  let isDone = false;
  const steps: number[] = [];
  const dropped: Record<string, number> = {};
  const dropping = retainAll({
    engine: server.engine,
    now: Date.now,
    months: 13,
    rowsAStep: 500,
    pause: async (stepMs) => {
      steps.push(stepMs);
      return true;
    },
    count: (part, rows) => {
      dropped[part] = (dropped[part] ?? 0) + rows;
    },
  }).then(() => {
    isDone = true;
  });
  while (!isDone) await send(waits.meanwhile);
  await dropping;

  expect(dropped.events).toBe(EVENTS);
  expect(waits.meanwhile.length).toBeGreaterThan(5);
  const longest = (all: readonly number[]) => `${percentile(all, 1).toFixed(0)} ms`;
  const middle = (all: readonly number[]) => `${percentile(all, 0.5).toFixed(1)} ms`;
  console.log(
    `${EVENTS} events dropped in ${steps.length} steps, median ${middle(steps)}, longest ${longest(steps)}; a beacon took ${middle(waits.before)} before and ${middle(waits.meanwhile)} meanwhile, ${longest(waits.meanwhile)} at most`,
  );
  expect(Math.max(...waits.meanwhile)).toBeLessThan(LONGEST_MS);
  // Whoever was there only then is gone, the counters are not.
  const database = new DatabaseSync(path, { readOnly: true });
  onTestFinished(() => database.close());
  const count = (table: string) => Number(database.prepare(`select count(*) as n from ${table}`).get()?.n);
  expect(count('events')).toBe(waits.before.length + waits.meanwhile.length);
  expect(count('journeys')).toBeLessThanOrEqual(50);
  expect(count('journey_bases')).toBe(0);
  expect(count('counters')).toBeGreaterThan(1_000);
  expect((await runDb(['verify'], `sqlite:${path}`)).said).toMatch(/days from .* no difference/);
});
