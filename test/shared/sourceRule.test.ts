import { describe, expect, it } from 'vitest';
import { noCounts } from '../../shared/funnelChange.ts';
import { countsOf, matchesSource, ruleOf, type SourceRule } from '../../shared/sourceRule.ts';
import type { SourceLabel } from '../../shared/wire/funnel.ts';

const SPRING: SourceLabel = {
  id: 1,
  source: 'weibo',
  medium: 'social',
  campaign: 'spring',
  term: null,
  content: 'Profile',
  referrerHost: null,
  channel: 'organicSocial',
};

describe('a rule for sources', () => {
  it.each<[SourceRule, boolean]>([
    [{}, true],
    [{ source: ['weibo'] }, true],
    [{ source: [' Weibo '], content: ['profile'] }, true],
    [{ source: ['weibo'], campaign: ['autumn'] }, false],
    [{ source: ['weibo'], campaign: ['autumn', 'SPRING'] }, true],
    [{ source: ['weibo'], campaign: [null] }, false],
    [{ term: [null] }, true],
    // A row of a foreign page may be called anything.
    [{ campaign: ['*'] }, false],
    [{ campaign: [] }, false],
  ])('%j: %s', (rule, matches) => {
    expect(matchesSource(rule, SPRING)).toBe(matches);
  });

  it('sums what it means, and tells nothing where it means nothing', () => {
    const counts = (arrival: number) => ({ ...noCounts(), arrival, revenueMinor: arrival * 100 });
    const sources = [
      { source: SPRING, counts: counts(3) },
      { source: { ...SPRING, id: 2, campaign: 'autumn' }, counts: counts(4) },
      { source: { ...SPRING, id: 3, source: 'baidu' }, counts: counts(5) },
    ];
    expect(countsOf(sources, ruleOf({ source: 'weibo', medium: ' ', campaign: null }))).toMatchObject({
      arrival: 7,
      revenueMinor: 700,
    });
    expect(countsOf(sources, ruleOf({ source: 'douyin' }))).toBeNull();
  });
});
