import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { buildApp } from './app.ts';
import type { Config } from './config.ts';
import type { Engine } from './engine/engine.ts';
import { openEngine } from './engine/open.ts';
import { keepHeapsSmall } from './heaps.ts';
import type { App } from './http/app.ts';
import { watchConnections } from './http/connections.ts';
import type { Clock } from './http/deps.ts';
import { sqlitePath } from './store/address.ts';
import { startUpkeep } from './upkeep/upkeep.ts';

/** A server that listens. */
export interface Server {
  app: App;
  engine: Engine;
  /** Where it listens, as a browser on this machine reaches it. */
  url: string;
  /** Stops listening, answers what was begun, commits it, and lets go of the store. */
  close(): Promise<void>;
}

export interface ServeOptions {
  config: Config;
  clock?: Clock;
  demoSite?: () => string | null;
}

/** Config → store → app → listen. */
export async function serve({ config, clock = Date, demoSite }: ServeOptions): Promise<Server> {
  keepHeapsSmall();
  const path = sqlitePath(config.databaseUrl);
  // Only the server's own user reads what it keeps.
  if (path !== null) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const engine = await openEngine(config.databaseUrl, config.limits);
  const dropped = new Map<string, number>();
  const app = await buildApp({
    engine,
    dropped,
    clock,
    config,
    dist: resolve(import.meta.dirname, '../dist'),
    ...(demoSite === undefined ? {} : { demoSite }),
  });
  const closeQuiet = watchConnections(app.server);
  await app.listen({ host: config.host, port: config.port }).catch(async (error: unknown) => {
    // The store's threads would keep a process alive that has nothing to do.
    await app.close();
    await engine.close();
    throw error;
  });
  const upkeep = startUpkeep({
    engine,
    clock,
    months: config.retentionMonths,
    dropped,
    failed: (error) => app.log.error({ err: error }, 'upkeep goes on tomorrow'),
  });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : config.port;
  return {
    app,
    engine,
    url: config.publicUrl ?? `http://localhost:${port}`,
    async close() {
      // Connections that fall idle only now would hold the stop up until their keep-alive ends.
      const sweep = setInterval(closeQuiet, 50);
      await upkeep.close();
      await app.close();
      clearInterval(sweep);
      await engine.close();
    },
  };
}

/** Closes the server on the first SIGTERM or SIGINT; a second one does not wait. */
export function closeOnSignal(server: Pick<Server, 'close'>, log: (text: string) => void): void {
  let isClosing = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isClosing) process.exit(1);
      isClosing = true;
      log(`${signal}: closing …`);
      void server.close().then(() => process.exit(0));
    });
  }
}
