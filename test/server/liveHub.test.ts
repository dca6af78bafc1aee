import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LivePart } from '../../server/actions/liveChange.ts';
import type { Engine } from '../../server/engine/engine.ts';
import { type LiveHub, type LiveStream, makeLiveHub } from '../../server/http/liveHub.ts';
import { noCounts } from '../../shared/funnelChange.ts';
import type { Funnel } from '../../shared/wire/funnel.ts';
import type { Happening, LiveChange, LiveSnapshot } from '../../shared/wire/live.ts';

const PAGE = 7;
const SOURCE = {
  source: 'weibo',
  medium: null,
  campaign: null,
  term: null,
  content: null,
  referrerHost: null,
  channel: 'organicSocial' as const,
};
const FUNNEL = { counts: noCounts() } as Funnel;

let hub: LiveHub;
let watched: readonly string[];
let change: (part: LivePart) => void;
let gap: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  watched = [];
  hub = makeLiveHub({
    watch: (siteIds) => {
      watched = siteIds;
    },
    onGap: (listener) => {
      gap = listener;
    },
    onChange: (listener) => {
      change = listener;
    },
  } as Engine);
});
afterEach(() => vi.useRealTimers());

interface Told {
  event: string;
  id: string;
  data: LiveSnapshot | LiveChange;
}

function open(parts: Partial<LiveStream> = {}): { stream: LiveStream; told: Told[] } {
  const told: Told[] = [];
  const stream: LiveStream = {
    siteId: 'shop',
    page: null,
    source: undefined,
    rule: {},
    from: 0,
    actor: { type: 'nobody' },
    send: (event, id, data) => void told.push({ event, id, data }),
    close: () => hub.leave(stream),
    ...parts,
  };
  hub.open(stream);
  return { stream, told };
}

function start(parts: Partial<LiveStream> = {}) {
  const reader = open(parts);
  hub.start(reader.stream, { funnel: FUNNEL, page: PAGE });
  return reader;
}

let happened = 0;

/** Someone arrives on a page: it changes its counters and its feed. */
function arrive(
  parts: { siteId?: string; page?: number; source?: number; ids?: string[]; n?: number } = {},
): void {
  const { siteId = 'shop', page = PAGE, source: id = 1 } = parts;
  happened += 1;
  const source = { id, ...SOURCE };
  const rest = { step: 'arrival', source, position: null, store: null, amountMinor: null } as const;
  const feed = (parts.ids ?? [`h${happened}`]).map((one): Happening => ({ id: one, at: happened, ...rest }));
  change({
    siteId,
    at: happened,
    ...(parts.n === undefined ? {} : { n: parts.n }),
    changes: [{ page, change: { scope: 'page', source, day: '2026-11-20', add: { arrival: 1 } } }],
    feed: feed.map((happening) => ({ pages: [0, page], happening })),
  });
}

const idOf = (told: Told[]) => told.at(-1)?.id ?? '';

test('a reader is told its snapshot, then what changes on its page', () => {
  const { told } = start();
  arrive();
  arrive({ page: 8 });
  arrive({ siteId: 'other shop' });
  expect(told.map(({ event }) => event)).toEqual(['snapshot', 'change']);
});

test('of sources by name, a reader is told what those bring, and nothing of others', () => {
  const weibo = start({ rule: { source: ['WEIBO'] } });
  const baidu = start({ rule: { source: ['baidu'] } });
  arrive();
  expect(weibo.told.at(-1)).toMatchObject({ event: 'change' });
  expect(baidu.told.filter(({ event }) => event === 'change')).toEqual([]);
});

test('of one source, a reader is told nothing of others', () => {
  const { told } = start({ source: 2 });
  arrive({ source: 1 });
  arrive({ source: 2 });
  expect(told).toMatchObject([{ event: 'snapshot' }, { data: { changes: [{ source: { id: 2 } }] } }]);
});

test('what comes before the snapshot is in it, and is not told again', () => {
  const { stream, told } = open();
  arrive();
  hub.start(stream, { funnel: FUNNEL, page: PAGE });
  expect(told.map(({ event }) => event)).toEqual(['snapshot']);
});

test('the feed of a snapshot is the newest five, newest first', () => {
  start();
  arrive({ ids: ['a', 'b', 'c'] });
  arrive({ ids: ['d', 'e', 'f'] });
  const { told } = start();
  const [{ data } = { data: { feed: [] } }] = told;
  expect(data.feed.map(({ id }) => id)).toEqual(['f', 'e', 'd', 'c', 'b']);
});

test('a reader that comes back is told what it missed, once', () => {
  const { stream, told } = start();
  arrive();
  hub.leave(stream);
  arrive();
  const back = open();
  arrive();
  expect(hub.resume(back.stream, PAGE, idOf(told))).toBe(true);
  arrive();
  expect(back.told.map(({ data }) => (data as LiveChange).at)).toEqual([
    happened - 2,
    happened - 1,
    happened,
  ]);
});

test('a reader that missed nothing is told nothing, and is not reset', () => {
  const { stream, told } = start();
  arrive({ siteId: 'other shop' });
  hub.leave(stream);
  const back = open();
  expect(hub.resume(back.stream, PAGE, idOf(told))).toBe(true);
  expect(back.told).toEqual([]);
});

test('a reader that comes back is not told what its snapshot held, though it was heard only afterwards', () => {
  const { stream, told } = open();
  hub.start(stream, { funnel: FUNNEL, page: PAGE, n: 5 });
  hub.leave(stream);
  arrive({ n: 5 });
  arrive({ n: 6 });
  const back = open();
  expect(hub.resume(back.stream, PAGE, idOf(told))).toBe(true);
  expect(back.told.map(({ data }) => (data as LiveChange).at)).toEqual([happened]);
});

test('a reader that comes back after its site was forgotten gets a snapshot: nobody counted what it missed', () => {
  const { stream, told } = start();
  arrive();
  hub.leave(stream);
  vi.advanceTimersByTime(60_000);
  expect(watched).toEqual([]);
  expect(hub.resume(open().stream, PAGE, idOf(told))).toBe(false);
});

test('a reader that missed more than is kept gets a snapshot', () => {
  const { stream, told } = start();
  arrive();
  hub.leave(stream);
  const keeper = start();
  for (let n = 0; n < 1_000; n += 1) arrive();
  expect(hub.resume(open().stream, PAGE, idOf(told))).toBe(true);
  arrive();
  expect(hub.resume(open().stream, PAGE, idOf(told))).toBe(false);
  expect(keeper.told).toHaveLength(1_002);
});

test.each(['', 'nonsense', '-', 'run-1', '0-0'])('a last id of %j is no place to go on from', (lastId) => {
  start();
  expect(hub.resume(open().stream, PAGE, lastId)).toBe(false);
});

test('an id that is still to come is no place to go on from', () => {
  const { told } = start();
  const [run] = idOf(told).split('-');
  expect(hub.resume(open().stream, PAGE, `${run}-999`)).toBe(false);
  expect(hub.resume(open().stream, PAGE, `${run}-NaN`)).toBe(false);
});

test('a site is watched while it has readers, and a minute longer', () => {
  const first = start();
  const second = start();
  hub.leave(first.stream);
  vi.advanceTimersByTime(120_000);
  expect(watched).toEqual(['shop']);
  hub.leave(second.stream);
  vi.advanceTimersByTime(59_000);
  const third = start();
  vi.advanceTimersByTime(120_000);
  expect(watched).toEqual(['shop']);
  hub.leave(third.stream);
  vi.advanceTimersByTime(60_000);
  expect({ watched, streams: hub.count() }).toEqual({ watched: [], streams: 0 });
});

test('a change that is in the snapshot already is not told again, and a later one is told once', () => {
  const { stream, told } = open();
  arrive({ n: 5 });
  arrive({ n: 6 });
  hub.start(stream, { funnel: FUNNEL, page: PAGE, n: 5 });
  arrive({ n: 4 });
  arrive({ n: 7 });
  expect(told.map(({ event }) => event)).toEqual(['snapshot', 'change', 'change']);
});

test('after a gap streams end, and who comes back gets a snapshot', () => {
  const { stream, told } = start();
  gap();
  expect(hub.count()).toBe(0);
  const back = open();
  expect(hub.resume(back.stream, PAGE, told.at(-1)?.id ?? '')).toBe(false);
  expect(stream.page).toBe(PAGE);
});
