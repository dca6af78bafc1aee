import { MAX_BATCH } from './desk.ts';
import type { Job } from './messages.ts';

/** Jobs by the site that they change. */
export interface SiteQueues {
  add(siteId: string, job: Job): void;
  /** Resolves when nothing waits and nothing is being done. */
  idle(): Promise<void>;
}

/**
 * Has each site's jobs done one batch after another, and those of several sites at the same time, up to `most`. While
 * a site's batch is done its next one gathers; sites are served in turn.
 */
export function makeSiteQueues(
  most: number,
  work: (siteId: string, jobs: Job[]) => Promise<void>,
): SiteQueues {
  const waiting = new Map<string, Job[]>();
  const busy = new Set<string>();
  let whenIdle: (() => void)[] = [];
  let isStarting = false;

  function start(): void {
    isStarting = false;
    for (const [siteId, jobs] of [...waiting]) {
      if (busy.size >= most) return;
      if (busy.has(siteId)) continue;
      // Behind those that wait longer.
      waiting.delete(siteId);
      if (jobs.length > MAX_BATCH) waiting.set(siteId, jobs.slice(MAX_BATCH));
      busy.add(siteId);
      void work(siteId, jobs.slice(0, MAX_BATCH)).finally(() => {
        busy.delete(siteId);
        start();
      });
    }
    if (busy.size > 0) return;
    for (const resolve of whenIdle) resolve();
    whenIdle = [];
  }

  return {
    add(siteId, job) {
      const jobs = waiting.get(siteId);
      if (jobs) jobs.push(job);
      else waiting.set(siteId, [job]);
      // Jobs of one message share a batch.
      if (!isStarting) queueMicrotask(start);
      isStarting = true;
    },
    idle() {
      if (waiting.size === 0 && busy.size === 0) return Promise.resolve();
      return new Promise((resolve) => void whenIdle.push(resolve));
    },
  };
}
