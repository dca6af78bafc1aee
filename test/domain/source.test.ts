import { describe, expect, test } from 'vitest';
import { matchCampaign } from '../../server/domain/campaign.ts';
import { DIRECT, readArrival, type Source } from '../../server/domain/source.ts';

const OWN = ['https://shop.example', 'https://www.shop.example'];

describe('an arrival', () => {
  test.each<[string, string | undefined, Partial<Source>]>([
    [
      '?utm_source=Weibo&utm_medium=Social&utm_campaign=Autumn',
      undefined,
      { source: 'weibo', medium: 'social', campaign: 'autumn' },
    ],
    ['?UTM_SOURCE=weibo', undefined, { source: 'weibo' }],
    ['?utm_source=%E5%BE%AE%E5%8D%9A', undefined, { source: '微博' }],
    ['?utm_term=Red%20Sofa&utm_content=Banner_A', undefined, { term: 'Red Sofa', content: 'Banner_A' }],
    ['#utm_source=wechat', undefined, { source: 'wechat' }],
    ['#/sofas?utm_source=wechat', undefined, { source: 'wechat' }],
    [
      '?gclid=abc',
      'https://www.google.com/',
      { source: 'google', medium: 'cpc', referrerHost: 'google.com' },
    ],
    [
      '?gclid=abc&utm_source=newsletter&utm_medium=email',
      undefined,
      { source: 'newsletter', medium: 'email' },
    ],
    ['?bd_vid=1', undefined, { source: 'baidu', medium: 'cpc' }],
    ['?gdt_vid=1', undefined, { source: 'tencent', medium: 'cpc' }],
    ['?msclkid=1', undefined, { source: 'bing', medium: 'cpc' }],
    ['?fbclid=1', undefined, { source: 'facebook', medium: 'paid_social' }],
    ['', 'https://www.zhihu.com/question/1', { referrerHost: 'zhihu.com' }],
    ['', 'android-app://com.example', { referrerHost: 'com.example' }],
    ['', undefined, {}],
    ['?utm_source=', undefined, {}],
    ['', 'https://notshop.example/', { referrerHost: 'notshop.example' }],
  ])('at %s from %s is %o', (query, referrer, expected) => {
    expect(readArrival(`https://shop.example/${query}`, referrer, OWN).source).toEqual({
      ...DIRECT,
      ...expected,
    });
  });

  test.each([
    ['https://shop.example/sofas'],
    ['https://www.shop.example/'],
    ['https://checkout.stripe.com/pay'],
    ['https://www.paypal.com/'],
    ['https://excashier.alipay.com/'],
  ])('from %s comes from inside', (referrer) => {
    expect(readArrival('https://shop.example/', referrer, OWN).source).toBeNull();
  });

  test('from inside with a campaign’s parameters is that campaign', () => {
    const { source } = readArrival('https://shop.example/?utm_source=weibo', 'https://shop.example/', OWN);
    expect(source).toMatchObject({ source: 'weibo', referrerHost: null });
  });

  test.each([
    ['?gclid=a', 'gclid:a'],
    ['?gbraid=b', 'gbraid:b'],
    ['?wbraid=c&gbraid=d', 'gbraid:d'],
    ['?ttclid=e', 'ttclid:e'],
    ['?qz_gdt=f', 'qz_gdt:f'],
    ['', null],
  ])('at %s has the click id %s', (query, clickId) => {
    expect(readArrival(`https://shop.example/${query}`, undefined, OWN).clickId).toBe(clickId);
  });
});

describe('a campaign', () => {
  const campaign = (id: string, rules: object[], parts: object = {}) => ({
    id,
    isDefault: false,
    storeId: null,
    active: true,
    offers: [],
    rules,
    ...parts,
  });
  const from = (parts: Partial<Source>) => ({ ...DIRECT, ...parts });

  test.each<[string, object, Partial<Source>, boolean]>([
    [
      'every field of a rule',
      { source: 'weibo', medium: 'social' },
      { source: 'weibo', medium: 'social' },
      true,
    ],
    ['not half of a rule', { source: 'weibo', medium: 'social' }, { source: 'weibo' }, false],
    ['any case', { campaign: 'Autumn' }, { campaign: 'autumn' }, true],
    ['a wildcard at the end', { campaign: 'autumn*' }, { campaign: 'autumn_2026' }, true],
    ['a wildcard at the start', { referrerHost: '*.weibo.com' }, { referrerHost: 'm.weibo.com' }, true],
    ['a wildcard between', { campaign: 'a*z' }, { campaign: 'a-to-z' }, true],
    ['two wildcards in order', { campaign: '*b*c*' }, { campaign: 'acb' }, false],
    ['no overlap of a wildcard’s ends', { campaign: 'aba*aba' }, { campaign: 'aba' }, false],
    ['nothing by an empty rule', {}, { source: 'weibo' }, false],
  ])('matches by %s', (_name, rule, source, matches) => {
    expect(matchCampaign([campaign('a', [rule])], from(source))?.id ?? null).toBe(matches ? 'a' : null);
  });

  test('matches before the default one, whatever their order; an inactive one never', () => {
    const campaigns = [
      campaign('default', [], { isDefault: true }),
      campaign('off', [{ source: 'weibo' }], { active: false }),
      campaign('weibo', [{ source: 'weibo' }]),
    ];
    expect(matchCampaign(campaigns, from({ source: 'weibo' }))?.id).toBe('weibo');
    expect(matchCampaign(campaigns, from({ source: 'baidu' }))?.id).toBe('default');
  });
});
