import { readClickId } from './clickId.ts';
import { isPaymentHost } from './hostsPayment.ts';
import { appOf } from './inAppBrowser.ts';
import { readKeyword } from './keyword.ts';

/** Where a session came from, as it was found; the channel is derived from it when it is read. */
export interface Source {
  source: string | null;
  medium: string | null;
  campaign: string | null;
  term: string | null;
  content: string | null;
  referrerHost: string | null;
}

export const DIRECT: Source = {
  source: null,
  medium: null,
  campaign: null,
  term: null,
  content: null,
  referrerHost: null,
};

/** A coupon asked for inside the site by someone who may not be recognised: nobody knows the way in. */
export const UNKNOWN_SOURCE: Source = { ...DIRECT, source: '(unknown)' };

/** Everything beyond a site's daily allowance of new sources. */
export const OTHER_SOURCE: Source = { ...DIRECT, source: '(other)' };

export interface Arrival {
  /** Null where the visitor came from inside the site, or back from paying. */
  source: Source | null;
  clickId: string | null;
  /** Whether the arrival itself says nothing of where it came from: such a one never interrupts a session. */
  direct: boolean;
}

/** How a page was opened. */
export interface Opening {
  url: string;
  referrer: string | undefined;
  /** The site's own. */
  origins: readonly string[];
  userAgent?: string | undefined;
}

const MAX_FIELD = 120;

/** Platforms that share their host with another one. */
const PATH_PLATFORMS: readonly [address: string, source: string][] = [
  ['x.com/i/grok', 'grok'],
  ['bing.com/chat', 'copilot'],
];

/**
 * Reads a landing page's URL and referrer. UTM parameters, in the query or in the hash, come first; a
 * click id names the platform where they don't; then the referrer's host; then the app whose browser it is,
 * since apps send no referrer. A click id without `utm_medium` makes it paid. What was typed into an engine is
 * the term where the link names none. A referrer on one of the site's own origins, or on a payment provider,
 * is no source.
 */
export function readArrival({ url, referrer, origins, userAgent }: Opening): Arrival {
  const parameters = readParameters(url);
  const click = readClickId(parameters);
  const tagged = readUtm(parameters);
  const outside = readReferrer(referrer, origins);
  if (!tagged && !click) return readUntagged(outside, userAgent);
  return {
    source: {
      source: tagged?.source ?? click?.source ?? outside?.source ?? outside?.referrerHost ?? null,
      medium: tagged?.medium ?? click?.medium ?? null,
      campaign: tagged?.campaign ?? null,
      term: tagged?.term ?? outside?.term ?? null,
      content: tagged?.content ?? null,
      referrerHost: outside?.referrerHost ?? null,
    },
    clickId: click ? click.text : null,
    direct: false,
  };
}

function readUntagged(outside: Source | null, userAgent: string | undefined): Arrival {
  const direct = outside === null || isDirect(outside);
  const app = outside && direct ? appOf(userAgent) : null;
  return {
    source: app === null ? outside : { ...DIRECT, source: app, medium: 'app' },
    clickId: null,
    direct,
  };
}

/** What a referrer alone says; null where it is inside the site, Direct where there is none. */
function readReferrer(referrer: string | undefined, origins: readonly string[]): Source | null {
  const address = referrer ? URL.parse(referrer) : null;
  const referrerHost = address && bareHost(address.hostname);
  if (!address || !referrerHost) return DIRECT;
  if (isPaymentHost(referrerHost) || origins.some((origin) => isWithin(referrerHost, origin))) return null;
  const place = referrerHost + address.pathname;
  return {
    ...DIRECT,
    source: PATH_PLATFORMS.find(([known]) => place === known || place.startsWith(`${known}/`))?.[1] ?? null,
    term: tidy(readKeyword(address)),
    referrerHost,
  };
}

/** The text under which a source's key is made: its fields in order. */
export function sourceText(source: Source): string {
  return JSON.stringify([
    source.source,
    source.medium,
    source.campaign,
    source.term,
    source.content,
    source.referrerHost,
  ]);
}

/** Whether nothing is known of it. A row of the dictionary has its key beside the fields of a source. */
export function isDirect(source: Source): boolean {
  return Object.keys(DIRECT).every((field) => source[field as keyof Source] === null);
}

/** Parameters by their names in lower case. */
function readParameters(url: string): Map<string, string> {
  const address = URL.parse(url);
  if (!address) return new Map();
  const { searchParams, hash } = address;
  // Some platforms append their parameters behind a hash route: #/sofas?utm_source=… or #utm_source=…
  const tail = new URLSearchParams(hash.slice(hash.includes('?') ? hash.indexOf('?') + 1 : 1));
  return new Map([...tail, ...searchParams].map(([name, value]) => [name.toLowerCase(), value]));
}

function readUtm(parameters: ReadonlyMap<string, string>): Omit<Source, 'referrerHost'> | null {
  const lower = (name: string) => tidy(parameters.get(name))?.toLowerCase() ?? null;
  const tagged = {
    source: lower('utm_source'),
    medium: lower('utm_medium'),
    campaign: lower('utm_campaign'),
    term: tidy(parameters.get('utm_term')),
    content: tidy(parameters.get('utm_content')),
  };
  return Object.values(tagged).some((value) => value !== null) ? tagged : null;
}

function tidy(text: string | null | undefined): string | null {
  return text?.normalize('NFC').trim().slice(0, MAX_FIELD) || null;
}

function bareHost(hostname: string): string {
  return hostname.replace(/^www\./, '');
}

/** A site's own subdomains are the site too; a host above it, or beside it, may be anyone's. */
function isWithin(host: string, origin: string): boolean {
  // Origins are kept as browsers write them: no need to parse them for every view.
  const own = bareHost(origin.replace(/^[a-z]+:\/\//, '').replace(/:\d+$/, ''));
  return host === own || host.endsWith(`.${own}`);
}
