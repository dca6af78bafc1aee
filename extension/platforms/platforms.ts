/// <reference types="vite/client" />
import { matchesText } from '../../shared/addressPattern.ts';
import type { Platform, PlatformPage } from './platform.ts';

/** Every platform that the overlay knows: the files beside this one. */
export const PLATFORMS: readonly Platform[] = Object.values(
  import.meta.glob<Platform>('./*.json', { eager: true, import: 'default' }),
);

export interface KnownPage {
  platform: Platform;
  page: PlatformPage;
}

/** What platform an address lies on, and which of its pages it is; the first that matches. */
export function knownPageAt(address: string, platforms = PLATFORMS): KnownPage | null {
  const url = URL.parse(address);
  if (!url) return null;
  for (const platform of platforms) {
    if (!platform.hosts.some((host) => isHost(host, url.hostname))) continue;
    const page = platform.pages.find(({ path }) => matchesText(path, url.pathname));
    if (page) return { platform, page };
  }
  return null;
}

function isHost(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}
