import { type Bench, CONCURRENCY, onStage, ROUNDS, type Stage } from './bench.ts';
import { figureOf, percentile } from './figures.ts';
import { probeLive } from './probe.ts';

const EVENTS_A_SECOND = 5_000;
const SECONDS = 6;
const MOST_MS = 300;

/** From a beacon's sending to its page's stream, while other events come in. */
export const live: Bench = (options) =>
  onStage(options, async (stage) => {
    const p95s: number[] = [];
    const rates: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const { latencies, perSecond } = await probe(stage, round);
      p95s.push(percentile(latencies, 0.95));
      rates.push(perSecond);
      options.say(
        `  round ${round}: p95 ${p95s.at(-1)?.toFixed(1)} ms of ${latencies.length}, ${Math.round(perSecond)} events/s`,
      );
    }
    const p95 = figureOf(p95s);
    const rate = figureOf(rates).median;
    return [
      {
        what: 'beacon to overlay, p95',
        unit: 'ms',
        figure: p95,
        target: '≤ 300 ms at 5,000 events/s',
        isMet: p95.median <= MOST_MS && rate >= EVENTS_A_SECOND * 0.98,
        note: `while ${Math.round(rate).toLocaleString('en')} events/s came in`,
      },
    ];
  });

async function probe(stage: Stage, round: number) {
  const { server, loader, site } = stage;
  const count = EVENTS_A_SECOND * SECONDS;
  const source = { type: 'beacons' as const, site: site.id, events: 1, count, seed: 100 + round };
  const load = {
    port: server.port,
    concurrency: CONCURRENCY,
    seconds: 2 * SECONDS,
    perSecond: EVENTS_A_SECOND,
  };
  await loader.prepare({ ...load, source });
  const loading = loader.go();
  const latencies = await probeLive(stage, round, SECONDS);
  const result = await loading;
  return { latencies, perSecond: result.answered / result.seconds };
}
