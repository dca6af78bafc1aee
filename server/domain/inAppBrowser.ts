/**
 * Apps whose own browser opens links without a referrer, by what it puts into its user agent. In order: WeCom
 * says MicroMessenger too, and most say Safari.
 */
const APPS: readonly [mark: RegExp, source: string][] = [
  [/\bwxwork\//i, 'wecom'],
  [/\bMicroMessenger\//i, 'wechat'],
  [/\bxhsdiscover\b|\bdiscover\/\d.*\bXHS\b/i, 'xiaohongshu'],
  [/\bWeibo\b/i, 'weibo'],
  [/\bNewsArticle\//i, 'toutiao'],
  [/\baweme|\bBytedanceWebview\b.*\bdouyin\b/i, 'douyin'],
  [/\bKwai\b|\bksNebula\//i, 'kuaishou'],
  [/\bZhihuHybrid\b|\bosee2unifiedRelease\//i, 'zhihu'],
  [/\bBiliApp\b|\bbili-universal\//i, 'bilibili'],
  [/\bAliApp\(TB\//i, 'taobao'],
  [/\bAliApp\(TM\//i, 'tmall'],
  [/\bDingTalk\b/i, 'dingtalk'],
  [/\bjdapp\b/i, 'jd'],
  [/\bpinduoduo\b|\bphh_(?:ios|android)_version\b/i, 'pinduoduo'],
  [/\bdp\/com\.dianping\b|\bdianping\b/i, 'dianping'],
  [/\bTitansX?\/.*\b(?:com\.)?meituan\b|\bMeituanGroup\b/i, 'meituan'],
  [/\bQQ\/\d/, 'qq'],
  [/\bbaiduboxapp\b/i, 'baidu'],
  [/\bInstagram\b/, 'instagram'],
  [/\bBarcelona \d/, 'threads'],
  [/\bFBA[NV]\/|\bFB_IAB\//, 'facebook'],
  [/\bmusical_ly|\bTikTok\b|\btrill_/i, 'tiktok'],
  [/\bTwitter for\b|\bTwitterAndroid\b/, 'twitter'],
  [/\bLinkedInApp\b/, 'linkedin'],
  [/\bPinterest\//, 'pinterest'],
  [/\bSnapchat\//, 'snapchat'],
  [/\bKAKAOTALK\b/, 'kakaotalk'],
  [/\bLine\/\d/, 'line'],
  [/\bTelegram-(?:Android|iOS)\//, 'telegram'],
  [/\bReddit\//, 'reddit'],
  [/\bGSA\/\d/, 'google'],
];

/** The app in whose own browser a page was opened, as a source's name; null: none that is known. */
export function appOf(userAgent: string | undefined): string | null {
  if (!userAgent) return null;
  return APPS.find(([mark]) => mark.test(userAgent))?.[1] ?? null;
}
