import { setTimeout as wait } from 'node:timers/promises';
import { sendBeacon } from '../server/testServer.ts';
import { type Bench, CONCURRENCY, headersOf, onStage, ROUNDS, type Stage } from './bench.ts';
import { figureOf, percentile } from './figures.ts';
import { SHOP } from './mix.ts';

const EVENTS_A_SECOND = 5_000;
const SECONDS = 6;
const BETWEEN_PROBES_MS = 40;
const PROBED_PAGE = '/bench/probed';
const MOST_MS = 300;

/** From a beacon's sending to its page's stream, while other events come in. */
export const live: Bench = ({ say }) =>
  onStage(async (stage) => {
    const p95s: number[] = [];
    const rates: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const { latencies, perSecond } = await probe(stage, round);
      p95s.push(percentile(latencies, 0.95));
      rates.push(perSecond);
      say(
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

async function probe({ server, loader, site, owner }: Stage, round: number) {
  const count = EVENTS_A_SECOND * SECONDS;
  const source = { type: 'beacons' as const, site: site.id, events: 1, count, seed: 100 + round };
  const load = {
    port: server.port,
    concurrency: CONCURRENCY,
    seconds: 2 * SECONDS,
    perSecond: EVENTS_A_SECOND,
  };
  await loader.prepare({ ...load, source });
  const ended = new AbortController();
  const seen = new Map<string, number>();
  const stream = await fetch(`${server.url}/v1/sites/${site.id}/live?page=${PROBED_PAGE}`, {
    headers: headersOf(owner, server.url),
    signal: ended.signal,
  });
  const watching = watch(stream, seen).catch(() => undefined);
  const loading = loader.go();
  const sent = new Map<string, number>();
  const until = performance.now() + SECONDS * 1_000;
  for (let n = 0; performance.now() < until; n += 1) {
    const id = `probe-${round}-${String(n).padStart(6, '0')}`;
    const at = Date.now();
    sent.set(id, performance.now());
    const events = [{ id, type: 'view' as const, at, url: `${SHOP}${PROBED_PAGE}` }];
    await sendBeacon(server.url, { site: site.id, visitor: `visitor-${id}`, sent: at, events });
    await wait(BETWEEN_PROBES_MS);
  }
  const result = await loading;
  for (let waited = 0; seen.size < sent.size && waited < 100; waited += 1) await wait(20);
  ended.abort();
  await watching;
  const latencies = [...sent].map(([id, at]) => (seen.get(id) ?? Number.POSITIVE_INFINITY) - at);
  return { latencies, perSecond: result.answered / result.seconds };
}

/** Notes when each probe is first heard of. */
async function watch(stream: Response, seen: Map<string, number>): Promise<void> {
  const text = new TextDecoder();
  let rest = '';
  for await (const chunk of stream.body ?? []) {
    const now = performance.now();
    const lines = (rest + text.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      for (const [id] of line.matchAll(/probe-\d+-\d{6}/g)) if (!seen.has(id)) seen.set(id, now);
    }
  }
}
