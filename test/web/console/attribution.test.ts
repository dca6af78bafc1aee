// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attributionAnswer } from '../../../server/web/console/attribution/answer.ts';
import { attributionCsv, toCsv } from '../../../server/web/console/attribution/csv.ts';
import {
  attributionQuery,
  readAttributionView,
  redemptionsQuery,
} from '../../../server/web/console/attribution/view.ts';
import { texts } from '../../../server/web/console/texts.ts';
import type { AttributionReport, AttributionRow } from '../../../shared/wire/report.ts';
import type { Credited, Figures } from '../../../shared/wire/reportFigures.ts';

const TODAY = '2026-03-05';
const read = (query: string) => readAttributionView(new URLSearchParams(query), TODAY);

beforeAll(() => texts.setLanguage('en'));
beforeEach(() => texts.setLanguage('en'));

describe('the attribution page’s view in the address', () => {
  test('is the last seven days by source under the last touch, where nothing is said', () => {
    expect(read('')).toEqual({
      range: { name: '7', from: '2026-02-27', to: TODAY },
      by: 'source',
      model: 'last',
      compare: null,
      row: null,
      sale: null,
    });
  });

  test.each(['by=toString&model=toString&compare=none', 'model=last&compare=last'])(
    '%s takes its defaults',
    (query) => {
      expect(read(query)).toMatchObject({ by: 'source', model: 'last', compare: null });
    },
  );

  test('a model that knows sources alone is none of a store’s, nor of a landing page’s', () => {
    expect(read('by=channel&model=markov&compare=shapley')).toMatchObject({
      model: 'markov',
      compare: 'shapley',
    });
    expect(read('by=landing&model=markov&compare=shapley')).toMatchObject({ model: 'last', compare: null });
  });

  test('Direct’s row is open by its empty key', () => {
    expect(read('row=').row).toBe('');
    expect(redemptionsQuery(read('row=&compare=first'), '', 20)).toEqual({
      by: 'source',
      model: 'last',
      compare: 'first',
      from: '2026-02-27',
      to: TODAY,
      key: '',
      offset: 0,
      limit: 20,
    });
  });

  test('asks for no second model where there is none', () => {
    expect(attributionQuery(read('by=store&model=linear'), 50)).toEqual({
      by: 'store',
      model: 'linear',
      from: '2026-02-27',
      to: TODAY,
      limit: 50,
    });
  });
});

function credited(redemptions: number, revenueMinor: number, wholeMinor: number): Credited {
  return {
    redemptions,
    revenueMinor,
    discountMinor: revenueMinor / 10,
    averageMinor: redemptions === 0 ? null : Math.round(revenueMinor / redemptions),
    share: wholeMinor === 0 ? null : revenueMinor / wholeMinor,
    days: null,
  };
}

const figures: Omit<Figures, 'credited'> & { previous: null } = {
  clicks: null,
  impressions: null,
  cost: null,
  arrivals: null,
  steps: null,
  rates: null,
  returnOnSpend: null,
  compared: null,
  previous: null,
};

type Sums = [redemptions: number, revenueMinor: number];

function report(
  rows: [label: string | null, model: Sums, compare?: Sums][],
  more: Partial<AttributionReport> = {},
) {
  const whole = rows.reduce((sum, [, [, minor]]) => sum + minor, 0);
  const all = rows.reduce((sum, [, [n]]) => sum + n, 0);
  const total = credited(all, whole, whole);
  const compares = rows.some(([, , compare]) => compare);
  const answer: AttributionReport = {
    by: 'source',
    model: 'last',
    compare: compares ? 'first' : null,
    from: '2026-03-01',
    to: TODAY,
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    lookbackDays: 30,
    axis: {
      credited: 'redemptionDay',
      arrivals: 'arrivalDay',
      steps: 'arrivalDay',
      spend: 'spendDay',
      returnOnSpend: 'arrivalDay',
    },
    immatureFrom: null,
    matureTo: TODAY,
    filters: {},
    previous: null,
    rows: rows.map(
      ([label, model, compare]): AttributionRow => ({
        key: label ?? '',
        label,
        ...figures,
        arrivals: 10,
        credited: credited(...model, whole),
        compared: compare ? credited(...compare, whole) : null,
      }),
    ),
    others: null,
    total: { ...figures, arrivals: 10 * rows.length, credited: total, compared: compares ? total : null },
  };
  return { ...answer, ...more };
}

describe('the answer in plain words', () => {
  test.each<[string, AttributionReport, string]>([
    [
      'names who earned most',
      report([
        ['weibo', [1.5, 300_000]],
        ['baidu', [0.5, 100_000]],
      ]),
      'By Last touch, weibo earned most: CN¥3,000.00 of CN¥4,000.00 (75.0%), 1.5 of 2 redemptions.',
    ],
    [
      'says what the second model makes of it',
      report([
        ['weibo', [2, 300_000], [1, 250_000]],
        [null, [0, 100_000], [1, 150_000]],
      ]),
      ' By First touch it would be CN¥2,500.00.',
    ],
    [
      'names who comes first under the second model',
      report([
        ['weibo', [2, 300_000], [1, 100_000]],
        [null, [0, 100_000], [1, 300_000]],
      ]),
      ' By First touch, Direct would come first with CN¥3,000.00.',
    ],
    ['says that the models agree', report([['weibo', [1, 100], [1, 100]]]), ' First touch says the same.'],
    ['shares no money where there is none', report([['weibo', [1, 0]]]), 'there is no money to share'],
    [
      'names no model where none shares',
      report(
        [
          ['Bund', [2, 300]],
          ['Lake', [1, 100]],
        ],
        { by: 'store' },
      ),
      'Bund took most: CN¥3.00 of CN¥4.00 (75.0%), 2 of 3 redemptions.',
    ],
    [
      'calls a channel by its name',
      report([['paidSearch', [1, 100]]], { by: 'channel' }),
      'By Last touch, Paid search earned all of it',
    ],
  ])('%s', (_what, given, expected) => {
    expect(attributionAnswer(given)).toContain(expected);
  });

  test('speaks Chinese', () => {
    texts.setLanguage('zh-CN');
    expect(attributionAnswer(report([[null, [1, 100]]]))).toContain('按末次触点，全部由 直接访问 贡献');
  });
});

describe('the CSV', () => {
  test.each([
    ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@sum', "'@sum"],
    ['\tx', "'\tx"],
    ['\rx', `"'\rx"`],
    ['autumn, sofas', '"autumn, sofas"'],
    ['a "b"', '"a ""b"""'],
    ['two\nlines', '"two\nlines"'],
    ['春季', '春季'],
    ['plain=1', 'plain=1'],
  ])('writes %j as %j', (given, expected) => {
    expect(toCsv([[given]])).toBe(`\uFEFF${expected}\r\n`);
  });

  test('leaves numbers alone, also those below nothing', () => {
    expect(toCsv([[-1.5, 0]])).toBe('\uFEFF-1.5,0\r\n');
  });

  test('has what the table shows, both models, the rest and the total', () => {
    const given = report([
      ['weibo', [1.5, 300_000], [1, 100_000]],
      ['=cmd', [0.5, 100_000], [1, 300_000]],
    ]);
    const lines = attributionCsv({ ...given, others: { rows: 3, ...given.total } }).split('\r\n');
    expect(lines[0]).toContain('Source,Arrivals,"Redemptions, Last touch","Revenue (CNY), Last touch"');
    expect(lines[1]).toBe('weibo,10,1.5,3000,300,2000,1,1000,100,1000');
    expect(lines[2]).toMatch(/^'=cmd,/);
    expect(lines[3]).toMatch(/^3 others,20,2,4000,/);
    expect(lines[4]).toMatch(/^All redemptions,20,2,4000,/);
    expect(new Set(lines.slice(0, 5).map((line) => line.replace(/"[^"]*"/g, '').split(',').length))).toEqual(
      new Set([10]),
    );
  });
});
