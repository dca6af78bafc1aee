import { describe, expect, test } from 'vitest';
import { matchCampaign } from '../../server/domain/campaign.ts';
import { DIRECT, readArrival, type Source } from '../../server/domain/source.ts';

const origins = ['https://shop.example', 'https://www.shop.example'];

const arrive = (query: string, referrer?: string, userAgent?: string) =>
  readArrival({ url: `https://shop.example/${query}`, referrer, origins, userAgent });

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
    expect(arrive(query, referrer).source).toEqual({
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
    expect(arrive('', referrer).source).toBeNull();
  });

  test('from inside with a campaign’s parameters is that campaign', () => {
    const { source } = arrive('?utm_source=weibo', 'https://shop.example/');
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
    expect(arrive(query).clickId).toBe(clickId);
  });

  test('by an app is that app’s where nothing else is known, and never interrupts a session', () => {
    expect(arrive('', undefined, 'MicroMessenger/8.0')).toEqual({
      source: { ...DIRECT, source: 'wechat', medium: 'app' },
      clickId: null,
      direct: true,
    });
    expect(arrive('', 'https://shop.example/', 'MicroMessenger/8.0').source).toBeNull();
    expect(arrive('', 'https://blog.example/', 'MicroMessenger/8.0')).toMatchObject({
      source: { source: null, referrerHost: 'blog.example' },
      direct: false,
    });
  });
});

describe('the keyword', () => {
  const GBK = '%C9%B3%B7%A2'; // 沙发
  const SHIFT_JIS = '%83%5C%83t%83%40'; // ソファ
  const EUC_KR = '%BC%D2%C6%C4'; // 소파
  const WINDOWS_1251 = '%E4%E8%E2%E0%ED'; // диван

  test.each<[string, string | null]>([
    ['https://www.google.com/search?q=red+sofa', 'red sofa'],
    ['https://www.google.com/search?Q=red%20%20sofa', 'red sofa'],
    ['https://www.google.com/', null],
    ['https://www.google.com/url?q=https%3A%2F%2Fshop.example%2F', null],
    ['https://www.baidu.com/s?wd=%E6%B2%99%E5%8F%91', '沙发'],
    [`https://www.baidu.com/s?wd=${GBK}`, '沙发'],
    [`https://www.baidu.com/s?ie=gb2312&wd=${GBK}`, '沙发'],
    [`https://m.baidu.com/s?word=${GBK}`, '沙发'],
    [`https://www.sogou.com/web?query=${GBK}`, '沙发'],
    [`https://www.so.com/s?q=${GBK}`, '沙发'],
    // Both bytes pass for a Cyrillic letter of UTF-8.
    ['https://www.sogou.com/web?query=%D0%A1', '小'],
    [`https://s.taobao.com/search?q=${GBK}`, '沙发'],
    [`https://www.bing.com/search?q=${GBK}`, null],
    [`https://search.yahoo.co.jp/search?ei=shift_jis&p=${SHIFT_JIS}`, 'ソファ'],
    [`https://search.naver.com/search.naver?query=${EUC_KR}`, '소파'],
    [`https://go.mail.ru/search?q=${WINDOWS_1251}`, 'диван'],
    ['https://yandex.ru/search/?text=%D0%B4%D0%B8%D0%B2%D0%B0%D0%BD', 'диван'],
    ['https://search.yahoo.com/search?p=sofa', 'sofa'],
    ['https://www.perplexity.ai/search?q=sofa', 'sofa'],
    ['https://www.xiaohongshu.com/search_result?keyword=%E6%B2%99%E5%8F%91', '沙发'],
    ['https://www.youtube.com/redirect?q=sofa', null],
    ['https://blog.example/search?q=sofa', null],
  ])('of %s is %s', (referrer, term) => {
    expect(arrive('', referrer).source?.term).toBe(term);
  });

  test('is the term where the link names none', () => {
    const referrer = 'https://www.baidu.com/s?wd=sofa';
    expect(arrive('?bd_vid=1', referrer).source).toMatchObject({ source: 'baidu', term: 'sofa' });
    expect(arrive('?utm_source=baidu&utm_term=chair', referrer).source?.term).toBe('chair');
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
