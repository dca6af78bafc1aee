import { parentPort, workerData } from 'node:worker_threads';
import { sqlitePath } from '../store/address.ts';
import type { Desk } from './desk.ts';
import type { FromWorker, ToWorker, WorkerSettings } from './messages.ts';

/** A thread of the store. */
const port = parentPort;
if (!port) throw new Error('this file runs in a worker thread');
const settings = workerData as WorkerSettings;
const say = (message: FromWorker) => port.postMessage(message);

const desk = await openDesk(settings).catch((error: unknown) => {
  say({ type: 'failed', error: error instanceof Error ? error.message : String(error) });
  return null;
});
if (desk) {
  port.on('message', (message: ToWorker) => take(desk, message));
  say({ type: 'ready' });
}

/** A thread loads what its own engine needs, and no more. */
async function openDesk(settings: WorkerSettings): Promise<Desk> {
  if (sqlitePath(settings.url) !== null) {
    return (await import('./sqliteDesk.ts')).openSqliteDesk(settings, say);
  }
  return settings.role === 'writer'
    ? (await import('./postgresWriter.ts')).openPostgresWriter(settings, say)
    : (await import('./postgresReader.ts')).openPostgresReader(settings, say);
}

function take(desk: Desk, message: ToWorker): void {
  if (message.type === 'jobs') desk.take(message.jobs);
  else if (message.type === 'watch') desk.watch(message.siteIds);
  else void leave(desk);
}

async function leave(desk: Desk): Promise<void> {
  await desk.close();
  say({ type: 'closed' });
  port?.close();
}
