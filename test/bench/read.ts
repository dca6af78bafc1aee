import { type Bench, type BenchOptions, checked, headersOf, inFolder, ROUNDS } from './bench.ts';
import { type Figure, figureOf } from './figures.ts';
import { pathOf } from './mix.ts';
import { startLoader } from './processes.ts';
import type { Line } from './result.ts';
import { SEEDED_DAYS } from './seed.ts';
import { openSeeded, type Seeded } from './seeded.ts';
import type { Call } from './wire.ts';

const MILLION = 1_000_000;
const READS = 1_000;
/** The most popular ones: all 30 sources and 100 positions of each were met. */
const READ_PAGES = 10;
const MOST_MS = 5;
const MOST_GROWTH = 1.2;
const DAY_MS = 86_400_000;

/** A page's funnel with its sources and positions over 30 days, one reader after another. */
export const read: Bench = async (options) => {
  const large = options.full ? await readAt(10 * MILLION, options) : null;
  const small = await readAt(MILLION, options);
  const growth = large && large.p50.median / small.p50.median;
  return [
    line('read, p99 at 1,000,000 events', small, null),
    large
      ? line('read, p99 at 10,000,000 events', large, '≤ 5 ms')
      : {
          ...line('read, p99 at 10,000,000 events', small, '≤ 5 ms'),
          figure: null,
          isMet: null,
          note: 'with --full',
        },
    {
      what: 'read, growth of the median from 1 M to 10 M',
      unit: '×',
      figure: growth === null ? null : figureOf([growth]),
      target: '≤ 1.2 ×',
      isMet: growth === null ? null : growth <= MOST_GROWTH,
      note: growth === null ? 'with --full' : '',
    },
  ];
};

interface ReadTimes {
  p50: Figure;
  p99: Figure;
}

function line(what: string, { p50, p99 }: ReadTimes, target: string | null): Line {
  return {
    what,
    unit: 'ms',
    figure: p99,
    target: target ?? '',
    isMet: target === null ? null : p99.median <= MOST_MS,
    note: `half of them within ${p50.median.toFixed(2)} ms`,
  };
}

function readAt(events: number, { say }: BenchOptions): Promise<ReadTimes> {
  return inFolder(async (folder) => {
    const seeded = await openSeeded(folder, events, say);
    const loader = await startLoader();
    try {
      const p50s: number[] = [];
      const p99s: number[] = [];
      for (let round = 0; round <= ROUNDS; round += 1) {
        const source = { type: 'calls' as const, calls: callsOf(seeded) };
        await loader.prepare({ port: seeded.server.port, concurrency: 1, seconds: 60, source });
        const result = checked(await loader.go());
        say(`  round ${round}: p50 ${result.p50.toFixed(2)} ms, p99 ${result.p99.toFixed(2)} ms`);
        if (round === 0) continue;
        p50s.push(result.p50);
        p99s.push(result.p99);
      }
      return { p50: figureOf(p50s), p99: figureOf(p99s) };
    } finally {
      await loader.close();
      await seeded.server.close();
    }
  });
}

function callsOf({ site, owner, until, server }: Seeded): Call[] {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return Array.from({ length: READS }, (_, n) => {
    const query = new URLSearchParams({
      page: pathOf(n % READ_PAGES),
      from: day(until - (SEEDED_DAYS - 1) * DAY_MS),
      to: day(until),
    });
    return {
      method: 'GET' as const,
      path: `/v1/sites/${site.id}/funnel?${query}`,
      headers: headersOf(owner, server.url),
      body: '',
    };
  });
}
