import { setTimeout as wait } from 'node:timers/promises';
import { openConnection } from './connection.ts';
import { percentile } from './figures.ts';
import { makeMix, SHOP } from './mix.ts';
import type { Call, FromLoader, Load, LoadResult, ToLoader } from './wire.ts';

/** Sends load from a process of its own: makes its requests first, then sends them when it is told to. */
const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/138.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/138.0.0.0 Mobile Safari/537.36',
];
const EXAMPLES = 3;

const say = (message: FromLoader) => process.send?.(message);
process.on('disconnect', () => process.exit(0));
let prepared: { load: Load; requests: Buffer[] } | null = null;

process.on('message', async (message: ToLoader) => {
  if (message.type === 'prepare') {
    prepared = { load: message.load, requests: requestsOf(message.load) };
    say({ type: 'prepared' });
  } else if (prepared) {
    const result = await run(prepared.load, prepared.requests);
    prepared = null;
    say({ type: 'done', result });
  }
});
say({ type: 'ready' });

function requestsOf({ port, source }: Load): Buffer[] {
  if (source.type === 'calls') return source.calls.map((call) => toRequest(port, call));
  const mix = makeMix(source.seed);
  return Array.from({ length: source.count }, (_, n) =>
    toRequest(port, {
      method: 'POST',
      path: '/v1/collect',
      headers: {
        origin: SHOP,
        referer: `${SHOP}/`,
        'content-type': 'text/plain;charset=UTF-8',
        'user-agent': AGENTS[n % AGENTS.length] ?? '',
        accept: '*/*',
      },
      body: JSON.stringify(mix(source.site, Date.now(), source.events)),
    }),
  );
}

function toRequest(port: number, { method, path, headers, body }: Call): Buffer {
  const bytes = Buffer.from(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(method === 'POST' ? [`content-length: ${bytes.length}`] : []),
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), bytes]);
}

/** Until the time is over or every request was sent once: none is sent twice. */
async function run(load: Load, requests: readonly Buffer[]): Promise<LoadResult> {
  const connections = await Promise.all(
    Array.from({ length: load.concurrency }, () => openConnection(load.port)),
  );
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  const examples: string[] = [];
  const started = performance.now();
  const until = started + load.seconds * 1_000;
  let next = 0;
  await Promise.all(
    connections.map(async (connection) => {
      for (;;) {
        const now = performance.now();
        const n = next;
        const request = requests[n];
        if (now >= until || !request) return;
        next += 1;
        const due = load.perSecond === undefined ? now : started + (n / load.perSecond) * 1_000;
        if (due > now) await wait(due - now);
        const sent = performance.now();
        const { status, body } = await connection.send(request);
        latencies.push(performance.now() - sent);
        statuses[status] = (statuses[status] ?? 0) + 1;
        if ((status < 200 || status > 299) && examples.length < EXAMPLES) examples.push(body);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1_000;
  for (const connection of connections) connection.close();
  return {
    answered: latencies.length,
    seconds,
    statuses,
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
    examples,
  };
}
