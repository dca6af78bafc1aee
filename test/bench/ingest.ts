import {
  type Bench,
  type BenchOptions,
  CONCURRENCY,
  checked,
  onStage,
  ROUND_SECONDS,
  ROUNDS,
} from './bench.ts';
import { figureOf } from './figures.ts';
import { startServer } from './processes.ts';
import type { Line } from './result.ts';
import type { LoadResult } from './wire.ts';

const BATCH = 20;
/** More requests than are answered in a round on any machine this was run on. */
const PREPARED_ONES = 50_000 * ROUND_SECONDS;
const PREPARED_BATCHES = 5_000 * ROUND_SECONDS;

/** One event a beacon, answered after commit: as a share of what a bare server answers. */
export const ingest: Bench = async (options) => {
  const { ours, bare, ratios, p99s, megabytes } = await sideBySide(options, 1, PREPARED_ONES);
  const figure = figureOf(ratios);
  return [
    {
      what: 'ingest, one event a beacon, to a bare server',
      unit: '×',
      figure,
      target: '≥ 0.5 × (aim 0.7)',
      isMet: figure.median >= 0.5,
      note: '',
    },
    plain(
      '  Backstamp',
      'beacons/s',
      ours,
      `p99 ${figureOf(p99s).median.toFixed(1)} ms; holds ${megabytes.toFixed(0)} MB`,
    ),
    plain('  bare node:http', 'beacons/s', bare),
  ];
};

/** Twenty events a beacon, answered after commit. */
export const batch: Bench = async (options) => {
  const { ours, bare, ratios } = await sideBySide(options, BATCH, PREPARED_BATCHES);
  const figure = figureOf(ours.map((perSecond) => perSecond * BATCH));
  return [
    {
      what: 'ingest, 20 events a beacon',
      unit: 'events/s',
      figure,
      target: '≥ 50,000 (aim 100,000)',
      isMet: figure.median >= 50_000,
      note: `${figureOf(ratios).median.toFixed(2)} × the bare server`,
    },
    plain(
      '  bare node:http',
      'events/s',
      bare.map((perSecond) => perSecond * BATCH),
    ),
  ];
};

function plain(what: string, unit: string, rounds: number[], note = ''): Line {
  return { what, unit, figure: figureOf(rounds), target: '', isMet: null, note };
}

/** Rounds in turn, so that what else the machine does falls on both alike. The first of each only warms up. */
async function sideBySide(options: BenchOptions, events: number, count: number) {
  const { say } = options;
  const bareServer = await startServer(null);
  try {
    return await onStage(options, async ({ server, loader, site }) => {
      const ours: number[] = [];
      const bare: number[] = [];
      const p99s: number[] = [];
      for (let round = 0; round <= ROUNDS; round += 1) {
        const seconds = round === 0 ? 1 : ROUND_SECONDS;
        const roundOf = async (port: number): Promise<LoadResult> => {
          const source = { type: 'beacons' as const, site: site.id, events, count, seed: round + 1 };
          await loader.prepare({ port, concurrency: CONCURRENCY, seconds, source });
          return checked(await loader.go());
        };
        const bareResult = await roundOf(bareServer.port);
        const result = await roundOf(server.port);
        const rates = [result, bareResult].map((one) => one.answered / one.seconds);
        say(`  round ${round}: ${rates.map((rate) => Math.round(rate)).join(' against ')} beacons/s`);
        if (round === 0) continue;
        ours.push(rates[0] ?? 0);
        bare.push(rates[1] ?? 0);
        p99s.push(result.p99);
      }
      const ratios = ours.map((rate, index) => rate / (bare[index] ?? Number.NaN));
      return { ours, bare, ratios, p99s, megabytes: server.megabytes() };
    });
  } finally {
    await bareServer.close();
  }
}
