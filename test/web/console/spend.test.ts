// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { faultWords } from '../../../server/web/console/spend/CheckView.tsx';
import { spendRows } from '../../../server/web/console/spend/SpendTable.tsx';
import { answer } from '../../../server/web/console/spend/SpendTotalsView.tsx';
import { readSpendView, shownSpend } from '../../../server/web/console/spend/view.ts';
import { texts } from '../../../server/web/console/texts.ts';
import type { Spend } from '../../../shared/wire/spend.ts';

const row = (platform: string, kind: 'media' | 'agencyFee', costMinor: number) => ({
  platform,
  kind,
  days: 1,
  clicks: 0,
  impressions: 0,
  costMinor,
});

function spend(...platforms: Spend['platforms']): Spend {
  const costMinor = platforms.reduce((sum, each) => sum + each.costMinor, 0);
  const total = { clicks: 0, impressions: 0, costMinor };
  return { from: '2026-11-18', to: '2026-11-19', currency: 'EUR', platforms, total };
}

const ALL = { platform: null, kind: null };
const shown = (...platforms: Spend['platforms']) => shownSpend(spend(...platforms), null, ALL);

test('the answer names the platform that cost most, with all its kinds', () => {
  const rows = [
    row('google', 'media', 5_000),
    row('weibo', 'media', 4_000),
    row('weibo', 'agencyFee', 1_500),
  ];
  expect(answer(shown(...rows), ALL)).toBe('These days cost €105.00, most of it on weibo (52.4%).');
  expect(answer(shown(row('google', 'media', 5_000)), ALL)).toBe(
    'These days cost €50.00, all of it on google.',
  );
  expect(answer(shown(row('google', 'media', 0)), ALL)).toBe('These days cost nothing.');
});

test('a fault is told with its line, its column and what stands there', () => {
  const fault = { line: 12, column: 'cost', fault: 'badNumber', value: 'abc' } as const;
  expect(faultWords(fault, 'EUR')).toBe('Line 12: Cost “abc” is no number');
  expect(faultWords({ ...fault, fault: 'otherCurrency', value: '$1' }, 'EUR')).toBe(
    'Line 12: Cost “$1” is not in EUR, the currency of the site',
  );
  expect(faultWords({ ...fault, column: null, fault: 'badQuotes', value: '' }, 'EUR')).toBe(
    'Line 12: has quotes that do not close',
  );
  texts.setLanguage('zh-CN');
  expect(faultWords(fault, 'EUR')).toBe('第 12 行: 费用 “abc” 不是数字');
  texts.setLanguage('en');
});

test('of one platform or kind, the total is that of what is left', () => {
  const rows = [
    row('weibo', 'media', 4_000),
    row('weibo', 'agencyFee', 1_500),
    row('google', 'media', 9_000),
  ];
  const linesOf = (view: Parameters<typeof shownSpend>[2]) => {
    const { lines, total } = shownSpend(spend(...rows), null, view);
    return [lines.map(({ platform, kind }) => `${platform} ${kind}`), total.costMinor];
  };
  expect(linesOf({ platform: 'weibo', kind: null })).toEqual([['weibo media', 'weibo agencyFee'], 5_500]);
  expect(linesOf({ platform: null, kind: 'media' })).toEqual([['weibo media', 'google media'], 13_000]);
  expect(linesOf({ platform: 'weibo', kind: 'platformFee' })).toEqual([[], 0]);
  const said = (view: Parameters<typeof shownSpend>[2]) =>
    answer(shownSpend(spend(...rows), null, view), view);
  expect([
    said({ platform: 'weibo', kind: null }),
    said({ platform: null, kind: 'media' }),
    said({ platform: 'weibo', kind: 'agencyFee' }),
  ]).toEqual([
    'weibo cost €55.00 in these days.',
    'In these days €130.00 went to media.',
    'weibo cost €15.00 of agency fee in these days.',
  ]);
});

test('beside the days before: what was spent in either, and both add up', () => {
  const now = spend(row('weibo', 'media', 4_000), row('google', 'media', 9_000));
  const before = spend(row('weibo', 'media', 5_000), row('baidu', 'media', 700));
  const both = shownSpend(now, before, ALL);
  expect(
    both.lines.map(({ platform, costMinor, previous }) => [platform, costMinor, previous?.costMinor]),
  ).toEqual([
    ['weibo', 4_000, 5_000],
    ['google', 9_000, 0],
    ['baidu', 0, 700],
  ]);
  expect([both.total.costMinor, both.total.previous?.costMinor]).toEqual([13_000, 5_700]);
  expect(answer(both, ALL)).toBe('These days cost €130.00, most of it on google (69.2%).');
  const [heads, line] = spendRows(both);
  expect(heads?.slice(5)).toEqual([
    'Cost (EUR)',
    'Clicks, days before',
    'Impressions, days before',
    'Cost (EUR), days before',
  ]);
  expect(line).toEqual(['weibo', 'media', 1, 0, 0, 40, 0, 0, 50]);
});

test('the view lies in the address; what makes no sense takes its default', () => {
  const read = (query: string) => readSpendView(new URLSearchParams(query), '2026-11-20');
  expect(read('previous=1&platform=weibo&kind=agencyFee')).toMatchObject({
    previous: true,
    platform: 'weibo',
    kind: 'agencyFee',
  });
  expect(read('kind=nonsense')).toMatchObject({ previous: false, platform: null, kind: null });
});
