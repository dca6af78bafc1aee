// @vitest-environment happy-dom
import { beforeAll, describe, expect, test } from 'vitest';
import { barsOf } from '../../../server/web/console/attribution/bars.ts';
import { cellOf, changeOf, isComparable } from '../../../server/web/console/attribution/cell.ts';
import {
  COLUMN_SETS,
  columnGroups,
  type Kind,
  type TableColumn,
} from '../../../server/web/console/attribution/columns.ts';
import { openRowName } from '../../../server/web/console/attribution/rowName.ts';
import { texts } from '../../../server/web/console/texts.ts';
import { COLUMN_VALUES, REPORT_COLUMNS, type ReportColumn } from '../../../shared/reportColumns.ts';
import type { Figures } from '../../../shared/wire/reportFigures.ts';
import { figuresOf, reportOf } from './attributionReport.ts';

beforeAll(() => texts.setLanguage('en'));

const columns = (set: (typeof COLUMN_SETS)[number], compares = true) =>
  columnGroups(set, compares).flatMap((group) => group.columns);
const find = (name: ReportColumn) =>
  COLUMN_SETS.flatMap((set) => columns(set)).find((column) => column.name === name) as TableColumn;
const CNY = { currency: 'CNY', comparable: true };
const cell = (name: ReportColumn, figures: Figures, previous: Figures | null = null, terms = CNY) =>
  cellOf(find(name), { ...figures, previous }, terms);

describe('the sets of columns', () => {
  test('together show every figure that rows can be sorted by', () => {
    const shown = new Set(COLUMN_SETS.flatMap((set) => columns(set).map(({ name }) => name)));
    expect([...shown].sort()).toEqual([...REPORT_COLUMNS].sort());
  });

  test('a column is in a set once, and every group names its day', () => {
    for (const set of COLUMN_SETS) {
      const names = columns(set).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
    expect(columnGroups('cost', false).map(({ axis }) => axis)).toEqual(['spendDay', 'arrivalDay']);
    expect(columnGroups('funnel', false).map(({ axis }) => axis)).toEqual(['spendDay', 'arrivalDay']);
  });

  test('two models stand side by side by the same columns', () => {
    const [first, second] = columnGroups('credit', true);
    expect(first?.columns.map(({ kind }) => kind)).toEqual(second?.columns.map(({ kind }) => kind));
    expect([first?.model, second?.model]).toEqual(['first', 'second']);
    expect(columnGroups('credit', false)).toHaveLength(1);
  });
});

describe('a cell', () => {
  const baidu = figuresOf({
    clicks: 20,
    costMinor: 35_000,
    steps: { arrival: 12, coupon: 6, redemption: 0, revenueMinor: 0 },
  });

  test('of a step has the count, its rate, and the range in which the true one lies', () => {
    expect(cell('coupon', baidu)).toEqual({
      value: '6',
      detail: null,
      rate: { share: '50.0%', interval: '25.4–74.6%' },
      before: null,
      isNothing: false,
    });
  });

  test('has no rate under five trials, and arrivals of several sources together have none', () => {
    const few = figuresOf({ clicks: 4, costMinor: 0, steps: { arrival: 4, coupon: 2 } });
    expect(cell('coupon', few)).toMatchObject({ value: '2', rate: null });
    expect(cell('arrivals', few).rate).toBeNull();
    expect(cell('arrivals', baidu).rate?.share).toBe('60.0%');
    expect(cellOf(find('arrivals'), { ...baidu, previous: null }, { ...CNY, isOne: false }).rate).toBeNull();
  });

  test('more arrivals than clicks is a rate above 100 % without an interval', () => {
    const more = figuresOf({ clicks: 10, costMinor: 0, steps: { arrival: 15 } });
    expect(cell('arrivals', more).rate).toEqual({ share: '150.0%', interval: null });
  });

  test('that nothing is known of has a dash, and what cost nothing has no cost for each', () => {
    expect(cell('cost', figuresOf({})).value).toBe('–');
    expect(cell('roas', baidu).value).toBe('0');
    const free = figuresOf({ clicks: 0, costMinor: 0, steps: { arrival: 9, visit: 3, redemption: 3 } });
    expect(cell('cost', free)).toMatchObject({ value: 'CN¥0.00', isNothing: true });
    expect(cell('costPerVisit', free).value).toBe('–');
    expect(COLUMN_VALUES.costPerRedemption(free)).toBeNull();
  });

  test('of cost tells fees from media', () => {
    const cost = { mediaMinor: 100, platformFeeMinor: 20, agencyFeeMinor: 30, sumMinor: 150 };
    expect(cell('cost', { ...baidu, cost })).toMatchObject({
      value: 'CN¥1.50',
      detail: 'of it fees CN¥0.50',
    });
    expect(cell('cost', baidu).detail).toBeNull();
  });

  test('says what became of it since the period before, or what it was', () => {
    const before = figuresOf({ clicks: 10, costMinor: 70_000, steps: { arrival: 10 } });
    expect(cell('clicks', baidu, before).before).toBe('+100%');
    expect(cell('cost', baidu, before).before).toBe('-50%');
    expect(cell('arrivals', baidu, before, { ...CNY, comparable: false }).before).toBe('10 before');
  });
});

describe('a change', () => {
  test.each<[number | null, number | null, Kind, string | null]>([
    [112, 100, 'count', '+12%'],
    [100, 100, 'count', '0%'],
    [1, 3, 'money', '-66.7%'],
    [0.4, 0.25, 'share', '+15 points'],
    [5, 0, 'count', '0 before'],
    [null, 5, 'count', '5 before'],
    [5, null, 'count', null],
  ])('of %s against %s (%s) is %s', (now, before, kind, expected) => {
    expect(changeOf(now, before, kind, CNY)).toBe(expected);
  });

  test.each([
    [true, true, 'arrivalDay', true],
    [true, false, 'arrivalDay', false],
    [true, false, 'redemptionDay', true],
    [false, true, 'redemptionDay', false],
    [false, true, 'spendDay', false],
  ] as const)('credited %s, cohorts %s: by %s it is comparable: %s', (credited, cohorts, axis, expected) => {
    const previous = { from: '2026-01-01', to: '2026-01-02', comparable: { credited, cohorts } };
    expect(isComparable(previous, axis)).toBe(expected);
  });
});

describe('the chart', () => {
  const report = reportOf([
    [
      'weibo',
      { credited: [3, 300], compared: [1, 100], costMinor: 50, steps: { arrival: 9, revenueMinor: 400 } },
    ],
    [
      'baidu',
      { credited: [1, 100], compared: [3, 500], costMinor: 900, steps: { arrival: 99, revenueMinor: 10 } },
    ],
    [null, { credited: [0, 0], compared: [0, 0], costMinor: 0, steps: { arrival: 0 } }],
  ]);

  test('sets two models beside each other, longest first, and leaves out what has nothing', () => {
    expect(barsOf(report, 'credit')).toMatchObject({
      names: ['baidu', 'weibo'],
      series: [
        { name: 'Revenue, Last touch', values: [100, 300] },
        { name: 'Revenue, First touch', values: [500, 100] },
      ],
      summary:
        'Revenue, Last touch and Revenue, First touch of the first 2 rows. The table below has every row.',
    });
  });

  test('of the other columns is what came, or what it cost beside what it brought', () => {
    expect(barsOf(report, 'funnel')?.series).toEqual([{ name: 'Arrivals', values: [99, 9] }]);
    expect(barsOf(report, 'cost')).toMatchObject({
      names: ['baidu', 'weibo'],
      series: [{ values: [10, 400] }, { name: 'Cost', values: [900, 50] }],
    });
  });

  test('of one row alone compares nothing, and there is none', () => {
    expect(barsOf({ ...report, rows: report.rows.slice(0, 1) }, 'credit')).toBeNull();
  });
});

describe('the name of the row that is open', () => {
  const { rows } = reportOf([['weibo', {}]]);

  test.each([
    ['source', 'weibo', 'weibo'],
    ['source', 'baidu', 'baidu'],
    ['source', '', 'Direct'],
    ['channel', 'paidSearch', 'Paid search'],
    ['product', '', '(not itemised)'],
    ['store', 'x81c', 'the row that is open'],
  ] as const)('by %s, %j, is %s, also on another page of the table', (by, key, name) => {
    expect(openRowName(key, { rows, by })).toBe(name);
  });
});
