import { readClickId } from './clickId.ts';

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
}

/** Where a shopper comes back from after paying: never a source. */
const PAYMENT_HOSTS = [
  'alipay.com',
  'alipayobjects.com',
  'checkout.stripe.com',
  'hooks.stripe.com',
  'klarna.com',
  'paypal.com',
  'mollie.com',
  'adyen.com',
  'tenpay.com',
  'wx.tenpay.com',
  'unionpay.com',
  '95516.com',
];

const MAX_FIELD = 120;

/**
 * Reads a landing page's URL and referrer. UTM parameters, in the query or in the hash, come first; a
 * click id names the platform where they don't; then the referrer's host. A click id without `utm_medium`
 * makes it paid. A referrer on one of the site's own origins, or on a payment provider, is no source.
 */
export function readArrival(url: string, referrer: string | undefined, origins: readonly string[]): Arrival {
  const parameters = readParameters(url);
  const click = readClickId(parameters);
  const tagged = readUtm(parameters);
  const from = hostOf(referrer);
  const ownHosts = origins.map(hostOf);
  const inside = from !== null && (ownHosts.includes(from) || isPaymentHost(from));
  const referrerHost = inside ? null : from;
  if (!tagged && !click) return { source: inside ? null : { ...DIRECT, referrerHost }, clickId: null };
  return {
    source: {
      source: tagged?.source ?? click?.source ?? referrerHost,
      medium: tagged?.medium ?? click?.medium ?? null,
      campaign: tagged?.campaign ?? null,
      term: tagged?.term ?? null,
      content: tagged?.content ?? null,
      referrerHost,
    },
    clickId: click ? click.text : null,
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

export function isDirect(source: Source): boolean {
  return Object.values(source).every((field) => field === null);
}

function readParameters(url: string): URLSearchParams {
  if (!URL.canParse(url)) return new URLSearchParams();
  const { searchParams, hash } = new URL(url);
  // Some platforms append their parameters behind a hash route: #/sofas?utm_source=… or #utm_source=…
  const tail = hash.slice(hash.includes('?') ? hash.indexOf('?') + 1 : 1);
  for (const [name, value] of new URLSearchParams(tail)) {
    if (!searchParams.has(name)) searchParams.append(name, value);
  }
  return searchParams;
}

function readUtm(parameters: URLSearchParams): Omit<Source, 'referrerHost'> | null {
  const byName = new Map([...parameters].map(([name, value]) => [name.toLowerCase(), value]));
  const field = (name: string, lower: boolean) => {
    const value = byName.get(name)?.normalize('NFC').trim().slice(0, MAX_FIELD);
    return value ? (lower ? value.toLowerCase() : value) : null;
  };
  const tagged = {
    source: field('utm_source', true),
    medium: field('utm_medium', true),
    campaign: field('utm_campaign', true),
    term: field('utm_term', false),
    content: field('utm_content', false),
  };
  return Object.values(tagged).some((value) => value !== null) ? tagged : null;
}

function hostOf(address: string | undefined): string | null {
  if (!address || !URL.canParse(address)) return null;
  return new URL(address).hostname.replace(/^www\./, '') || null;
}

function isPaymentHost(host: string): boolean {
  return PAYMENT_HOSTS.some((known) => host === known || host.endsWith(`.${known}`));
}
