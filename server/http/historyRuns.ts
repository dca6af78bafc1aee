import type { App } from './app.ts';
import type { Deps } from './deps.ts';
import { resumeHistory } from './historyResume.ts';

/** The imports that this server works on. */
export interface Runs {
  start(siteId: string, id: string): void;
  has(siteId: string, id: string): boolean;
}

/** Imports go on behind their answers, a step after another, until they are finished or the server stops. */
export function makeRuns(app: App, deps: Deps): Runs {
  const { engine } = deps;
  const running = new Set<string>();
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  async function run(siteId: string, id: string): Promise<void> {
    for (;;) {
      if (isClosing) return;
      const step = await engine.write('advanceHistory', { siteId, id });
      if (!step.ok || step.value.status !== 'running') return;
    }
  }
  const failed = (error: unknown) => {
    // It stands where it was, and can be continued.
    if (!isClosing) app.log.error({ err: error }, 'an import of history broke off');
  };
  const runs: Runs = {
    has: (siteId, id) => running.has(`${siteId} ${id}`),
    start(siteId, id) {
      const key = `${siteId} ${id}`;
      if (running.has(key)) return;
      running.add(key);
      run(siteId, id)
        .catch(failed)
        .finally(() => running.delete(key));
    },
  };
  // Only a server that serves: behind its start, which waits for no import.
  app.addHook('onListen', async () => void resumeHistory(deps, runs).catch(failed));
  return runs;
}
