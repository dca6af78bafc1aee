import { describe, expect, test } from 'vitest';
import { channelOf } from '../../server/domain/channel.ts';
import { appOf } from '../../server/domain/inAppBrowser.ts';
import {
  DIRECT,
  OTHER_SOURCE,
  readArrival,
  type Source,
  UNKNOWN_SOURCE,
} from '../../server/domain/source.ts';
import type { Channel } from '../../shared/channels.ts';
import type { ChannelRule } from '../../shared/wire/site.ts';

const origins = ['https://shop.example'];

/** The channel of someone who arrives at this address with this referrer, by this browser. */
function channelAt(query: string, referrer?: string, userAgent?: string): Channel | null {
  const url = `https://shop.example/${query}`;
  const { source } = readArrival({ url, referrer, origins, userAgent });
  return source && channelOf(source, []);
}

const WECHAT =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';

describe('the channel of a link that is tagged', () => {
  test.each<[string, Channel]>([
    ['?utm_source=(direct)&utm_medium=(none)', 'direct'],
    ['?utm_source=google&utm_medium=cpc&utm_campaign=spring-cross-network', 'crossNetwork'],
    ['?utm_source=taobao&utm_medium=cpc', 'paidShopping'],
    ['?utm_source=google&utm_medium=cpc&utm_campaign=shopping-sofas', 'paidShopping'],
    ['?utm_source=google&utm_medium=cpc&utm_campaign=workshop', 'paidSearch'],
    ['?utm_source=google&utm_medium=cpc&utm_campaign=eshop', 'paidShopping'],
    ['?utm_source=baidu&utm_medium=CPC', 'paidSearch'],
    ['?utm_source=百度&utm_medium=ppc', 'paidSearch'],
    ['?utm_source=google&utm_medium=cpm', 'paidSearch'],
    ['?utm_source=facebook&utm_medium=paid_social', 'paidSocial'],
    ['?utm_source=fb&utm_medium=cpc', 'paidSocial'],
    ['?utm_source=xiaohongshu&utm_medium=paid', 'paidSocial'],
    ['?utm_source=小红书&utm_medium=cpc', 'paidSocial'],
    ['?utm_source=douyin&utm_medium=cpm', 'paidSocial'],
    ['?utm_source=youtube&utm_medium=cpv-cpc', 'paidVideo'],
    ['?utm_source=bilibili&utm_medium=retargeting', 'paidVideo'],
    ['?utm_source=some-network&utm_medium=display', 'display'],
    ['?utm_source=some-network&utm_medium=banner', 'display'],
    ['?utm_source=some-network&utm_medium=cpm', 'display'],
    ['?utm_source=some-network&utm_medium=cpc', 'paidOther'],
    ['?utm_source=some-network&utm_medium=retargeting', 'paidOther'],
    ['?utm_source=chatgpt.com', 'aiAssistants'],
    ['?utm_source=perplexity', 'aiAssistants'],
    ['?utm_source=豆包', 'aiAssistants'],
    ['?utm_source=anything&utm_medium=ai', 'aiAssistants'],
    ['?utm_source=chatgpt&utm_medium=cpc', 'paidOther'],
    ['?utm_source=jd', 'organicShopping'],
    ['?utm_source=leaflet&utm_campaign=autumn-shop', 'organicShopping'],
    ['?utm_source=weibo', 'organicSocial'],
    ['?utm_source=somewhere&utm_medium=social', 'organicSocial'],
    ['?utm_source=facebook&utm_medium=email', 'organicSocial'],
    ['?utm_source=vimeo', 'organicVideo'],
    ['?utm_source=somewhere&utm_medium=shortvideo', 'organicVideo'],
    ['?utm_source=somewhere&utm_medium=organic', 'organicSearch'],
    ['?utm_source=duckduckgo', 'organicSearch'],
    ['?utm_source=partner&utm_medium=referral', 'referral'],
    ['?utm_source=partner&utm_medium=link', 'referral'],
    ['?utm_source=newsletter&utm_medium=email', 'email'],
    ['?utm_source=newsletter&utm_medium=E-Mail', 'email'],
    ['?utm_source=email', 'email'],
    ['?utm_source=partner&utm_medium=affiliate', 'affiliates'],
    ['?utm_source=podcast&utm_medium=audio', 'audio'],
    ['?utm_source=sms', 'sms'],
    ['?utm_source=crm&utm_medium=sms', 'sms'],
    ['?utm_source=crm&utm_medium=webpush', 'push'],
    ['?utm_source=crm&utm_medium=mobile', 'push'],
    ['?utm_source=firebase', 'push'],
    ['?utm_source=newsletter', 'unassigned'],
    ['?utm_source=newsletter&utm_medium=leaflet', 'unassigned'],
    ['?utm_term=sofa', 'unassigned'],
  ])('at %s is %s', (query, channel) => {
    expect(channelAt(query)).toBe(channel);
  });

  test.each<[string, string, Channel]>([
    ['?utm_campaign=note', 'https://www.zhihu.com/', 'organicSocial'],
    ['?utm_campaign=note', 'https://blog.example/', 'referral'],
    ['?utm_source=partner', 'https://www.zhihu.com/', 'unassigned'],
  ])('at %s from %s is %s', (query, referrer, channel) => {
    expect(channelAt(query, referrer)).toBe(channel);
  });
});

describe('a click id', () => {
  test.each<[string, Channel]>([
    ['gclid', 'paidSearch'],
    ['gbraid', 'paidSearch'],
    ['wbraid', 'paidSearch'],
    ['GCLID', 'paidSearch'],
    ['dclid', 'display'],
    ['msclkid', 'paidSearch'],
    ['fbclid', 'paidSocial'],
    ['ttclid', 'paidSocial'],
    ['twclid', 'paidSocial'],
    ['li_fat_id', 'paidSocial'],
    ['epik', 'paidSocial'],
    ['rdt_cid', 'paidSocial'],
    ['ScCid', 'paidSocial'],
    ['yclid', 'paidSearch'],
    ['bd_vid', 'paidSearch'],
    ['qhclickid', 'paidSearch'],
    ['sg_vid', 'paidSearch'],
    ['qz_gdt', 'paidOther'],
    ['gdt_vid', 'paidOther'],
  ])('%s alone makes it %s', (parameter, channel) => {
    expect(channelAt(`?${parameter}=abc`, 'https://l.example/')).toBe(channel);
  });

  test('makes a tagged source paid where the link does not name its medium', () => {
    expect(channelAt('?utm_source=weibo&gdt_vid=1')).toBe('paidSocial');
    expect(channelAt('?utm_source=newsletter&utm_medium=email&gclid=1')).toBe('email');
  });
});

describe('the channel of a link that is not tagged', () => {
  test.each<[string | undefined, Channel]>([
    [undefined, 'direct'],
    ['', 'direct'],
    ['about:blank', 'direct'],
    ['https://www.google.com/', 'organicSearch'],
    ['https://www.google.co.uk/', 'organicSearch'],
    ['https://maps.google.de/', 'organicSearch'],
    ['android-app://com.google.android.googlequicksearchbox/', 'organicSearch'],
    ['https://docs.google.com/', 'referral'],
    ['https://support.google.com/', 'referral'],
    ['https://m.baidu.com/', 'organicSearch'],
    ['https://www.so.com/', 'organicSearch'],
    ['https://m.sogou.com/', 'organicSearch'],
    ['https://quark.sm.cn/', 'organicSearch'],
    ['https://yandex.kz/', 'organicSearch'],
    ['https://suche.example/', 'organicSearch'],
    ['https://mail.google.com/', 'email'],
    ['android-app://com.google.android.gm/', 'email'],
    ['https://exmail.qq.com/', 'email'],
    ['https://www.xiaohongshu.com/', 'organicSocial'],
    ['https://xhslink.com/a', 'organicSocial'],
    ['https://www.zhihu.com/question/1', 'organicSocial'],
    ['https://www.toutiao.com/', 'organicSocial'],
    ['https://so.toutiao.com/', 'organicSearch'],
    ['https://mp.weixin.qq.com/s/abc', 'organicSocial'],
    ['https://weixin.qq.com/', 'organicSocial'],
    ['https://www.iesdouyin.com/', 'organicSocial'],
    ['https://v.douyin.com/', 'organicSocial'],
    ['https://v.kuaishou.com/', 'organicSocial'],
    ['https://m.weibo.cn/', 'organicSocial'],
    ['https://t.co/abc', 'organicSocial'],
    ['https://l.facebook.com/', 'organicSocial'],
    ['https://some-server.social/', 'organicSocial'],
    ['https://www.bilibili.com/', 'organicVideo'],
    ['https://m.youtube.com/', 'organicVideo'],
    ['https://detail.tmall.com/', 'organicShopping'],
    ['https://m.tb.cn/', 'organicShopping'],
    ['https://item.jd.com/', 'organicShopping'],
    ['https://mobile.yangkeduo.com/', 'organicShopping'],
    ['https://i.meituan.com/', 'organicShopping'],
    ['https://m.dianping.com/', 'organicShopping'],
    ['https://www.amazon.co.jp/', 'organicShopping'],
    ['https://chatgpt.com/', 'aiAssistants'],
    ['https://chat.deepseek.com/', 'aiAssistants'],
    ['https://www.doubao.com/', 'aiAssistants'],
    ['https://gemini.google.com/', 'aiAssistants'],
    ['https://yiyan.baidu.com/', 'aiAssistants'],
    ['https://x.com/i/grok', 'aiAssistants'],
    ['https://x.com/i/grokking', 'organicSocial'],
    ['https://googleads.g.doubleclick.net/', 'paidOther'],
    ['https://blog.example/', 'referral'],
    ['https://x.company.example/', 'referral'],
    ['https://notbaidu.com/', 'referral'],
    ['https://research.example/', 'referral'],
  ])('from %s is %s', (referrer, channel) => {
    expect(channelAt('', referrer)).toBe(channel);
  });

  test.each([
    'https://shop.example/cart',
    'https://m.shop.example/',
    'https://checkout.stripe.com/c/pay',
    'https://wx.tenpay.com/',
    'https://mclient.alipay.com/',
    'https://cashier.95516.com/',
    'https://www.paypal.com/checkoutnow',
    'https://pay.klarna.com/',
    'https://pay.jd.com/',
    'https://centinelapi.cardinalcommerce.com/',
  ])('from %s is none: nobody takes credit for a return', (referrer) => {
    expect(channelAt('', referrer)).toBeNull();
    expect(channelAt('', referrer, WECHAT)).toBeNull();
  });
});

describe('an app whose browser sends no referrer', () => {
  test.each<[string, string | null, Channel]>([
    [WECHAT, 'wechat', 'organicSocial'],
    [`${WECHAT} wxwork/4.1.20`, 'wecom', 'organicSocial'],
    [`${SAFARI} Weibo (iPhone14,5__weibo__14.6.0__iphone__os17.5)`, 'weibo', 'organicSocial'],
    [`${SAFARI} aweme_290000 JsSdk/2.0 BytedanceWebview/d8a21c6`, 'douyin', 'organicSocial'],
    [`${SAFARI} NewsArticle/9.8.0`, 'toutiao', 'organicSocial'],
    [`${SAFARI} xhsdiscover/8.44`, 'xiaohongshu', 'organicSocial'],
    [`${SAFARI} AliApp(TB/10.36.10)`, 'taobao', 'organicShopping'],
    [`${SAFARI} AliApp(TM/14.10.0)`, 'tmall', 'organicShopping'],
    [`${SAFARI} jdapp;iPhone;13.1.0`, 'jd', 'organicShopping'],
    [`${SAFARI} QQ/9.0.70.626 NetType/WIFI`, 'qq', 'organicSocial'],
    [`${SAFARI} baiduboxapp/13.60`, 'baidu', 'organicSearch'],
    [`${SAFARI} BiliApp/77900100`, 'bilibili', 'organicVideo'],
    [`${SAFARI} DingTalk/7.5.5`, 'dingtalk', 'referral'],
    [`${SAFARI} [FBAN/FBIOS;FBAV/466.0]`, 'facebook', 'organicSocial'],
    [`${SAFARI} Instagram 334.0.4`, 'instagram', 'organicSocial'],
    [`${SAFARI} GSA/318.0`, 'google', 'organicSearch'],
    [`${SAFARI} MQQBrowser/14.9`, null, 'direct'],
    [SAFARI, null, 'direct'],
  ])('%s is %s', (userAgent, app, channel) => {
    expect(appOf(userAgent)).toBe(app);
    expect(channelAt('', undefined, userAgent)).toBe(channel);
  });

  test('gives way to everything that the arrival says itself', () => {
    expect(channelAt('?utm_source=newsletter&utm_medium=email', undefined, WECHAT)).toBe('email');
    expect(channelAt('?bd_vid=1', undefined, WECHAT)).toBe('paidSearch');
    expect(channelAt('', 'https://blog.example/', WECHAT)).toBe('referral');
  });
});

describe('a site’s own rules', () => {
  const rules: ChannelRule[] = [
    { match: { source: 'weibo', medium: 'kol*' }, channel: 'affiliates' },
    { match: { referrerHost: '*.partner.example' }, channel: 'paidOther' },
  ];
  const from = (parts: Partial<Source>): Source => ({ ...DIRECT, ...parts });

  test('come before the groups, the first that fits', () => {
    expect(channelOf(from({ source: 'weibo', medium: 'kol-autumn' }), rules)).toBe('affiliates');
    expect(channelOf(from({ referrerHost: 'news.partner.example' }), rules)).toBe('paidOther');
    expect(channelOf(from({ source: 'weibo', medium: 'social' }), rules)).toBe('organicSocial');
  });

  test('are not needed: what nobody knows is unassigned', () => {
    expect(channelOf(OTHER_SOURCE, [])).toBe('unassigned');
    expect(channelOf(UNKNOWN_SOURCE, [])).toBe('unassigned');
    expect(channelOf(DIRECT, [])).toBe('direct');
  });
});
