import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import settings from '../../package.json' with { type: 'json' };
import type { FromLoader, Load, LoadResult, ToLoader } from './wire.ts';

/** A server in a process of its own. */
export interface ServerProcess {
  url: string;
  port: number;
  /** The first owner's secret; null of the bare server. */
  secret: string | null;
  /** The memory of its own that it holds now, in megabytes: without the pages of files that the system lends it. */
  megabytes(): number;
  /** All that is resident, the pages of its files too. */
  residentMegabytes(): number;
  close(): Promise<void>;
}

/** What `npm start` tells Node. */
const OWN_FLAGS = settings.scripts.start.split(' ').filter((word) => word.startsWith('--'));

/** Backstamp on a database, or the bare server it is compared with. */
export async function startServer(databaseUrl: string | null): Promise<ServerProcess> {
  const file = databaseUrl === null ? './bareProcess.ts' : '../faults/serverProcess.ts';
  const script = join(import.meta.dirname, file);
  const profile = databaseUrl === null ? undefined : process.env.BENCH_PROFILE;
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const flags = databaseUrl === null ? [] : [...OWN_FLAGS, ...profiling];
  const child = spawn(
    process.execPath,
    [...flags, script, ...(databaseUrl === null ? [] : [databaseUrl, '0'])],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  endWithThis(child);
  const { url, secret } = await greeting(child);
  return {
    url,
    port: Number(new URL(url).port),
    secret: secret ?? null,
    megabytes: () => memoryOf(child, 'RssAnon'),
    residentMegabytes: () => memoryOf(child, 'VmRSS'),
    close: () => end(child),
  };
}

function memoryOf({ pid }: ChildProcess, kind: 'RssAnon' | 'VmRSS'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${kind}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024;
}

async function greeting(child: ChildProcess): Promise<{ url: string; secret?: string | null }> {
  if (!child.stdout) throw new Error('the server has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) return JSON.parse(line) as { url: string; secret?: string | null };
  }
  throw new Error('the server ended before it listened');
}

/** Whoever stops the benchmark stops its processes too. */
function endWithThis(child: ChildProcess): void {
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** The process that sends the load. */
export interface Loader {
  /** Makes the requests; the time that takes is not measured. */
  prepare(load: Load): Promise<void>;
  go(): Promise<LoadResult>;
  close(): Promise<void>;
}

export async function startLoader(): Promise<Loader> {
  const child = fork(join(import.meta.dirname, 'loadProcess.ts'), {
    execPath: process.execPath,
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  endWithThis(child);
  await reply(child, 'ready');
  const ask = (message: ToLoader) => child.send(message);
  return {
    async prepare(load) {
      ask({ type: 'prepare', load });
      await reply(child, 'prepared');
    },
    async go() {
      ask({ type: 'go' });
      const message = await reply(child, 'done');
      if (message.type !== 'done') throw new Error('unreachable');
      return message.result;
    },
    close: () => end(child),
  };
}

function reply(child: ChildProcess, type: FromLoader['type']): Promise<FromLoader> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error('the loading process ended'));
    const onMessage = (message: unknown) => {
      if ((message as FromLoader).type !== type) return;
      child.off('exit', onExit);
      child.off('message', onMessage);
      resolve(message as FromLoader);
    };
    child.once('exit', onExit);
    child.on('message', onMessage);
  });
}
