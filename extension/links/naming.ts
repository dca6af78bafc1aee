import { TAGS, type Tag, type Tags } from './taggedLink.ts';

/** The names that a site's links have used, by tag, the most used first. */
export type KnownNames = Record<Tag, string[]>;

/** Why a name is not as it should be; the form has a sentence for each. */
export type NamingFault = 'case' | 'punctuation' | 'alias' | 'style';

export interface NamingWarning {
  tag: Tag;
  /** What to use instead. */
  instead: string;
  fault: NamingFault;
}

/** Names of one platform: in reports each would be a source of its own. The first is what to use. */
const ALIASES: string[][] = [
  ['weibo', 'wb', 'sinaweibo', '微博', '新浪微博'],
  ['wechat', 'wx', 'weixin', '微信'],
  ['xiaohongshu', 'xhs', 'red', 'rednote', '小红书'],
  ['douyin', 'dy', '抖音'],
  ['kuaishou', 'ks', '快手'],
  ['bilibili', 'bili', 'b站', '哔哩哔哩'],
  ['zhihu', 'zh', '知乎'],
  ['baidu', 'bd', '百度'],
  ['taobao', 'tb', '淘宝'],
  ['tmall', 'tm', '天猫'],
  ['jd', 'jingdong', '京东'],
  ['dianping', 'dp', '大众点评', '点评'],
  ['meituan', 'mt', '美团'],
  ['google', 'googleads', 'adwords', 'ggl'],
  ['bing', 'microsoft', 'bingads'],
  ['facebook', 'fb', 'meta'],
  ['instagram', 'ig', 'insta'],
  ['tiktok', 'tt'],
  ['youtube', 'yt'],
  ['linkedin', 'li'],
  ['twitter', 'x'],
  ['pinterest', 'pin'],
  ['newsletter', 'news', 'mailing'],
];

/**
 * Names that would count apart from what is meant: spelled otherwise than the site's own (weibo, Weibo), or
 * another name of the same platform (wb). Where the site has no such name yet, capitals and blanks are
 * warned of: the next person will write them differently.
 */
export function namingWarnings(tags: Tags, known: KnownNames): NamingWarning[] {
  return TAGS.flatMap((tag) => {
    const name = tags[tag].trim();
    const warning = name === '' ? null : warningOf(tag, name, known[tag]);
    return warning ? [warning] : [];
  });
}

function warningOf(tag: Tag, name: string, known: string[]): NamingWarning | null {
  // The most used of those that read alike: also where the other spelling has been used before.
  const used = known.find((each) => plain(each) === plain(name));
  if (used === name) return null;
  if (used !== undefined) {
    const fault = used.toLowerCase() === name.toLowerCase() ? 'case' : 'punctuation';
    return { tag, instead: used, fault };
  }
  const aliases = tag === 'source' ? ALIASES.find((group) => group.includes(plain(name))) : undefined;
  if (aliases) {
    const instead = known.find((each) => aliases.includes(plain(each))) ?? (aliases[0] as string);
    if (instead !== name) return { tag, instead, fault: 'alias' };
  }
  const tidy = name.normalize('NFKC').toLowerCase().replace(/\s+/g, '-');
  return tidy === name ? null : { tag, instead: tidy, fault: 'style' };
}

/** A name without what people write differently: case, width, blanks, points and strokes. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '');
}
