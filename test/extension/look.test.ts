import { describe, expect, it } from 'vitest';
import { consoleLink } from '../../extension/live/consoleLink.ts';
import { sizeWithin, spotWithin } from '../../extension/live/spot.ts';
import { cardPlace } from '../../extension/overlay/badges/cardPlace.ts';
import { heatOf } from '../../extension/overlay/badges/heat.ts';
import { sparkPath } from '../../extension/overlay/panel/sparkPath.ts';
import { readView } from '../../server/web/console/funnel/view.ts';
import { noCounts } from '../../shared/funnelChange.ts';

const rowOf = (arrival: number, revenueMinor: number) => ({
  id: 1,
  position: 'hero',
  label: 'Hero',
  counts: { ...noCounts(), arrival, revenueMinor },
});

describe('how warm a position is', () => {
  const rows = [rowOf(100, 0), rowOf(25, 8_000), rowOf(0, -500)];
  const heats = (mode: 'heatClicks' | 'heatRevenue' | 'badges') => rows.map(heatOf(rows, mode));

  it('follows clicks or money, whichever is asked for', () => {
    expect(heats('heatClicks')).toEqual([1, 0.5, 0]);
    expect(heats('heatRevenue')).toEqual([0, 1, 0]);
  });

  it('is nothing where there is nothing to compare', () => {
    expect(heats('badges')).toEqual([0, 0, 0]);
    expect([rowOf(0, 0)].map(heatOf([rowOf(0, 0)], 'heatClicks'))).toEqual([0]);
  });
});

describe('the panel’s size', () => {
  const window = { width: 1000, height: 800 };

  it('holds the numbers, and fits the window', () => {
    expect(sizeWithin({ width: 400.4, height: 500 }, window)).toEqual({ width: 400, height: 500 });
    expect(sizeWithin({ width: 10, height: 10 }, window)).toEqual({ width: 280, height: 240 });
    expect(sizeWithin({ width: 5000, height: 5000 }, window)).toEqual({ width: 640, height: 800 });
    expect(sizeWithin({ width: 400, height: 500 }, { width: 200, height: 100 })).toEqual({
      width: 200,
      height: 100,
    });
  });
});

describe('the card of a badge', () => {
  const window = { width: 1000, height: 800 };
  const card = { width: 320, height: 300 };
  const badge = (left: number, top: number) => ({ left, top, width: 80, height: 20 });

  it('hangs below its badge', () => {
    expect(cardPlace(badge(200, 100), card, window)).toEqual({ left: 200, top: 126 });
  });

  it('stands above it at the end of the window, and stays within its edges', () => {
    expect(cardPlace(badge(990, 700), card, window)).toEqual({ left: 672, top: 394 });
    expect(cardPlace(badge(-40, 100), card, window).left).toBe(8);
  });

  it('begins at the top of a window that is too low for it', () => {
    expect(cardPlace(badge(200, 100), card, { width: 1000, height: 200 }).top).toBe(8);
  });
});

describe('where the panel stands', () => {
  it('never leaves the window', () => {
    const window = { width: 1000, height: 800 };
    expect(spotWithin({ right: -50, top: -50 }, 320, window)).toEqual({ right: 0, top: 0 });
    expect(spotWithin({ right: 5_000, top: 5_000 }, 320, window)).toEqual({ right: 680, top: 740 });
    expect(spotWithin({ right: 50, top: 60 }, 320, { width: 300, height: 40 })).toEqual({ right: 0, top: 0 });
  });
});

describe('a line by day', () => {
  it('goes from edge to edge, the highest at the top', () => {
    expect(sparkPath([0, 10, 5])).toEqual({
      line: 'M0 94L50 6L100 50',
      area: 'M0 94L50 6L100 50V94H0Z',
    });
  });

  it('is flat at the bottom where nothing happened, and knows less than nothing', () => {
    expect(sparkPath([0, 0]).line).toBe('M0 94L100 94');
    expect(sparkPath([-5, 5])).toEqual({ line: 'M0 94L100 6', area: 'M0 94L100 6V50H0Z' });
  });
});

describe('the way to the console', () => {
  it.each([
    { kind: 'today' } as const,
    { kind: 'last', days: 28 } as const,
    { kind: 'days', from: '2026-02-01', to: '2026-02-10' } as const,
  ])('is read there as the same view: %j', (range) => {
    const link = new URL(
      consoleLink('https://backstamp.example', 'a b', { page: '/床?', names: {}, range, source: 12 }),
    );
    const view = readView(link.searchParams, '2026-03-01');
    expect(link.pathname).toBe('/sites/a%20b/funnel');
    expect(view).toMatchObject({ page: '/床?', source: 12 });
    const expected = {
      today: { name: 'today', from: '2026-03-01', to: '2026-03-01' },
      last: { name: '28', from: '2026-02-02', to: '2026-03-01' },
      days: { name: 'custom', from: '2026-02-01', to: '2026-02-10' },
    }[range.kind];
    expect(view.range).toEqual(expected);
  });

  it('of a page elsewhere is read there as the same placement', () => {
    const names = { source: 'weibo', content: 'bio & more' };
    const range = { kind: 'today' } as const;
    const link = new URL(
      consoleLink('https://backstamp.example', 's', { page: null, names, range, source: null }),
    );
    const view = readView(link.searchParams, '2026-03-01');
    expect(view).toMatchObject({ page: null, source: null, range: { name: 'today' } });
    expect(view.names).toEqual({ utmSource: 'weibo', utmContent: 'bio & more' });
  });
});
