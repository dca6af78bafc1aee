// @vitest-environment happy-dom
import { beforeAll, describe, expect, test } from 'vitest';
import { answer } from '../../../server/web/console/funnel/answer.ts';
import { texts } from '../../../server/web/console/texts.ts';
import { addCounts, noCounts } from '../../../shared/funnelChange.ts';
import type { Counts, Funnel, SourceCounts } from '../../../shared/wire/funnel.ts';

const row = (id: number, source: string | null, some: Partial<Counts>, campaign = 'c'): SourceCounts => ({
  source: {
    id,
    source,
    medium: null,
    campaign,
    term: null,
    content: null,
    referrerHost: null,
    channel: 'organicSocial',
  },
  counts: { ...noCounts(), ...some },
});

function funnel(...sources: SourceCounts[]): Funnel {
  return {
    site: 's',
    page: null,
    from: '2026-09-01',
    to: '2026-09-01',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
    at: 0,
    immatureFrom: null,
    counts: sources.reduce((sum, { counts }) => addCounts(sum, counts), noCounts()),
    sources,
    days: [],
    positions: [],
  };
}

beforeAll(() => texts.setLanguage('en'));

describe('the answer in plain words', () => {
  test('names who brought most redemptions and who brought most visitors', () => {
    const [first] = answer(
      funnel(
        row(1, 'baidu', { arrival: 420, redemption: 4 }),
        row(2, 'weibo', { arrival: 300, redemption: 57 }),
      ),
    );
    expect(first).toBe(
      'Weibo brought 57 of 61 redemptions; Baidu brought most visitors (420) and 4 of them.',
    );
  });

  test('takes all campaigns of a source together', () => {
    const [first] = answer(
      funnel(
        row(1, 'baidu', { arrival: 9, redemption: 3 }),
        row(2, 'weibo', { arrival: 8, redemption: 2 }, 'autumn'),
        row(3, 'weibo', { arrival: 8, redemption: 2 }, 'winter'),
      ),
    );
    expect(first).toBe('Weibo brought 4 of 7 redemptions.');
  });

  test('has one subject where one source brought everything', () => {
    expect(answer(funnel(row(1, 'weibo', { arrival: 9, redemption: 1 })))[0]).toBe(
      'Weibo brought the one redemption.',
    );
    expect(answer(funnel(row(1, null, { arrival: 9, redemption: 5 })))[0]).toBe(
      'Direct brought all 5 redemptions.',
    );
  });

  test('speaks of online orders where nothing was redeemed', () => {
    expect(answer(funnel(row(1, 'weibo', { arrival: 9, order: 2 })))[0]).toBe(
      'Weibo brought all 2 online orders.',
    );
  });

  test('says how far people came where nobody bought', () => {
    expect(
      answer(funnel(row(1, 'weibo', { arrival: 9, coupon: 2 }), row(2, 'baidu', { arrival: 3 })))[0],
    ).toBe('12 visitors arrived, most of them from Weibo (9); 2 saw a code, and none has been redeemed yet.');
    expect(answer(funnel(row(1, 'weibo', { arrival: 1 })))[0]).toBe(
      '1 visitor arrived; nobody has redeemed a code yet.',
    );
    expect(answer(funnel())).toEqual(['Nobody arrived in these days.']);
  });

  test('names the worst step and whom to ask', () => {
    const counts = {
      arrival: 100,
      product: 90,
      engagement: 80,
      intent: 70,
      coupon: 60,
      visit: 6,
      redemption: 5,
    };
    expect(answer(funnel(row(1, 'weibo', counts)))[1]).toBe(
      'Most are lost between “Code shown” and “Store visit”: 90.0%. Ask the store team.',
    );
  });

  test('says it in Chinese', () => {
    texts.setLanguage('zh-CN');
    expect(answer(funnel(row(1, '微博', { arrival: 9, redemption: 5 })))[0]).toBe(
      '全部 5 次核销都由 微博 带来。',
    );
    texts.setLanguage('en');
  });
});
