import { describe, expect, it } from 'vitest';
import { draftOf, placementInput, tagsOf } from '../../extension/placements/draft.ts';

describe('a page that is to be tracked', () => {
  it('is called by its title and kept without what does not name it', () => {
    const draft = draftOf('https://weibo.example/u/linden?from=feed#top', ' Linden on Weibo ');
    expect(draft).toMatchObject({
      name: 'Linden on Weibo',
      page: 'https://weibo.example/u/linden',
      adapter: null,
    });
    expect(draftOf('https://weibo.example/u/linden', '').name).toBe('weibo.example');
  });

  it.each([
    [
      'https://ads.google.com/aw/campaigns?ocid=7',
      {
        page: 'https://ads.google.com/aw/*',
        adapter: 'google-ads',
        tags: { source: 'google', medium: 'cpc', content: '' },
      },
    ],
    [
      'https://detail.tmall.com/item.htm?spm=a&id=700100',
      { page: 'https://detail.tmall.com/item.htm?id=700100', adapter: 'tmall', tags: { content: '700100' } },
    ],
    [
      'https://www.xiaohongshu.com/explore/64f0aa01?xsec_token=secret',
      {
        page: 'https://www.xiaohongshu.com/explore/64f0aa01',
        adapter: 'xiaohongshu',
        tags: { content: '64f0aa01' },
      },
    ],
    [
      'https://www.dianping.com/shop/H7xQ01',
      {
        page: 'https://www.dianping.com/shop/H7xQ01',
        adapter: 'dianping',
        tags: { source: 'dianping', content: 'H7xQ01' },
      },
    ],
  ])('on a platform, %s, begins with what that platform’s links carry', (address, draft) => {
    expect(draftOf(address, 'x')).toMatchObject(draft);
  });

  it('is sent with what was left empty as any, and comes back as it was', () => {
    const draft = draftOf('https://www.dianping.com/shop/H7xQ01', 'Bund');
    const input = placementInput(draft);
    expect(input).toEqual({
      name: 'Bund',
      page: 'https://www.dianping.com/shop/H7xQ01',
      source: 'dianping',
      medium: 'local',
      campaign: null,
      content: 'H7xQ01',
      term: null,
      adapter: 'dianping',
    });
    expect(tagsOf(input)).toEqual(draft.tags);
  });
});
