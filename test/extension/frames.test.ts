import { describe, expect, it } from 'vitest';
import { createFramesFeed, frameSubjects } from '../../extension/background/framesFeed.ts';
import type { Hub } from '../../extension/background/hub.ts';
import type { Listener, Subject } from '../../extension/background/watch.ts';
import type { ToOverlay } from '../../extension/messages.ts';
import { framedKey, pageOfKey } from '../../extension/overlay/frames/framedKey.ts';
import { createFramedRows } from '../../extension/overlay/frames/framedRows.ts';
import { noCounts } from '../../shared/funnelChange.ts';
import type { LiveSnapshot } from '../../shared/wire/live.ts';

const SHOP = 'https://shop.example';
const AROUND: Subject = {
  address: 'https://backstamp.example',
  token: 't',
  site: 's',
  page: '/around',
  from: '2026-03-01',
  to: '2026-03-02',
  source: 7,
  names: {},
};

function snapshotOf(page: string): LiveSnapshot {
  const base = { site: 's', page, from: AROUND.from, to: AROUND.to, currency: 'EUR', timeZone: 'UTC' };
  const counts = { ...noCounts(), arrival: 10 };
  const positions = [{ id: 1, position: 'hero', label: 'Hero', counts: noCounts() }];
  const funnel = { ...base, at: 1, immatureFrom: null, counts, sources: [], days: [], positions };
  return { funnel, feed: [] };
}

describe('what is asked for the pages in frames', () => {
  it('is the same days and source, of each page by its own path', () => {
    const asked = frameSubjects(AROUND, [`${SHOP}/inner/?utm_source=x`, `${SHOP}/other`], SHOP, false);
    expect([...asked.values()]).toEqual([
      { ...AROUND, page: '/inner' },
      { ...AROUND, page: '/other' },
    ]);
  });

  it('is nothing of another origin, and nothing of what is no address', () => {
    const strange = ['https://other.example/a', `${SHOP}.evil.example/a`, 'about:srcdoc', 'x'];
    expect(frameSubjects(AROUND, strange, SHOP, false).size).toBe(0);
  });
});

describe('the numbers of the pages in frames', () => {
  function setUp() {
    const open: string[] = [];
    const told: ToOverlay[] = [];
    const listen = ({ page }: Subject, listener: Listener) => {
      open.push(page ?? '');
      listener({ kind: 'status', status: { kind: 'live', contactAt: 1 } });
      listener({ kind: 'snapshot', snapshot: snapshotOf(page ?? '') });
      return () => void open.splice(open.indexOf(page ?? ''), 1);
    };
    const hub: Hub = { listen, retry: () => undefined, recheck: () => undefined };
    const feed = createFramesFeed(hub, (message) => told.push(message));
    const hear = (...paths: string[]) =>
      feed.listen(
        frameSubjects(
          AROUND,
          paths.map((path) => SHOP + path),
          SHOP,
          false,
        ),
      );
    const toldOf = () => told.splice(0).map((message) => message.kind === 'framed' && message.address);
    return { open, feed, hear, toldOf };
  }

  it('come by a stream each, which stays while its frame does', () => {
    const { open, hear, toldOf } = setUp();
    hear('/a', '/b');
    expect(toldOf()).toEqual([`${SHOP}/a`, `${SHOP}/b`]);
    hear('/b', '/c');
    expect(toldOf()).toEqual([`${SHOP}/c`]);
    expect(open.toSorted()).toEqual(['/b', '/c']);
    hear();
    expect(open).toEqual([]);
  });

  it('are told again to an overlay that has forgotten them', () => {
    const { open, feed, hear, toldOf } = setUp();
    hear('/a');
    toldOf();
    feed.again();
    hear('/a');
    expect(toldOf()).toEqual([`${SHOP}/a`]);
    expect(open).toEqual(['/a']);
    feed.stop();
    expect(open).toEqual([]);
  });

  it('stand under keys that name their page, with that page’s arrivals', () => {
    const rowsOf = createFramedRows();
    const framed = new Map([[`${SHOP}/a`, snapshotOf('/a')]]);
    const rows = rowsOf(framed);
    expect(rows).toMatchObject([
      { position: framedKey(`${SHOP}/a`, 'hero'), frame: { page: '/a', arrivals: 10 } },
    ]);
    expect(rowsOf(framed)[0]).toBe(rows[0]);
    expect(pageOfKey(rows[0]?.position ?? '')).toEqual([`${SHOP}/a`, 'hero']);
    expect(pageOfKey('hero')).toEqual(['', 'hero']);
  });
});
