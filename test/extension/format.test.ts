import { describe, expect, it } from 'vitest';
import { createFormats } from '../../extension/format.ts';
import { sourceName } from '../../extension/live/sourceName.ts';

describe('numbers for people', () => {
  const english = createFormats('EUR', 'Europe/Berlin', 'en');
  const chinese = createFormats('CNY', 'Asia/Shanghai', 'zh-CN');

  it('are exact where there is room, short where there is none', () => {
    expect(english.count(12_345)).toBe('12,345');
    expect(english.shortCount(9_999)).toBe('9,999');
    expect(english.shortCount(12_345)).toBe('12.3K');
    expect([english.share(0.1234), english.share(1)]).toEqual(['12.3%', '100%']);
    expect(english.interval(0.484, 0.781)).toBe('48–79');
    expect(english.money(499_900)).toBe('€4,999.00');
    expect(english.shortMoney(499_900)).toBe('€4,999');
    expect(english.shortMoney(99_950)).toBe('€999.50');
    expect(english.shortMoney(499_950)).toBe('€5,000');
    expect(english.shortMoney(1_234_567_00)).toBe('€1.2M');
    expect(english.shortMoney(-499_900)).toBe('-€4,999');
    expect(chinese.money(499_900)).toBe('¥4,999.00');
  });

  it('tells growth by an arrow, never by a sign that reads as a loss', () => {
    expect([english.growth(3, 2), english.growth(1, 2), english.growth(2, 2)]).toEqual([
      '↑50%',
      '↓50%',
      '=0%',
    ]);
  });

  it('know currencies without a minor unit', () => {
    expect(createFormats('JPY', 'Asia/Tokyo', 'en').money(4_999)).toBe('¥4,999');
  });

  it('say how old something is', () => {
    const now = 1_000_000_000;
    expect(english.ago(now - 5_000, now)).toBe('5 sec. ago');
    expect(english.ago(now - 125_000, now)).toBe('2 min. ago');
    expect(english.ago(now - 26 * 3_600_000, now)).toBe('yesterday');
    expect(english.ago(now + 9_000, now)).toBe('now');
  });

  it('give days of the site’s calendar, wherever the reader is', () => {
    expect(english.day('2026-03-01')).toBe('Mar 1');
  });
});

describe('a source in few words', () => {
  const none = {
    id: 1,
    source: null,
    medium: null,
    campaign: null,
    term: null,
    content: null,
    referrerHost: null,
    channel: 'organicSocial' as const,
  };

  it.each([
    [
      { source: 'weibo', medium: 'social', campaign: 'autumn' },
      { name: 'weibo', detail: 'social · autumn' },
    ],
    [{ source: 'weibo' }, { name: 'weibo', detail: '' }],
    [{ referrerHost: 'bing.com' }, { name: 'bing.com', detail: '' }],
    [{ medium: 'cpc' }, { name: 'cpc', detail: '' }],
    [
      { medium: 'cpc', campaign: 'x' },
      { name: 'cpc', detail: 'x' },
    ],
    [{}, { name: null, detail: '' }],
  ])('%j', (given, expected) => {
    expect(sourceName({ ...none, ...given })).toEqual(expected);
  });
});
