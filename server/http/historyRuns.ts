import type { App } from './app.ts';
import type { Deps } from './deps.ts';

/** The imports that this server works on. */
export interface Runs {
  start(siteId: string, id: string): void;
  has(siteId: string, id: string): boolean;
}

/** Imports go on behind their answers, a step after another, until they are finished or the server stops. */
export function makeRuns(app: App, { engine }: Deps): Runs {
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
  return {
    has: (siteId, id) => running.has(`${siteId} ${id}`),
    start(siteId, id) {
      const key = `${siteId} ${id}`;
      if (running.has(key)) return;
      running.add(key);
      run(siteId, id)
        .catch((error: unknown) => {
          // It stands where it was, and can be continued.
          if (!isClosing) app.log.error({ err: error }, 'an import of history broke off');
        })
        .finally(() => running.delete(key));
    },
  };
}
