import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../store/open.ts';
import { makeChance } from './chance.ts';
import type { FromWorker, Job, ToWorker, WorkerSettings } from './messages.ts';
import { openRoom, type Room } from './room.ts';

/** A thread that owns one connection to the database. */
const port = parentPort;
if (!port) throw new Error('this file runs in a worker thread');
const settings = workerData as WorkerSettings;
const say = (message: FromWorker) => port.postMessage(message);

/** The most jobs to a commit: a bound on how long the first of them waits. */
const MAX_BATCH = 500;

const queue: Job[] = [];
let isBusy = false;
let isClosing = false;

const room = await openRoom(openDatabase(settings.url, { readOnly: settings.readOnly }), {
  readOnly: settings.readOnly,
  limits: settings.limits,
  chance: makeChance(),
}).catch((error: unknown) => {
  say({ type: 'failed', error: error instanceof Error ? error.message : String(error) });
  return null;
});

if (room) {
  port.on('message', (message: ToWorker) => void take(room, message));
  say({ type: 'ready' });
}

async function take(room: Room, message: ToWorker): Promise<void> {
  if (message.type === 'watch') return room.watch(message.siteIds);
  if (message.type === 'close') isClosing = true;
  else queue.push(...message.jobs);
  if (!isBusy) await work(room);
}

/** While one batch commits, the next one gathers: the busier it is, the more share a commit. */
async function work(room: Room): Promise<void> {
  isBusy = true;
  while (queue.length > 0) {
    await workOn(room, queue.splice(0, MAX_BATCH));
    // Lets messages that came meanwhile into the queue.
    await new Promise(setImmediate);
  }
  isBusy = false;
  if (!isClosing) return;
  await room.close();
  say({ type: 'closed' });
  port?.close();
}

async function workOn(room: Room, jobs: Job[]): Promise<void> {
  try {
    if (settings.readOnly) return say({ type: 'results', results: await room.read(jobs) });
    const snapshots = jobs.filter((job) => job.type === 'snapshot');
    if (snapshots.length < jobs.length) {
      const { results, parts } = await room.write(jobs);
      say({ type: 'results', results });
      if (parts.length > 0) say({ type: 'changes', parts });
    }
    // After the batch's changes were told: what a snapshot holds is never told again.
    await tellSnapshots(room, snapshots);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    say({ type: 'results', results: jobs.map(({ id }) => ({ id, error: text })) });
  }
}

/** After a restart every overlay of a page comes back at once: those that ask the same are read once. */
async function tellSnapshots(room: Room, jobs: Extract<Job, { type: 'snapshot' }>[]): Promise<void> {
  const alike = Map.groupBy(jobs, ({ input }) => JSON.stringify([input.siteId, input.query]));
  for (const [first, ...others] of alike.values()) {
    if (!first) continue;
    const result = await room.snapshot(first);
    say({ type: 'results', results: [result, ...others.map(({ id }) => ({ ...result, id }))] });
  }
}
