// @vitest-environment happy-dom
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attributionAnswer } from '../../../server/web/console/attribution/answer.ts';
import { toCsv } from '../../../server/web/console/attribution/csv.ts';
import {
  attributionQuery,
  fileQuery,
  leadersQuery,
  readAttributionView,
  redemptionsQuery,
} from '../../../server/web/console/attribution/view.ts';
import { texts } from '../../../server/web/console/texts.ts';
import type { AttributionReport } from '../../../shared/wire/report.ts';
import { figuresOf, type Known, reportOf } from './attributionReport.ts';

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
      order: 1,
      columns: 'credit',
      previous: false,
      filters: { channel: null, campaign: null, store: null, city: null },
      sort: null,
      ascending: false,
      page: 1,
      row: null,
      sales: 1,
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
    expect(redemptionsQuery(read('row=&compare=first'), '')).toEqual({
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
    expect(attributionQuery(read('by=store&model=linear'))).toEqual({
      by: 'store',
      model: 'linear',
      from: '2026-02-27',
      to: TODAY,
      offset: 0,
      limit: 50,
    });
  });

  test('a whole view is read from a link: what it asks for follows', () => {
    const view = read(
      'range=28&by=campaign&model=markov&order=2&compare=first&previous=1&channel=paidSearch&campaign=&sort=days&ascending=1&page=3&row=x&sales=2',
    );
    const asked = {
      by: 'campaign',
      model: 'markov',
      order: 2,
      compare: 'first',
      from: '2026-02-06',
      to: TODAY,
      channel: 'paidSearch',
      campaign: '',
    };
    const sorted = { previous: true, sort: 'days', ascending: true };
    expect(attributionQuery(view)).toEqual({ ...asked, ...sorted, offset: 100, limit: 50 });
    expect(fileQuery(view)).toEqual({ ...asked, ...sorted, offset: 0, limit: 1_000 });
    expect(leadersQuery(view)).toEqual({ ...asked, previous: true, offset: 0, limit: 50 });
    expect(redemptionsQuery(view, 'x')).toEqual({ ...asked, key: 'x', offset: 20, limit: 20 });
  });

  test.each(['by=store', 'by=landing', 'by=source&store=s1', 'by=channel&city='])(
    '%s knows neither arrivals nor cost, so its columns are those of credit',
    (query) => {
      expect(read(`${query}&columns=cost&sort=roas`)).toMatchObject({ columns: 'credit', sort: null });
    },
  );

  test('rows are put in order by a column that is shown, and by no other', () => {
    expect(read('sort=roas&ascending=1')).toMatchObject({ sort: null, ascending: false });
    expect(read('sort=comparedRevenue').sort).toBeNull();
    expect(read('sort=comparedRevenue&compare=linear').sort).toBe('comparedRevenue');
    expect(read('columns=funnel&sort=coupon').sort).toBe('coupon');
  });

  test('arrivals and cost depend on no model, so none stands beside', () => {
    expect(read('columns=funnel&compare=first').compare).toBeNull();
    expect(read('columns=cost&compare=markov&order=3').compare).toBeNull();
  });

  test('a store keeps its redemptions under every model, but not the part that a channel brought of them', () => {
    expect(read('by=store&compare=first').compare).toBeNull();
    expect(read('by=store&compare=first&channel=email').compare).toBe('first');
  });

  test.each(['0', '-1', '1.5', 'x', '99999999'])('page %s is the first', (page) => {
    expect(read(`page=${page}&sales=${page}`)).toMatchObject({ page: 1, sales: 1 });
  });
});

type Sums = [redemptions: number, revenueMinor: number];

const report = (
  rows: [label: string | null, credited: Sums, compared?: Sums][],
  more: Partial<AttributionReport> = {},
) =>
  reportOf(
    rows.map(([label, credited, compared]) => [label, { credited, ...(compared ? { compared } : {}) }]),
    more,
  );

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

  const spent: [string, Known][] = [
    ['weibo', { credited: [38, 380], costMinor: 100 }],
    ['baidu', { credited: [4, 40], costMinor: 900 }],
  ];

  test('names what cost most, and what that brought', () => {
    expect(attributionAnswer(reportOf(spent))).toMatch(/ baidu cost most, CN¥9\.00, and brought 4\.$/);
    const alone = reportOf([['baidu', { credited: [4, 40], costMinor: 900 }]]);
    expect(attributionAnswer(alone)).toMatch(/ It cost CN¥9\.00\.$/);
    const reversed = reportOf([['weibo', { credited: [38, 380], costMinor: 901 }], ...spent.slice(1)]);
    expect(attributionAnswer(reversed)).toMatch(/ It cost most too: CN¥9\.01\.$/);
  });

  test('names nothing that a row which is not here may surpass', () => {
    const rest = (costMinor: number) => ({
      others: { rows: 70, ...figuresOf({ costMinor, credited: [1, 1] }), previous: null },
    });
    expect(attributionAnswer(reportOf(spent, rest(900)))).toContain('baidu cost most');
    expect(attributionAnswer(reportOf(spent, rest(901)))).not.toContain('cost most');
    const compared: [string, Known][] = [['weibo', { credited: [2, 20], compared: [1, 10] }]];
    const unseen = { others: { rows: 9, ...figuresOf({ compared: [4, 40] }), previous: null } };
    expect(attributionAnswer(reportOf(compared, unseen))).not.toContain('First touch');
  });

  test('says what was spent although nothing was redeemed', () => {
    expect(attributionAnswer(reportOf([['baidu', { costMinor: 900 }]]))).toBe(
      'Nothing was redeemed in these days. baidu cost most, CN¥9.00, and brought 0.',
    );
  });

  test('names the model where a channel’s part of a store’s redemptions is looked at', () => {
    const given = report([['Bund', [1, 100]]], { by: 'store', filters: { channel: 'email' } });
    expect(attributionAnswer(given)).toContain('By Last touch, Bund earned all of it');
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
});
