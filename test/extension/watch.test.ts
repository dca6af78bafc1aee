import 'fake-indexeddb/auto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoffMs } from '../../extension/background/backoff.ts';
import { createHub } from '../../extension/background/hub.ts';
import { openSnapshots } from '../../extension/background/snapshots.ts';
import { type Subject, watchKey } from '../../extension/background/watch.ts';
import type { ToOverlay } from '../../extension/messages.ts';
import { noCounts } from '../../shared/funnelChange.ts';
import type { LiveChange, LiveSnapshot } from '../../shared/wire/live.ts';

const source = {
  id: 1,
  source: 'x',
  medium: null,
  campaign: null,
  term: null,
  content: null,
  referrerHost: null,
  channel: 'organicSocial' as const,
};

function snapshotOf(arrival: number): LiveSnapshot {
  const base = {
    site: 's',
    page: '/a',
    from: '2026-03-01',
    to: '2026-03-02',
    currency: 'EUR',
    timeZone: 'UTC',
  };
  const counts = { ...noCounts(), arrival };
  return {
    funnel: { ...base, at: 1, immatureFrom: null, counts, sources: [], days: [], positions: [] },
    feed: [],
  };
}

function changeOf(arrival: number): LiveChange {
  return { at: 2, feed: [], changes: [{ scope: 'page', source, day: '2026-03-01', add: { arrival } }] };
}

const frame = (id: number, event: string, data: unknown) =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

describe('a watch on a page', () => {
  let server: Server;
  let subject: Subject;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let requests: IncomingMessage[];
  let mayReach = true;
  let database = 0;

  beforeEach(async () => {
    requests = [];
    mayReach = true;
    server = createServer((request, response) => {
      requests.push(request);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    subject = {
      address,
      token: 'secret',
      site: 's',
      page: '/a',
      from: '2026-03-01',
      to: '2026-03-02',
      source: null,
      names: {},
    };
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  function start(deps: { onSignedOut?: () => void; silenceMs?: number } = {}) {
    database += 1;
    const snapshots = openSnapshots(`test-${database}`);
    const told: ToOverlay[] = [];
    const hub = createHub({
      snapshots,
      mayReach: async () => mayReach,
      onSignedOut: () => undefined,
      ...deps,
    });
    const statuses = () => told.flatMap((each) => (each.kind === 'status' ? [each.status.kind] : []));
    return {
      hub,
      snapshots,
      told,
      statuses,
      listen: () => hub.listen(subject, (message) => told.push(message)),
    };
  }

  const stream = (response: ServerResponse) =>
    response.writeHead(200, { 'content-type': 'text/event-stream' });

  it('sends its token in a header, never in the address', async () => {
    answer = (_, response) => stream(response).write(frame(1, 'snapshot', snapshotOf(4)));
    const { told, listen } = start();
    const stop = listen();
    await vi.waitFor(() => expect(told.some(({ kind }) => kind === 'snapshot')).toBe(true));
    expect(requests[0]?.headers.authorization).toBe('Bearer secret');
    expect(requests[0]?.url).toBe('/v1/sites/s/live?page=%2Fa&from=2026-03-01&to=2026-03-02');
    stop();
  });

  it('asks for one source alone, under a name of its own', async () => {
    answer = (_, response) => stream(response).write(frame(1, 'snapshot', snapshotOf(4)));
    const all = watchKey(subject);
    subject.source = 7;
    expect(watchKey(subject)).not.toBe(all);
    const { told, listen } = start();
    const stop = listen();
    await vi.waitFor(() => expect(told.some(({ kind }) => kind === 'snapshot')).toBe(true));
    expect(new URL(requests[0]?.url ?? '', subject.address).searchParams.get('source')).toBe('7');
    stop();
  });

  it('goes on from the last event after the stream broke', async () => {
    let streams = 0;
    answer = (_, response) => {
      streams += 1;
      if (streams > 1) return void stream(response).write(`: hello\n\n${frame(3, 'change', changeOf(2))}`);
      stream(response).write(frame(1, 'snapshot', snapshotOf(4)));
      response.end(frame(2, 'change', changeOf(1)));
    };
    const { told, statuses, listen } = start();
    const stop = listen();
    await vi.waitFor(() => expect(told.filter(({ kind }) => kind === 'change')).toHaveLength(2));
    expect(requests[1]?.headers['last-event-id']).toBe('2');
    expect(statuses()).toEqual(['connecting', 'live', 'offline', 'live']);
    stop();
  });

  it('shares one stream among its listeners and closes it after the last', async () => {
    const closed = vi.fn();
    answer = (_, response) => {
      stream(response).write(frame(1, 'snapshot', snapshotOf(4)));
      response.on('close', closed);
    };
    const { told, listen } = start();
    const [first, second] = [listen(), listen()];
    await vi.waitFor(() => expect(told.filter(({ kind }) => kind === 'snapshot')).toHaveLength(2));
    first();
    expect(requests).toHaveLength(1);
    expect(closed).not.toHaveBeenCalled();
    second();
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
  });

  it('stops asking once its token is refused, and tells so', async () => {
    answer = (_, response) => response.writeHead(401).end();
    const onSignedOut = vi.fn();
    const { statuses, listen } = start({ onSignedOut });
    const stop = listen();
    await vi.waitFor(() => expect(statuses()).toEqual(['connecting', 'signedOut']));
    expect(onSignedOut).toHaveBeenCalledOnce();
    expect(requests).toHaveLength(1);
    stop();
  });

  it('asks nothing without leave, and goes on when it has it', async () => {
    answer = (_, response) => stream(response).write(frame(1, 'snapshot', snapshotOf(4)));
    mayReach = false;
    const { hub, statuses, listen } = start();
    const stop = listen();
    await vi.waitFor(() => expect(statuses()).toEqual(['connecting', 'noPermission']));
    expect(requests).toHaveLength(0);
    mayReach = true;
    hub.retry();
    await vi.waitFor(() => expect(statuses().at(-1)).toBe('live'));
    mayReach = false;
    hub.recheck();
    await vi.waitFor(() => expect(statuses().at(-1)).toBe('noPermission'));
    stop();
  });

  it('takes silence for a broken line', async () => {
    answer = (_, response) => stream(response).write(frame(1, 'snapshot', snapshotOf(4)));
    const { listen } = start({ silenceMs: 60 });
    const stop = listen();
    await vi.waitFor(() => expect(requests.length).toBeGreaterThan(1), { timeout: 5_000 });
    stop();
  });

  it('starts with the numbers that it kept, and their age', async () => {
    answer = (request, response) => {
      if (request.headers['last-event-id'] !== '7') return void response.writeHead(500).end();
      stream(response).write(frame(8, 'change', changeOf(1)));
    };
    const { snapshots, told, listen } = start();
    const { address } = subject;
    await snapshots.keep({
      key: watchKey(subject),
      address,
      snapshot: snapshotOf(4),
      lastEventId: '7',
      at: 123,
    });
    const stop = listen();
    await vi.waitFor(() => expect(told.some(({ kind }) => kind === 'change')).toBe(true));
    expect(told).toContainEqual({ kind: 'status', status: { kind: 'connecting', contactAt: 123 } });
    stop();
    await vi.waitFor(async () => {
      const kept = await snapshots.read(watchKey(subject));
      expect(kept).toMatchObject({ lastEventId: '8', snapshot: { funnel: { counts: { arrival: 5 } } } });
    });
  });
});

describe('kept snapshots', () => {
  it('are the newest 200, and those of a forgotten server are gone', async () => {
    const snapshots = openSnapshots('kept');
    for (let at = 0; at < 205; at += 1) {
      const address = at % 2 ? 'https://a' : 'https://b';
      await snapshots.keep({ key: String(at), address, snapshot: snapshotOf(1), lastEventId: null, at });
    }
    expect(await snapshots.read('4')).toBeUndefined();
    expect(await snapshots.read('5')).toBeDefined();
    await snapshots.forget('https://a');
    expect(await snapshots.read('5')).toBeUndefined();
    expect(await snapshots.read('6')).toBeDefined();
  });
});

describe('pauses between tries', () => {
  it('grow to twenty seconds, and are never alike for all', () => {
    const longest = [0, 1, 2, 3, 4, 5, 6, 20].map((attempt) => backoffMs(attempt, 0.999_999));
    expect(longest).toEqual([400, 800, 1600, 3200, 6400, 12_800, 20_000, 20_000]);
    expect(backoffMs(3, 0)).toBe(1600);
  });
});
