import net from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildApp } from '../../server/app.ts';
import type { Engine } from '../../server/engine/engine.ts';
import { serve } from '../../server/main.ts';
import type { Member, Paired, Pairing, Token } from '../../shared/wire/account.ts';
import type { TagEvent } from '../../shared/wire/beacon.ts';
import type { Funnel } from '../../shared/wire/funnel.ts';
import { beacon, event, nextId } from './journeys.ts';
import { type LiveReader, numbersOf, openLive } from './liveReader.ts';
import { openServer, sendBeacon, type TestServer, testConfig } from './testServer.ts';

const NOON = Date.parse('2026-11-20T12:00:00Z');
const clock = { now: () => NOON };

let server: TestServer;
let readers: LiveReader[] = [];
beforeAll(async () => {
  server = await openServer({ clock });
});
afterAll(() => server.close());
afterEach(() => {
  for (const reader of readers) reader.leave();
  readers = [];
});

const cookie = () => [...server.owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
const path = (what: string, query = '') => `/v1/sites/${server.site.id}/${what}${query}`;

async function watch(query = '', headers: Record<string, string> = { cookie: cookie() }, url = server.url) {
  const reader = await openLive(url + path('live', query), headers);
  readers.push(reader);
  return reader;
}

/** Comes back to where another reader was cut off. */
async function comeBack(from: LiveReader, query = '', url = server.url): Promise<LiveReader> {
  const headers = { cookie: cookie(), 'last-event-id': from.lastId() };
  const reader = await openLive(url + path('live', query), headers, from.state());
  readers.push(reader);
  return reader;
}

const visit = (url: string, visitor = nextId()) =>
  sendBeacon(server.url, beacon(server.site.id, visitor, [event('view', url, NOON)]));

/** Waits until a reader's numbers are those that the server reads. */
async function expectSame(reader: LiveReader, query = ''): Promise<void> {
  const expected = numbersOf(await server.owner.get<Funnel>(path('funnel', query)));
  await vi.waitFor(() => expect(numbersOf(reader.state()?.funnel)).toEqual(expected), { timeout: 5_000 });
}

async function openStreams(url = server.url): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^backstamp_live_streams (\d+)$/m.exec(text)?.[1]);
}

describe('a stream', () => {
  test('begins with what was there, and goes on with what changes', async () => {
    await visit('/?utm_source=weibo');
    const reader = await watch('?page=/');
    await vi.waitFor(() => expect(reader.told).toEqual(['snapshot']));
    await visit('/?utm_source=mail');
    await vi.waitFor(() => expect(reader.told).toEqual(['snapshot', 'change']));
    await expectSame(reader, '?page=/');
    expect(reader.state()?.feed[0]).toMatchObject({ step: 'arrival', source: { source: 'mail' } });
  });

  test('of a page tells nothing of other pages', async () => {
    const here = await watch('?page=/here');
    const there = await watch('?page=/there');
    await visit('/there');
    await vi.waitFor(() => expect(there.told).toContain('change'));
    await visit('/here');
    await vi.waitFor(() => expect(here.told).toContain('change'));
    expect([here.told, there.told]).toEqual([
      ['snapshot', 'change'],
      ['snapshot', 'change'],
    ]);
  });

  test('for a page that is no text is refused with a problem document, and leaves nothing open', async () => {
    const before = await openStreams();
    const answer = await watch('?from=2026-02-30');
    expect(answer.status).toBe(400);
    await vi.waitFor(async () => expect(await openStreams()).toBe(before));
  });
});

describe('a snapshot with its changes adds up to what the server reads, whatever happens meanwhile', () => {
  const kinds = ['view', 'product', 'engagement', 'click', 'intent', 'ask'] as const;
  const step = fc.record({
    who: fc.integer({ min: 0, max: 5 }),
    kind: fc.constantFrom(...kinds),
    page: fc.constantFrom('/', '/sofas'),
    source: fc.constantFrom('', '?utm_source=weibo', '?utm_source=mail'),
    position: fc.constantFrom('hero', 'footer'),
  });

  /** Redeems the code that an ask was answered with; every other one is undone at once. */
  async function redeem(code: string, isUndone: boolean): Promise<void> {
    const redemption = await server.till.post<{ id: string }>(path('redemptions'), {
      code,
      amountMinor: 10_000,
      order: nextId(),
    });
    if (isUndone) await server.till.post(path(`redemptions/${redemption.id}/void`));
  }

  test('of the site, a page, and a page’s source', async () => {
    await visit('/?utm_source=weibo');
    const { sources } = await server.owner.get<Funnel>(path('funnel'));
    const weibo = sources.find(({ source }) => source.source === 'weibo')?.source.id;
    const queries = ['', '?page=/', '?page=/sofas', `?page=/&source=${weibo}`, `?source=${weibo}`];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), fc.nat(24), async (steps, late) => {
        const visitors = Array.from({ length: 6 }, nextId);
        const watching: Promise<LiveReader>[] = [];
        for (const [n, { who, kind, page, source, position }] of steps.entries()) {
          // Some streams open in the midst of it: their snapshot races with what is sent just then.
          if (n === Math.min(late, steps.length - 1)) watching.push(...queries.map((query) => watch(query)));
          const parts: object = kind === 'click' ? { position, label: position } : {};
          const happening: TagEvent = event(kind, page + source, NOON, parts);
          const { coupon } = await sendBeacon(
            server.url,
            beacon(server.site.id, visitors[who] ?? '', [happening]),
          );
          if (coupon && n % 3 > 0) await redeem(coupon.code, n % 3 === 2);
        }
        for (const [n, query] of queries.entries()) {
          const reader = await watching[n];
          if (reader) await expectSame(reader, query);
          reader?.leave();
        }
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});

describe('a reader that comes back', () => {
  test('is told what it missed, once', async () => {
    const reader = await watch('?page=/');
    await visit('/');
    await vi.waitFor(() => expect(reader.told).toContain('change'));
    reader.leave();
    await reader.ended;
    await visit('/');
    await visit('/?utm_source=mail');
    const back = await comeBack(reader, '?page=/');
    await visit('/');
    await expectSame(back, '?page=/');
    expect(back.told).not.toContain('snapshot');
  });

  test('after the server was started anew gets a snapshot', async () => {
    const reader = await watch();
    await vi.waitFor(() => expect(reader.told).toEqual(['snapshot']));
    // A second server on the same file stands for the next run of this one.
    const next = await serve({ config: testConfig({ databaseUrl: server.databaseUrl }), clock });
    const back = await comeBack(reader, '', next.url);
    await vi.waitFor(() => expect(back.told).toEqual(['snapshot']));
    back.leave();
    await next.close();
  });
});

describe('a stream ends', () => {
  async function pair(): Promise<{ id: string; headers: Record<string, string> }> {
    const { code } = await server.owner.post<Pairing>(path('pairings'));
    const label = nextId();
    const { token } = await server.owner.post<Paired>('/v1/pairing', { code, label });
    const { tokens } = await server.owner.get<{ tokens: Token[] }>(path('tokens'));
    const id = tokens.find((one) => one.label === label)?.id ?? '';
    return { id, headers: { authorization: `Bearer ${token}` } };
  }

  test('when its token is revoked, and opens no more', async () => {
    const { id, headers } = await pair();
    const reader = await watch('', headers);
    const other = await watch('', (await pair()).headers);
    await server.owner.send('DELETE', path(`tokens/${id}`));
    await reader.ended;
    expect((await watch('', headers)).status).toBe(401);
    await visit('/');
    await expectSame(other);
  });

  test('not when its reader was to be removed, and stays', async () => {
    const reader = await watch();
    const { members } = await server.owner.get<{ members: Member[] }>(path('members'));
    const removing = server.owner.send('DELETE', path(`members/${members[0]?.id}`));
    await expect(removing).rejects.toThrow('A site keeps at least one owner');
    await visit('/');
    await expectSame(reader);
  });

  test('when the server stops', async () => {
    const next = await serve({ config: testConfig({ databaseUrl: server.databaseUrl }), clock });
    const reader = await watch('', { cookie: cookie() }, next.url);
    await next.close();
    await reader.ended;
  });

  /** How much was told before a reader was cut off who takes nothing. */
  let told = 0;

  test('when its reader takes nothing any more', async () => {
    const before = await openStreams();
    const socket = await watchAndTakeNothing();
    await vi.waitFor(async () => expect(await openStreams()).toBe(before + 1));
    for (told = 0; told < 1_000 && (await openStreams()) > before; told += 1) await tellMuch();
    expect(await openStreams()).toBe(before);
    socket.destroy();
  });

  test('when the server stops, also where its reader takes nothing', async () => {
    const next = await serve({ config: testConfig({ databaseUrl: server.databaseUrl }), clock });
    const socket = await watchAndTakeNothing(next.url);
    await vi.waitFor(async () => expect(await openStreams(next.url)).toBe(1));
    // Not so much that it is cut off for that.
    for (let n = 10; n < told; n += 1) await tellMuch(next.url);
    await next.close();
    socket.destroy();
  });

  /** A reader on a socket of its own that never reads. */
  async function watchAndTakeNothing(url = server.url): Promise<net.Socket> {
    const { host, hostname, port } = new URL(url);
    const socket = net.connect(Number(port), hostname);
    socket.pause();
    socket.on('error', () => {});
    socket.write(`GET ${path('live', '?page=/')} HTTP/1.1\r\nhost: ${host}\r\ncookie: ${cookie()}\r\n\r\n`);
    return socket;
  }

  /** A change of some 50 KB: clicks on many positions with long names. */
  async function tellMuch(url = server.url): Promise<void> {
    const long = 'x'.repeat(110);
    const view = event('view', `/?utm_source=${long}&utm_campaign=${long}&utm_term=${long}`, NOON);
    const clicks = Array.from({ length: 49 }, (_, n) =>
      event('click', '/', NOON, { position: `${long}-${n}`, label: long }),
    );
    await sendBeacon(url, beacon(server.site.id, nextId(), [view, ...clicks]));
  }
});

test('a stream with nothing to tell says every 15 s that it is there', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const reader = await watch();
  await vi.waitFor(() => expect(reader.told).toEqual(['snapshot']));
  vi.advanceTimersByTime(30_000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(reader.told).toEqual(['snapshot', 'comment', 'comment']));
});

describe('a stream whose snapshot is still being read', () => {
  let gate = Promise.withResolvers<void>();

  /** The same server with a door between the request and its snapshot. */
  async function openGated() {
    gate = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const engine: Engine = {
      ...server.engine,
      async snapshot(input) {
        asked.resolve();
        await gate.promise;
        return server.engine.snapshot(input);
      },
    };
    const config = testConfig({ databaseUrl: server.databaseUrl });
    const app = await buildApp({ engine, clock, config, dist: import.meta.dirname });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const close = () => {
      app.server.closeAllConnections();
      return app.close();
    };
    return { url, asked: asked.promise, close };
  }

  test('is not kept for a reader who has left', async () => {
    const { url, asked, close } = await openGated();
    const hangUp = new AbortController();
    const opening = fetch(url + path('live'), { headers: { cookie: cookie() }, signal: hangUp.signal });
    await asked;
    expect(await openStreams(url)).toBe(1);
    hangUp.abort();
    await opening.catch(() => {});
    await vi.waitFor(async () => expect(await openStreams(url)).toBe(0));
    gate.resolve();
    await close();
  });

  test('is not kept where the snapshot fails', async () => {
    const { url, asked, close } = await openGated();
    const opening = fetch(url + path('live'), { headers: { cookie: cookie() } });
    await asked;
    gate.reject(new Error('the disk is gone'));
    expect((await opening).status).toBe(500);
    await vi.waitFor(async () => expect(await openStreams(url)).toBe(0));
    await close();
  });
});
