import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addCounts, applyChange, noCounts } from '../../shared/funnelChange.ts';
import type { SourceLabel } from '../../shared/wire/funnel.ts';
import type { CountChange, Happening, LiveChange, LiveSnapshot } from '../../shared/wire/live.ts';

const source = (id: number, name: string | null): SourceLabel => ({
  id,
  source: name,
  medium: null,
  campaign: null,
  term: null,
  content: null,
  referrerHost: null,
  channel: 'organicSocial',
});
const weibo = source(1, 'weibo');
const baidu = source(2, 'baidu');

const happening = (id: string, at: number): Happening => ({
  id,
  at,
  step: 'arrival',
  source: weibo,
  position: null,
  store: null,
  amountMinor: null,
});

const snapshot: LiveSnapshot = {
  funnel: {
    site: 'shop',
    page: '/',
    from: '2026-09-01',
    to: '2026-09-02',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    at: 1000,
    immatureFrom: null,
    counts: { ...noCounts(), arrival: 3, product: 1 },
    sources: [
      { source: weibo, counts: { ...noCounts(), arrival: 2, product: 1 } },
      { source: baidu, counts: { ...noCounts(), arrival: 1 } },
    ],
    days: [
      { day: '2026-09-01', counts: { ...noCounts(), arrival: 3, product: 1 } },
      { day: '2026-09-02', counts: noCounts() },
    ],
    positions: [{ id: 7, position: 'banner', label: 'Sofas', counts: { ...noCounts(), arrival: 1 } }],
  },
  feed: [happening('a', 900)],
};

const onPage = (add: CountChange['add'], rest: Partial<CountChange> = {}): CountChange => ({
  scope: 'page',
  source: weibo,
  day: '2026-09-02',
  add,
  ...rest,
});
const change = (changes: CountChange[], feed: Happening[] = []): LiveChange => ({ at: 2000, changes, feed });

describe('a live change', () => {
  test('moves the total, its source and its day, and nothing else', () => {
    const { funnel } = applyChange(snapshot, change([onPage({ redemption: 1, revenueMinor: 499_900 })]));
    expect(funnel.counts).toMatchObject({ arrival: 3, redemption: 1, revenueMinor: 499_900 });
    expect(funnel.sources[0]?.counts).toMatchObject({ arrival: 2, redemption: 1, revenueMinor: 499_900 });
    expect(funnel.sources[1]).toEqual(snapshot.funnel.sources[1]);
    expect(funnel.days[0]).toEqual(snapshot.funnel.days[0]);
    expect(funnel.days[1]?.counts.redemption).toBe(1);
    expect(funnel.positions).toEqual(snapshot.funnel.positions);
    expect(funnel.at).toBe(2000);
  });

  test('takes back what was voided', () => {
    const redeemed = applyChange(snapshot, change([onPage({ redemption: 1, revenueMinor: 499_900 })]));
    const voided = applyChange(redeemed, change([onPage({ redemption: -1, revenueMinor: -499_900 })]));
    expect(voided.funnel.counts).toEqual(snapshot.funnel.counts);
  });

  test('adds a source that is new, and keeps most arrivals first', () => {
    const { funnel } = applyChange(
      snapshot,
      change([onPage({ arrival: 5 }, { source: source(3, 'douyin') })]),
    );
    expect(funnel.sources.map((each) => each.source.source)).toEqual(['douyin', 'weibo', 'baidu']);
    expect(funnel.counts.arrival).toBe(8);
  });

  test('of a position moves that position alone', () => {
    const position = { id: 8, position: 'nav', label: 'Beds' };
    const { funnel } = applyChange(
      snapshot,
      change([onPage({ arrival: 4 }, { scope: 'position', position })]),
    );
    expect(funnel.positions.map((each) => [each.label, each.counts.arrival])).toEqual([
      ['Beds', 4],
      ['Sofas', 1],
    ]);
    expect(funnel.counts).toEqual(snapshot.funnel.counts);
  });

  test('never starts a position at nought whose count lies beyond the hundred that were sent', () => {
    const positions = Array.from({ length: 100 }, (_, id) => ({
      id: id + 100,
      position: `p${id}`,
      label: '',
      counts: { ...noCounts(), arrival: 5 },
    }));
    const full = { ...snapshot, funnel: { ...snapshot.funnel, positions } };
    const position = { id: 9, position: 'late', label: '' };
    const { funnel } = applyChange(full, change([onPage({ arrival: 1 }, { scope: 'position', position })]));
    expect(funnel.positions).toEqual(positions);
  });

  test('of a day outside the range changes no count', () => {
    const next = applyChange(snapshot, change([onPage({ arrival: 1 }, { day: '2026-09-03' })]));
    expect(next.funnel).toEqual({ ...snapshot.funnel, at: 2000 });
  });

  test('puts its happenings first, each once, and keeps the last twenty', () => {
    const many = Array.from({ length: 30 }, (_, index) => happening(`n${index}`, 1000 + index));
    const { feed } = applyChange(snapshot, change([], [happening('a', 900), ...many]));
    expect(feed).toHaveLength(20);
    expect(feed[0]?.id).toBe('n29');
    expect(new Set(feed.map(({ id }) => id)).size).toBe(20);
  });

  test('leaves the snapshot it started from as it was', () => {
    const before = structuredClone(snapshot);
    applyChange(snapshot, change([onPage({ arrival: 1 })], [happening('b', 950)]));
    expect(snapshot).toEqual(before);
  });
});

test('after any changes sources and days each add up to the total', () => {
  const anyChange = fc.record({
    source: fc.integer({ min: 1, max: 6 }),
    day: fc.constantFrom('2026-08-31', '2026-09-01', '2026-09-02', '2026-09-03'),
    add: fc.record({
      arrival: fc.nat(9),
      redemption: fc.integer({ min: -3, max: 9 }),
      revenueMinor: fc.integer(),
    }),
  });
  fc.assert(
    fc.property(fc.array(anyChange), (several) => {
      const { funnel } = several.reduce(
        (each, { source: id, ...rest }) =>
          applyChange(each, change([onPage(rest.add, { source: source(id, `s${id}`), day: rest.day })])),
        snapshot,
      );
      const sum = (rows: { counts: typeof funnel.counts }[]) =>
        rows.reduce((total, row) => addCounts(total, row.counts), noCounts());
      expect(sum(funnel.sources)).toEqual(funnel.counts);
      expect(sum(funnel.days)).toEqual(funnel.counts);
    }),
  );
});
