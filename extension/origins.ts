/** What a person typed as a server's address, as an origin; null where it is none. No scheme means https, but http on this machine. */
export function serverOrigin(text: string): string | null {
  const typed = text.trim();
  const local = /^(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/i.test(typed);
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(typed) ? typed : `${local ? 'http' : 'https'}://${typed}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  return url.hostname && !url.username ? url.origin : null;
}

/** Address and code out of a pairing link, as the console gives it; null where a text is none. */
export function readPairingLink(text: string): { address: string; code: string } | null {
  const [, address, code] = /^(\S+?)\/?#pair=([\w-]+)$/.exec(text.trim()) ?? [];
  return address && code && serverOrigin(address) ? { address, code } : null;
}

/** The match pattern of an origin. Patterns carry no port: whoever uses one compares the origin itself as well. */
export function matchPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}
