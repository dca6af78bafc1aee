import { describeHost } from './hosts.ts';

/** The parameters that carry the keyword, in the order in which they are tried, whatever their case. */
const PARAMETERS = (
  'q query wd word keyword keywords kw text search searchterm search_term search_for searchfor search_word ask ' +
  'p words qry qt'
).split(' ');

/** Engines with a parameter that means something else elsewhere, or that have an older one before it. */
const OWN_PARAMETERS: readonly [host: string, parameters: string][] = [
  ['acoon.de', 'begriff'],
  ['aliceadsl.fr', 'qs'],
  ['allaverksamheter.se', 'what'],
  ['riksdelen.se', 'what'],
  ['aport.ru', 'r'],
  ['clix.pt', 'question'],
  ['cgi2.nintendo.co.jp', 'gsc.q'],
  ['dasoertliche.de', 'kw ph'],
  ['digg.com', 's'],
  ['dir.com', 'req'],
  ['eo.st', 'x_query'],
  ['lo.st', 'x_query'],
  ['euroseek.com', 'string'],
  ['facemoods.com', 's'],
  ['francite.com', 'name'],
  ['free.fr', 'q qs'],
  ['goo.ne.jp', 'mt'],
  ['goyellow.de', 'mdn'],
  ['hit-parade.com', 'p7'],
  ['hooseek.com', 'recherche'],
  ['images.search.yahoo.com', 'p va'],
  ['images.yahoo.com', 'p va'],
  ['imesh.com', 'q si'],
  ['ke.voila.fr', 'rdata kw'],
  ['lemoteur.fr', 'kw rdata'],
  ['looksmart.com', 'key'],
  ['maailm.com', 'tekst'],
  ['metager.de', 'eingabe'],
  ['nigma.ru', 's'],
  ['rrzn.uni-hannover.de', 'eingabe'],
  ['search.yahoo.co.jp', 'p vp'],
  ['smartaddressbar.com', 's'],
  ['smartshopping.com', 'kwd keywords'],
  ['smt.docomo.ne.jp', 'mt'],
  ['soso.com', 'w query'],
  ['suchmaschine.com', 'suchstr'],
  ['szukaj.wp.pl', 'szukaj'],
  ['tixuma.de', 'sc'],
  ['tiscali.it', 'q key'],
  ['trusted-search.com', 'w'],
  ['virgilio.it', 'qs qrs'],
  ['walhello.com', 'key'],
  ['walhello.de', 'key'],
  ['walhello.info', 'key'],
  ['walhello.nl', 'key'],
  ['web.de', 'q su'],
  ['web.nl', 'zoekwoord'],
  ['websearch.com', 'q qkw'],
  ['x-recherche.com', 'mots'],
  ['yam.com', 'k'],
  ['zhongsou.com', 'w'],
  ['zoznam.sk', 's'],
];

/** Engines that have, or had, another character set than UTF-8; of several the first that fits is taken. */
const CHARSETS: readonly [host: RegExp, charsets: readonly string[]][] = [
  [/(?:^|\.)(?:baidu|so|360|sou|haosou|sogou|soso|zhongsou|youdao|taobao|tmall|jd|dangdang)\.com$/, ['gbk']],
  [/\.cn$/, ['gbk']],
  [/\.(?:tw|hk)$/, ['big5']],
  [/\.jp$|(?:^|\.)nifty\.com$/, ['euc-jp', 'shift_jis']],
  [/\.kr$|(?:^|\.)(?:nate|naver|daum)\.(?:com|net)$/, ['euc-kr']],
  [/\.(?:ru|ua|by)$/, ['windows-1251']],
  [/\.(?:cz|sk|pl|hu)$/, ['windows-1250']],
  [/\.(?:at|be|ch|de|dk|ee|es|fi|fr|it|nl|no|pt|se|uk)$/, ['windows-1252']],
];

/** How engines name the character set in the address itself. */
const CHARSET_PARAMETERS = ['ie', 'ei', 'enc'];

/**
 * What was typed into the engine that a referrer belongs to, or null. Most engines keep it to themselves
 * nowadays; older ones send it, in the character set of their country.
 */
export function readKeyword(referrer: URL): string | null {
  const host = referrer.hostname.replace(/^www\./, '');
  const kind = describeHost(host)?.kind;
  const isSearched =
    kind === 'search' || kind === 'assistant' || (kind && /search/i.test(host + referrer.pathname));
  if (!isSearched) return null;
  const values = readPairs(referrer.search);
  const bytes = parametersOf(host)
    .map((name) => values.get(name))
    .find((value) => value !== undefined && value.length > 0);
  const text = bytes && decode(bytes, charsetsOf(host, values))?.replace(/\s+/g, ' ').trim();
  // `q` of a redirect holds the address that it leads to.
  return !text || /^https?:/i.test(text) ? null : text;
}

function parametersOf(host: string): readonly string[] {
  const own = OWN_PARAMETERS.find(([suffix]) => host === suffix || host.endsWith(`.${suffix}`));
  return own ? own[1].split(' ') : PARAMETERS;
}

function charsetsOf(host: string, values: Map<string, Uint8Array>): readonly string[] {
  const told = CHARSET_PARAMETERS.flatMap((name) => {
    const label = Buffer.from(values.get(name) ?? []).toString('latin1');
    return label ? [label] : [];
  });
  return [...told, ...(CHARSETS.find(([pattern]) => pattern.test(host))?.[1] ?? [])];
}

/** A query's parameters as the bytes that were sent: URLSearchParams would take them for UTF-8. */
function readPairs(query: string): Map<string, Uint8Array> {
  const pairs = new Map<string, Uint8Array>();
  for (const pair of query.slice(1).split('&')) {
    const equals = pair.indexOf('=');
    const name = pair.slice(0, equals).toLowerCase();
    if (equals > 0 && !pairs.has(name)) pairs.set(name, bytesOf(pair.slice(equals + 1)));
  }
  return pairs;
}

function bytesOf(value: string): Uint8Array {
  const binary = value
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(binary, 'latin1');
}

/** UTF-8 where it is that, else the first character set that fits. */
function decode(bytes: Uint8Array, charsets: readonly string[]): string | null {
  const text = tryDecode(bytes, 'utf-8');
  if (text !== null && !(charsets.includes('gbk') && isHardlyChinese(text))) return text;
  for (const charset of charsets) {
    const other = tryDecode(bytes, charset);
    if (other !== null) return other;
  }
  return text;
}

/** Two bytes of GBK may pass for one letter of UTF-8, but then for a Greek, Cyrillic or Arabic one. */
function isHardlyChinese(text: string): boolean {
  return /[\u0080-\u07ff]/.test(text) && !/[\u0800-\uffff]/.test(text);
}

function tryDecode(bytes: Uint8Array, charset: string): string | null {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
