import { Worker } from 'node:worker_threads';
import type { LivePart } from '../actions/liveChange.ts';
import type { FromWorker, Job, JobResult, ToWorker, WorkerSettings } from './messages.ts';
import { StoreBusy } from './storeBusy.ts';

type NewJob = Job extends infer J ? (J extends Job ? Omit<J, 'id'> : never) : never;

/**
 * How large the part of a thread's heap is where objects are made, in megabytes. What outlives it costs most: the
 * writer's must hold some batches, while a reader makes little.
 */
const YOUNG_MEGABYTES = { writer: 24, reader: 12, reporter: 12 };

/** A thread that does jobs on the store. */
export interface StoreThread {
  run(job: NewJob): Promise<unknown>;
  post(message: ToWorker): void;
  waiting(): number;
  failed: Promise<Error>;
  close(): Promise<void>;
}

export async function startThread(
  settings: WorkerSettings,
  tell: { change(part: LivePart): void; gap(): void },
): Promise<StoreThread> {
  const worker = new Worker(new URL('./storeWorker.ts', import.meta.url), {
    workerData: settings,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES[settings.role] },
  });
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let gathered: Job[] = [];
  let nextId = 1;
  const post = (message: ToWorker) => worker.postMessage(message);
  const closed = Promise.withResolvers<void>();
  const failed = Promise.withResolvers<Error>();
  let failure: Error | null = null;
  let isClosing = false;
  await ready(worker);
  worker.on('message', (message: FromWorker) => {
    if (message.type === 'closed') closed.resolve();
    if (message.type === 'changes') for (const part of message.parts) tell.change(part);
    if (message.type === 'gap') tell.gap();
    if (message.type === 'results') for (const result of message.results) settle(open, result);
  });
  const fail = (error: Error) => {
    failure = error;
    if (!isClosing) failed.resolve(error);
    for (const { reject } of open.values()) reject(error);
    open.clear();
    closed.resolve();
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the store has stopped')));
  return {
    run(job) {
      if (failure) return Promise.reject(failure);
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const id = nextId++;
      open.set(id, { resolve, reject });
      // Jobs of the same turn cross to the worker in one message.
      if (gathered.length === 0) {
        setImmediate(() => {
          post({ type: 'jobs', jobs: gathered });
          gathered = [];
        });
      }
      gathered.push({ ...job, id });
      return promise;
    },
    post,
    waiting: () => open.size,
    failed: failed.promise,
    async close() {
      isClosing = true;
      if (gathered.length > 0) await new Promise(setImmediate);
      post({ type: 'close' });
      await closed.promise;
      await worker.terminate();
    },
  };
}

/** A thread that starts with its first job: many servers never need it. */
export function openLater(start: () => Promise<StoreThread>): Omit<StoreThread, 'post'> {
  let thread: Promise<StoreThread> | null = null;
  let started: StoreThread | null = null;
  let starting = 0;
  const failed = Promise.withResolvers<Error>();
  const begin = async () => {
    try {
      started = await start();
    } catch (error) {
      // The next job tries anew.
      thread = null;
      throw error;
    }
    void started.failed.then(failed.resolve);
    return started;
  };
  return {
    async run(job) {
      thread ??= begin();
      starting += 1;
      const own = await thread.finally(() => {
        starting -= 1;
      });
      return own.run(job);
    },
    waiting: () => starting + (started?.waiting() ?? 0),
    failed: failed.promise,
    close: async () => (await thread?.catch(() => null))?.close(),
  };
}

function ready(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (message: FromWorker) => {
      worker.off('error', reject);
      if (message.type === 'failed') reject(new Error(message.error));
      else resolve();
    });
  });
}

function settle(
  open: Map<number, { resolve(value: unknown): void; reject(error: Error): void }>,
  result: JobResult,
): void {
  const job = open.get(result.id);
  open.delete(result.id);
  if ('error' in result) job?.reject(result.busy ? new StoreBusy(result.error) : new Error(result.error));
  else job?.resolve(result.value);
}
