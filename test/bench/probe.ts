import { setTimeout as wait } from 'node:timers/promises';
import { sendBeacon } from '../server/testServer.ts';
import { headersOf, type Stage } from './bench.ts';
import { SHOP } from './mix.ts';

const BETWEEN_PROBES_MS = 40;
const PROBED_PAGE = '/bench/probed';

/**
 * Views one page every 40 ms for so long, and answers how many milliseconds each took from its sending to the page's
 * live stream; infinitely many where it never came.
 */
export async function probeLive(
  { server, site, owner }: Pick<Stage, 'server' | 'site' | 'owner'>,
  round: number,
  seconds: number,
): Promise<number[]> {
  const ended = new AbortController();
  const seen = new Map<string, number>();
  const stream = await fetch(`${server.url}/v1/sites/${site.id}/live?page=${PROBED_PAGE}`, {
    headers: headersOf(owner, server.url),
    signal: ended.signal,
  });
  const watching = watch(stream, seen).catch(() => undefined);
  const sent = new Map<string, number>();
  const until = performance.now() + seconds * 1_000;
  for (let n = 0; performance.now() < until; n += 1) {
    const id = `probe-${round}-${String(n).padStart(6, '0')}`;
    const at = Date.now();
    sent.set(id, performance.now());
    const events = [{ id, type: 'view' as const, at, url: `${SHOP}${PROBED_PAGE}` }];
    await sendBeacon(server.url, { site: site.id, visitor: `visitor-${id}`, sent: at, events });
    await wait(BETWEEN_PROBES_MS);
  }
  for (let waited = 0; seen.size < sent.size && waited < 100; waited += 1) await wait(20);
  ended.abort();
  await watching;
  return [...sent].map(([id, at]) => (seen.get(id) ?? Number.POSITIVE_INFINITY) - at);
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
