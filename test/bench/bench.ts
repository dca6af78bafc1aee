import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpClient } from '../../server/httpClient.ts';
import { type ShopSetup, setUpShop } from '../server/testServer.ts';
import { type Loader, type ServerProcess, startLoader, startServer } from './processes.ts';
import type { Line } from './result.ts';
import type { LoadResult } from './wire.ts';

export interface BenchOptions {
  /** Also the data set of ten million events. */
  full: boolean;
  say(text: string): void;
  /** An empty database for a stage; without it, a file. */
  newDatabase?(): Promise<string>;
}

/** One of the benchmarks: measures, and answers the lines of the table that come of it. */
export type Bench = (options: BenchOptions) => Promise<Line[]>;

export const ROUNDS = 3;
export const ROUND_SECONDS = 4;
/** Many visitors at once: each waits for its own commit, and none for another's. */
export const CONCURRENCY = 256;

/** A shop on a server of its own, with a process that sends load. */
export interface Stage extends ShopSetup {
  server: ServerProcess;
  loader: Loader;
}

/** Runs on a database in a folder of its own, and clears everything away at the end. */
export async function onStage<Value>(
  { newDatabase }: Pick<BenchOptions, 'newDatabase'>,
  run: (stage: Stage) => Promise<Value>,
): Promise<Value> {
  return inFolder(async (folder) => {
    const server = await startServer(
      newDatabase ? await newDatabase() : `sqlite:${join(folder, 'bench.db')}`,
    );
    const loader = await startLoader();
    try {
      return await run({ ...(await setUpShop(server.url, server.secret ?? '')), server, loader });
    } finally {
      await loader.close();
      await server.close();
    }
  });
}

export async function inFolder<Value>(run: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'backstamp-bench-'));
  const clear = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', clear);
  try {
    return await run(folder);
  } finally {
    process.off('exit', clear);
    clear();
  }
}

/** A round counts only where everything was answered as it should be. */
export function checked(result: LoadResult): LoadResult {
  const others = Object.entries(result.statuses).filter(([status]) => !/^2/.test(status));
  if (others.length > 0 || result.answered === 0) {
    throw new Error(
      `not all were answered: ${JSON.stringify(result.statuses)} ${result.examples.join('\n')}`,
    );
  }
  return result;
}

/** What a client sends to prove who it is. */
export function headersOf(client: HttpClient, url: string): Record<string, string> {
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return { origin: url, cookie };
}
