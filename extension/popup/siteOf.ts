import type { PopupServer } from '../messages.ts';

/** The site, and its server, on whose storefront an address lies; null where it is none of the person's. */
export function siteOf(servers: PopupServer[], address: string): { server: string; id: string } | null {
  const typed = address.trim();
  if (!URL.canParse(typed)) return null;
  const { origin } = new URL(typed);
  for (const server of servers) {
    const site = server.sites.find(({ origins }) => origins.some((each) => each.origin === origin));
    if (site) return { server: server.address, id: site.id };
  }
  return null;
}
