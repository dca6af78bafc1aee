import { describe, expect, it } from 'vitest';
import { readFromOverlay, type Status, type ToOverlay, type View } from '../../extension/messages.ts';
import { afterLoss, afterMessage, EMPTY } from '../../extension/overlay/overlayState.ts';
import { noCounts } from '../../shared/funnelChange.ts';
import type { SourceLabel } from '../../shared/wire/funnel.ts';
import type { LiveChange, LiveSnapshot } from '../../shared/wire/live.ts';

const view: View = {
  site: 'Shop',
  siteKey: 's',
  page: '/a',
  currency: 'EUR',
  timeZone: 'UTC',
  range: { kind: 'today' },
  from: '2026-03-01',
  to: '2026-03-01',
  source: null,
  console: 'https://backstamp.example/sites/s/funnel',
  collapsed: false,
  mode: 'badges',
  pin: null,
  size: null,
  compare: false,
  placement: null,
};
const snapshot: LiveSnapshot = {
  funnel: {
    site: 's',
    page: '/a',
    from: view.from,
    to: view.to,
    currency: 'EUR',
    timeZone: 'UTC',
    at: 1,
    immatureFrom: null,
    counts: noCounts(),
    sources: [],
    days: [],
    positions: [],
  },
  feed: [],
};
function sourceOf(id: number): SourceLabel {
  const none = {
    medium: null,
    campaign: null,
    term: null,
    content: null,
    referrerHost: null,
    channel: 'organicSocial' as const,
  };
  return { id, source: `source ${id}`, ...none };
}

const live: Status = { kind: 'live', contactAt: 5 };

describe('what an overlay says is looked at before it is believed', () => {
  it.each([
    [{ kind: 'ping' }, { kind: 'ping' }],
    [{ kind: 'ping', token: 'x' }, { kind: 'ping' }],
    [
      { kind: 'size', size: { width: 400, height: 500, x: 1 } },
      { kind: 'size', size: { width: 400, height: 500 } },
    ],
    [
      { kind: 'size', size: null },
      { kind: 'size', size: null },
    ],
    [
      { kind: 'compare', compare: true },
      { kind: 'compare', compare: true },
    ],
    [
      { kind: 'marks', sources: ['weibo', 'baidu'], more: 1 },
      { kind: 'marks', sources: ['weibo', 'baidu'] },
    ],
    [
      { kind: 'frames', addresses: ['https://shop.example/a'], more: 1 },
      { kind: 'frames', addresses: ['https://shop.example/a'] },
    ],
    [{ kind: 'frames', addresses: ['1', '2', '3', '4', '5'] }, null],
    [{ kind: 'frames', addresses: ['x'.repeat(2_001)] }, null],
    [
      { kind: 'position', position: 7 },
      { kind: 'position', position: 7 },
    ],
    [
      { kind: 'watch', address: 'https://shop.example/a' },
      { kind: 'watch', address: 'https://shop.example/a', range: null, source: null },
    ],
    [
      { kind: 'watch', address: 'https://shop.example/a', range: { kind: 'today' }, source: 7 },
      { kind: 'watch', address: 'https://shop.example/a', range: { kind: 'today' }, source: 7 },
    ],
    [
      { kind: 'source', source: null },
      { kind: 'source', source: null },
    ],
    [{ kind: 'source', source: '7&page=/b' }, null],
    [
      { kind: 'mode', mode: 'heatRevenue' },
      { kind: 'mode', mode: 'heatRevenue' },
    ],
    [{ kind: 'mode', mode: 'sepia' }, null],
    [
      { kind: 'pin', spot: null },
      { kind: 'pin', spot: null },
    ],
    [
      { kind: 'pin', spot: { right: 4, top: 9, more: 1 } },
      { kind: 'pin', spot: { right: 4, top: 9 } },
    ],
    [{ kind: 'pin', spot: { right: '4', top: 9 } }, null],
    [{ kind: 'watch', address: 7 }, null],
    [
      { kind: 'range', range: { kind: 'last', days: 28 } },
      { kind: 'range', range: { kind: 'last', days: 28 } },
    ],
    [{ kind: 'range', range: { kind: 'last', days: 1e9 } }, null],
    [{ kind: 'collapsed', collapsed: 'yes' }, null],
    [{ kind: 'unpair', address: 'https://x' }, null],
    [null, null],
    ['ping', null],
  ])('%j', (message, expected) => {
    expect(readFromOverlay(message)).toEqual(expected);
  });
});

describe('the overlay’s state', () => {
  const full = [
    { kind: 'view', view } as const,
    { kind: 'status', status: live } as const,
    { kind: 'snapshot', snapshot } as const,
  ].reduce(afterMessage, EMPTY);

  it('gathers page, state and numbers', () => {
    expect(full).toEqual({ ...EMPTY, view, status: live, snapshot });
  });

  it('never shows one page’s numbers under another’s name', () => {
    expect(afterMessage(full, { kind: 'view', view: { ...view, page: '/b' } }).snapshot).toBeNull();
    expect(afterMessage(full, { kind: 'view', view: { ...view, from: '2026-02-01' } }).snapshot).toBeNull();
    expect(afterMessage(full, { kind: 'view', view: { ...view, source: 1 } }).snapshot).toBeNull();
    expect(afterMessage(full, { kind: 'view', view: { ...view } }).snapshot).toBe(snapshot);
  });

  it('offers all sources also while it shows one of them', () => {
    const [weibo, baidu] = [sourceOf(1), sourceOf(2)];
    const numbersOf = (...sources: SourceLabel[]): ToOverlay => ({
      kind: 'snapshot',
      snapshot: {
        ...snapshot,
        funnel: { ...snapshot.funnel, sources: sources.map((source) => ({ source, counts: noCounts() })) },
      },
    });
    const filtered = [
      numbersOf(weibo, baidu),
      { kind: 'view', view: { ...view, source: 1 } } as const,
      numbersOf(weibo),
    ].reduce(afterMessage, full);
    expect(filtered.sources).toEqual([weibo, baidu]);
  });

  it('adds a change to the numbers that it has, and to no others', () => {
    const change: LiveChange = {
      at: 9,
      feed: [],
      changes: [{ scope: 'page', source: sourceOf(1), day: '2026-03-01', add: { arrival: 2 } }],
    };
    const message = { kind: 'change', change } as const;
    expect(afterMessage(full, message).snapshot?.funnel.counts.arrival).toBe(2);
    expect(afterMessage(EMPTY, message)).toEqual(EMPTY);
  });

  it('keeps its numbers when the worker is gone, and stops calling them live', () => {
    expect(afterLoss(full, 100)).toEqual({ ...full, status: { kind: 'connecting', contactAt: 5 } });
    const offline = { ...full, status: { kind: 'offline', contactAt: 3 } as const };
    expect(afterLoss(offline, 100)).toBe(offline);
  });

  it('has nothing left to show after leaving', () => {
    expect(afterMessage(full, { kind: 'leave' })).toEqual(EMPTY);
  });
});
