import type { Shop } from './beacons.ts';
import type { Post } from './post.ts';
import { makeRandom, type Random } from './random.ts';
import { type Journey, journeys } from './shoppers.ts';
import type { SimulatedTill } from './till.ts';
import { makeWalker, type Walker, type WalkReport } from './walker.ts';

export interface Run extends Shop {
  post: Post;
  tills: readonly SimulatedTill[];
  seed: number;
  /** New shoppers a minute, once the lively beginning is over. */
  perMinute: number;
  signal: AbortSignal;
  /** Told now and then how it goes, and once why it goes no further. */
  log: (text: string) => void;
}

/** At first a shopper nearly every second, so that a person who has just opened the page sees it move. */
const LIVELY_MS = 60_000;
const LIVELY_PER_MINUTE = 90;
const REPORT_EVERY_MS = 30_000;

/** Minutes on the page pass in seconds, and the way to the store takes no days. */
const PAGE_SPEED = 6;
const WAY_TO_STORE_MS: readonly [number, number] = [4_000, 15_000];
const AT_THE_TILL_MS = 3_000;

/** Lets simulated shoppers come by and by until the signal ends it; the requests under way are let finish. */
export async function runShoppers(options: Run): Promise<WalkReport> {
  const { signal, seed } = options;
  const random = makeRandom(seed);
  const walker = makeWalker(options, options.post, options.tills);
  const walks = new Set<Promise<void>>();
  const began = Date.now();
  let reportAt = began + REPORT_EVERY_MS;
  for (const journey of journeys(random)) {
    const walk = walkAlong(walker, journey, random.between(...WAY_TO_STORE_MS), signal)
      .catch((error: unknown) => tellUnlessStopped(options, error))
      .finally(() => walks.delete(walk));
    walks.add(walk);
    const perMinute = Date.now() - began < LIVELY_MS ? LIVELY_PER_MINUTE : options.perMinute;
    if (!(await pause(gap(random, perMinute), signal))) break;
    if (Date.now() < reportAt) continue;
    reportAt += REPORT_EVERY_MS;
    options.log(reportLine(walker.report));
  }
  await Promise.all(walks);
  return walker.report;
}

/** One shopper's journey as it happens: every event when it is due, then the store. */
async function walkAlong(
  walker: Walker,
  journey: Journey,
  wayMs: number,
  signal: AbortSignal,
): Promise<void> {
  let before = 0;
  for (const event of journey.events) {
    if (!(await pause((event.afterMs - before) / PAGE_SPEED, signal))) return;
    before = event.afterMs;
    const now = Date.now();
    await walker.browse(journey, [event], () => now, now);
  }
  if (journey.copiesAfterMs !== null) await walker.act(journey, 'copy', Date.now());
  if (!journey.visit || !(await pause(wayMs, signal))) return;
  await walker.act(journey, 'lookUp', Date.now());
  if (!journey.visit.order || !(await pause(AT_THE_TILL_MS, signal))) return;
  await walker.act(journey, 'redeem', Date.now());
  if (!journey.visit.order.isUndone || !(await pause(AT_THE_TILL_MS, signal))) return;
  await walker.act(journey, 'undo', Date.now());
}

/** Shoppers come by chance: exponential gaps, none over three times the usual. */
function gap(random: Random, perMinute: number): number {
  const usual = 60_000 / perMinute;
  return Math.min(-Math.log(1 - random.next()) * usual, 3 * usual);
}

/** False where the signal ended the wait. */
function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const waited = new AbortController();
    const timer = setTimeout(() => {
      waited.abort();
      resolve(true);
    }, ms);
    const stop = () => {
      clearTimeout(timer);
      resolve(false);
    };
    signal.addEventListener('abort', stop, { signal: waited.signal, once: true });
  });
}

function tellUnlessStopped({ signal, log }: Run, error: unknown): void {
  if (!signal.aborted)
    log(`A simulated shopper got no further: ${error instanceof Error ? error.message : error}`);
}

function reportLine({ simulatedShoppers, codes, lookUps, redemptions }: WalkReport): string {
  return `Simulated so far: ${simulatedShoppers} shoppers, ${codes} codes, ${lookUps} shown at a till, ${redemptions} redeemed.`;
}
