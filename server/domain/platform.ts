/** What people do on a platform: it decides the channel of those who come from there. */
export type PlatformKind = 'search' | 'social' | 'video' | 'shopping' | 'assistant' | 'email' | 'ads';

/**
 * A platform as a row: its name as in `utm_source`, its hosts (with their subdomains; `google.*` stands for
 * every country's), other names for it. An Android app's package is a host too: apps send it as referrer.
 * Without a kind it is nothing but a site that links.
 */
export type PlatformRow = readonly [
  name: string,
  kind: PlatformKind | null,
  hosts: string,
  otherNames?: string,
];
