import { CONCURRENCY, checked, onStage, type Stage } from '../bench/bench.ts';
import { percentile } from '../bench/figures.ts';
import { probeLive } from '../bench/probe.ts';
import { type Loader, startLoader } from '../bench/processes.ts';

/** A stretch of the soak: what the server held at its end, and how quickly streams heard of beacons meanwhile. */
export interface Slice {
  /** Since the beginning. */
  seconds: number;
  eventsPerSecond: number;
  /** Of its own, without the pages of its files. */
  megabytes: number;
  residentMegabytes: number;
  latencies: number[];
}

export interface SoakOptions {
  seconds: number;
  /** Events a second, one a beacon. */
  rate: number;
  say(text: string): void;
}

const SLICE_SECONDS = 10;
const LEAST_SLICES = 4;

/** Keeps a server under load for so long, and looks at it all the while. */
export async function soak({ seconds, rate, say }: SoakOptions): Promise<Slice[]> {
  const length = Math.min(SLICE_SECONDS, seconds / LEAST_SLICES);
  const count = Math.round(seconds / length);
  return onStage({}, async (stage) => {
    // One loader makes its requests while the other sends.
    const other = await startLoader();
    try {
      const loaders = [stage.loader, other] as const;
      const slices: Slice[] = [];
      await prepare(loaders[0], stage, { rate, length, n: 0 });
      for (let n = 0; n < count; n += 1) {
        const loading = loaders[n % 2 === 0 ? 0 : 1].go();
        const next = loaders[n % 2 === 0 ? 1 : 0];
        const preparing = n + 1 < count ? prepare(next, stage, { rate, length, n: n + 1 }) : undefined;
        const latencies = await probeLive(stage, n, length);
        const { answered, seconds: taken } = checked(await loading);
        await preparing;
        const slice: Slice = {
          seconds: Math.round((n + 1) * length),
          eventsPerSecond: answered / taken,
          megabytes: stage.server.megabytes(),
          residentMegabytes: stage.server.residentMegabytes(),
          latencies,
        };
        slices.push(slice);
        say(lineOf(slice));
      }
      return slices;
    } finally {
      await other.close();
    }
  });
}

function prepare(
  loader: Loader,
  { server, site }: Stage,
  { rate, length, n }: { rate: number; length: number; n: number },
): Promise<void> {
  return loader.prepare({
    port: server.port,
    concurrency: Math.min(CONCURRENCY, rate),
    seconds: 3 * length,
    perSecond: rate,
    source: {
      type: 'beacons',
      site: site.id,
      events: 1,
      count: Math.round(rate * length),
      seed: 1_000 + n,
    },
  });
}

function lineOf({ seconds, eventsPerSecond, megabytes, residentMegabytes, latencies }: Slice): string {
  const [p50, p95] = [percentile(latencies, 0.5), percentile(latencies, 0.95)];
  return `${String(seconds).padStart(6)} s  ${Math.round(eventsPerSecond)} events/s  memory ${megabytes.toFixed(0)} MB (resident ${residentMegabytes.toFixed(0)} MB)  live p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`;
}
