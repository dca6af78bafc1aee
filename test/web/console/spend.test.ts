// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { faultWords } from '../../../server/web/console/spend/CheckView.tsx';
import { answer } from '../../../server/web/console/spend/SpendTotalsView.tsx';
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

test('the answer names the platform that cost most, with all its kinds', () => {
  const rows = [
    row('google', 'media', 5_000),
    row('weibo', 'media', 4_000),
    row('weibo', 'agencyFee', 1_500),
  ];
  expect(answer(spend(...rows))).toBe('These days cost €105.00, most of it on weibo (52.4%).');
  expect(answer(spend(row('google', 'media', 5_000)))).toBe('These days cost €50.00, all of it on google.');
  expect(answer(spend(row('google', 'media', 0)))).toBe('These days cost nothing.');
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
