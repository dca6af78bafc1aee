import { describe, expect, it } from 'vitest';
import { noCounts } from '../../shared/funnelChange.ts';
import { countsOfEach, matchesSource, ruleOf, type SourceRule } from '../../shared/sourceRule.ts';
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
    const rules = [ruleOf({ source: 'weibo', medium: ' ', campaign: null }), ruleOf({ source: 'douyin' })];
    expect(countsOfEach(sources, rules)).toMatchObject([{ arrival: 7, revenueMinor: 700 }, null]);
  });

  it('costs little where a page has many rows and a site many sources', () => {
    const names = Array.from({ length: 2_000 }, (_, n) => `Campaign ${n}`);
    const sources = names.map((campaign, id) => ({
      source: { ...SPRING, id, campaign },
      counts: noCounts(),
    }));
    const started = performance.now();
    const rules = names
      .slice(0, 500)
      .map((campaign) => ({ source: ['weibo'], campaign: [campaign, `${campaign}x`] }));
    expect(countsOfEach(sources, rules).every(Boolean)).toBe(true);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
