import { RETENTION_PARTS, type RetentionPart, type RetentionProgress } from '../actions/retention.ts';
import type { Engine } from '../engine/engine.ts';

const SITES_A_PAGE = 100;

export interface RetentionRun {
  engine: Pick<Engine, 'read' | 'write'>;
  now(): number;
  /** How long raw events are kept. */
  months: number;
  /** The most rows that one step looks at. */
  rowsAStep: number;
  /** Told after each step; the next one begins when it resolves. False ends the run. */
  pause(stepMs: number): Promise<boolean>;
  /** Told of what went. */
  count(part: RetentionPart | 'people', rows: number): void;
}

/** Goes through all sites once and drops what need not be kept, in steps that each are a job like any other. */
export async function retainAll(run: RetentionRun): Promise<void> {
  if (!(await dropPeople(run))) return;
  let after = '';
  for (;;) {
    const sites = await run.engine.read('listSiteIds', { after, limit: SITES_A_PAGE });
    for (const siteId of sites) if (!(await retainSite(run, siteId))) return;
    if (sites.length < SITES_A_PAGE) return;
    after = sites.at(-1) ?? '';
  }
}

/** Sessions and pairing codes belong to no site. */
async function dropPeople(run: RetentionRun): Promise<boolean> {
  for (;;) {
    const began = performance.now();
    const input = { now: run.now(), limit: run.rowsAStep };
    const { dropped, isDone } = await run.engine.write('dropExpired', input);
    run.count('people', dropped);
    if (!(await run.pause(performance.now() - began))) return false;
    if (isDone) return true;
  }
}

async function retainSite(run: RetentionRun, siteId: string): Promise<boolean> {
  for (const part of RETENTION_PARTS) {
    for (;;) {
      const round = await retainPart(run, siteId, part);
      if (!round) return false;
      // Events that came before their turn have it, once those before them are gone.
      if (round.waiting === 0 || round.dropped === 0) break;
    }
  }
  return true;
}

/** Goes through one part from its beginning to its end; null where the run has ended meanwhile. */
async function retainPart(run: RetentionRun, siteId: string, part: RetentionPart) {
  const sum = { dropped: 0, waiting: 0 };
  let after: string | null = '';
  while (after !== null) {
    const began = performance.now();
    const input = { siteId, part, after, months: run.months, limit: run.rowsAStep, now: run.now() };
    const step: RetentionProgress = await run.engine.write('retain', input);
    run.count(part, step.dropped);
    sum.dropped += step.dropped;
    sum.waiting += step.waiting;
    if (!(await run.pause(performance.now() - began))) return null;
    after = step.next;
  }
  return sum;
}
