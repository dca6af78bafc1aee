// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest';
import { platformsAnswer } from '../../../server/web/console/platforms/answer.ts';
import { platformsFile } from '../../../server/web/console/platforms/csv.ts';
import { platformsQuery, readPlatformsView } from '../../../server/web/console/platforms/view.ts';
import { platformName, ruleWords } from '../../../server/web/console/platforms/words.ts';
import { texts } from '../../../server/web/console/texts.ts';
import { csvText } from '../../../server/web/console/ui/csvFile.ts';
import {
  type PlatformReport,
  type PlatformRow,
  VERDICT_RULES,
  type VerdictRule,
} from '../../../shared/wire/platforms.ts';

const TODAY = '2026-03-05';
const read = (query: string) => readPlatformsView(new URLSearchParams(query), TODAY);

beforeEach(() => texts.setLanguage('en'));

function row(key: string, rule: VerdictRule, parts: Partial<PlatformRow> = {}): PlatformRow {
  return {
    key,
    clicks: 400,
    arrivals: 300,
    unmeasured: 100,
    arrivalRate: { share: 0.75, interval: null },
    engaged: { share: 0.5, interval: [0.44, 0.56] },
    botArrivals: 12,
    botShare: 0.04,
    redemptions: 8,
    revenueMinor: 400_000,
    perHundred: {
      redemptions: 2,
      interval: [1, 3.9],
      revenueMinor: 100_000,
      revenueIntervalMinor: [50_000, 195_000],
    },
    trials: 'clicks',
    costMinor: 60_000,
    idleCostMinor: 5_000,
    verdict: { verdict: 'keep', rule, costMinor: 150, earnsMinor: [100, 200, 390] },
    ...parts,
  };
}

function report(rows: PlatformRow[], parts: Partial<PlatformReport> = {}): PlatformReport {
  return {
    by: 'source',
    from: '2026-02-27',
    to: TODAY,
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    immatureFrom: '2026-02-27',
    matureTo: null,
    thresholds: {
      leastTrials: 100,
      mostBots: 0.3,
      leastRedemptions: 5,
      marginPercent: 40,
      isMarginAssumed: false,
    },
    rows,
    ...parts,
  };
}

describe('the platforms page’s view in the address', () => {
  test('is the last 28 days by source, where nothing is said', () => {
    const range = { name: '28', from: '2026-02-06', to: TODAY };
    expect(read('')).toEqual({ range, by: 'source', row: null });
    expect(read('by=toString&range=constructor')).toMatchObject({ range: { name: '7' }, by: 'source' });
  });

  test('an open row and days of one’s own are kept; Direct’s key is empty', () => {
    const view = read('by=channel&range=custom&from=2026-01-01&to=2026-01-31&row=');
    expect(view.row).toBe('');
    expect(platformsQuery(view)).toEqual({ by: 'channel', from: '2026-01-01', to: '2026-01-31' });
  });
});

describe('the sentence', () => {
  test('says who brings customers, who brings water, and of whom it is too early to say it', () => {
    const rows = [
      row('douyin', 'surelyLoses', { redemptions: 1, revenueMinor: 50_000 }),
      row('baidu', 'surelyPays'),
      row('wechat', 'pays'),
      row('weibo', 'young'),
      row('ads', 'bots'),
      row('mail', 'tooFew'),
    ];
    expect(platformsAnswer(report(rows))).toBe(
      'baidu and wechat bring customers: 16 redemptions worth €8,000.00 for €1,200.00. ' +
        'douyin brings water: one redemption worth €500.00 for €600.00. ' +
        'weibo has cost more than it earned so far, but it is too early to stop. ' +
        'ads brings too many robots to weigh it.',
    );
  });

  test('names three and counts the others', () => {
    const rows = ['a', 'b', 'c', 'd', 'e'].map((key) => row(key, 'surelyLost'));
    expect(platformsAnswer(report(rows))).toContain('a, b, c, and 2 more bring water');
    texts.setLanguage('zh-CN');
    expect(platformsAnswer(report(rows))).toContain('a、b、c和另外 2 个 带来的只是流量');
  });

  test('says that it is too early where nothing that costs can be told apart', () => {
    const rows = [row('weibo', 'tooFew'), row('mail', 'free', { costMinor: null })];
    expect(platformsAnswer(report(rows))).toBe('It is too early to tell which platforms bring customers.');
  });

  test('without spend, says who brought most of the redemptions, or that nobody did', () => {
    const free = { costMinor: null, clicks: null };
    const rows = [row('weibo', 'noCost', { ...free, redemptions: 0 }), row('', 'free', free)];
    expect(platformsAnswer(report(rows))).toBe('Direct brought most: 8 redemptions worth €4,000.00.');
    expect(platformsAnswer(report(rows.slice(0, 1)))).toBe(
      'Nobody who came in these days has redeemed a code yet.',
    );
  });
});

describe('words', () => {
  test('channels are called by their names, sources as their links say', () => {
    expect(platformName('paidSocial', 'channel')).toBe('Paid social');
    expect(platformName('weibo', 'source')).toBe('weibo');
    expect(platformName('', 'source')).toBe('Direct');
  });

  test.each(['en', 'zh-CN'] as const)('every rule is told with its numbers (%s)', (language) => {
    texts.setLanguage(language);
    for (const rule of VERDICT_RULES) {
      const words = ruleWords(row('weibo', rule, { botShare: 0.41 }), report([], { matureTo: '2026-02-03' }));
      expect(words).not.toMatch(/rule\.|\{\{|undefined|null/);
      if (rule === 'tooFew') expect(words).toContain('100');
      if (rule === 'bots') expect(words).toMatch(/41\.0%.*30\.0%/);
      if (rule === 'surelyLost') expect(words).toMatch(/3/);
    }
  });
});

describe('the file', () => {
  test('has the columns of the table with their bounds apart, and what is unknown empty', () => {
    const unknown = { clicks: null, unmeasured: null, engaged: null, botShare: null, perHundred: null };
    const free = row('', 'noCost', { ...unknown, costMinor: null, idleCostMinor: null });
    const file = platformsFile(report([row('=weibo', 'pays'), free]));
    expect(file.name).toBe('platforms-source-2026-02-27-2026-03-05');
    const [heads = '', first, second, end] = csvText(file).split('\r\n');
    expect(heads.match(/(?:"[^"]*"|[^",]+)(?:,|$)/g)).toHaveLength(18);
    expect(first).toBe(
      "'=weibo,Keep,As counted it pays: a click earns at least what it costs. At worst it would not.," +
        '400,300,100,0.5,0.04,8,4000,2,1,3.9,1000,500,1950,600,50',
    );
    expect(second).toBe(
      'Direct,Keep,"No cost is known for it, and nobody has redeemed: there is nothing to weigh.",' +
        ',300,,,,8,4000,,,,,,,,',
    );
    expect(end).toBe('');
  });
});
