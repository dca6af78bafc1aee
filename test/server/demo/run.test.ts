import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runShoppers } from '../../../server/demo/run.ts';
import { makeTill } from '../../../server/demo/till.ts';
import { makeFakeServer } from './fakeServer.ts';

const origin = 'http://localhost:8787';

/** A run under a clock that the test moves. */
function start(server: ReturnType<typeof makeFakeServer>, stop: AbortController, log: string[] = []) {
  return runShoppers({
    site: 'demo',
    origin,
    post: server.post,
    tills: (['shanghai', 'hangzhou'] as const).map((store) =>
      makeTill('demo', origin, { store, code: 'e', clerk: 'Simulated clerk', pin: '13579' }),
    ),
    seed: 3,
    perMinute: 12,
    signal: stop.signal,
    log: (text) => log.push(text),
  });
}

describe('runShoppers', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
  afterEach(() => void vi.useRealTimers());

  test('something happens at once, and a good deal within ten seconds', async () => {
    const server = makeFakeServer();
    const stop = new AbortController();
    const ended = start(server, stop);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.calls.length).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(server.calls.length).toBeGreaterThan(20);
    stop.abort();
    await ended;
  });

  test('is lively for a minute, then at the given pace, tells how it goes, and ends by its signal', async () => {
    const server = makeFakeServer();
    const stop = new AbortController();
    const log: string[] = [];
    const ended = start(server, stop, log);
    const shoppers = () => new Set(server.calls.map(({ body }) => body.visitor).filter(Boolean)).size;
    await vi.advanceTimersByTimeAsync(60_000);
    const lively = shoppers();
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    const calm = (shoppers() - lively) / 5;
    expect(lively).toBeGreaterThan(60);
    expect(calm).toBeGreaterThan(7);
    expect(calm).toBeLessThan(18);
    expect(server.calls.some(({ path }) => path.endsWith('/redemptions'))).toBe(true);
    expect(log[0]).toMatch(/^Simulated so far: \d+ shoppers/);
    stop.abort();
    const report = await ended;
    const calls = server.calls.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.calls.length).toBe(calls);
    expect(report.simulatedShoppers).toBe(shoppers());
  });

  test('says why a shopper got no further, and goes on with the others', async () => {
    const server = makeFakeServer();
    const stop = new AbortController();
    const log: string[] = [];
    let fails = 3;
    const { post } = server;
    server.post = (path, body, headers) => {
      fails -= 1;
      return fails >= 0 ? Promise.reject(new Error('no server')) : post(path, body, headers);
    };
    const ended = start(server, stop, log);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(log.filter((text) => text.includes('no server'))).toHaveLength(3);
    expect(server.calls.length).toBeGreaterThan(10);
    stop.abort();
    await ended;
  });
});
