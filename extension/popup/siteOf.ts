import type { Placement } from '../../shared/wire/placement.ts';
import type { PopupServer, PopupSite } from '../messages.ts';

/** One of the person's sites, and its server. */
export interface OwnSite {
  server: string;
  id: string;
  name: string;
  placements: Placement[];
}

/** The site on whose storefront an address lies; null where it is none of the person's. */
export function siteOf(servers: PopupServer[], address: string): OwnSite | null {
  const typed = address.trim();
  if (!URL.canParse(typed)) return null;
  const { origin } = new URL(typed);
  const isIts = ({ origins }: PopupSite) => origins.some((each) => each.origin === origin);
  for (const server of servers) {
    const site = server.sites.find(isIts);
    if (site) return ownSite(server, site);
  }
  return null;
}

export function sitesOf(servers: PopupServer[]): OwnSite[] {
  return servers.flatMap((server) => server.sites.map((site) => ownSite(server, site)));
}

function ownSite({ address }: PopupServer, { id, name, placements }: PopupSite): OwnSite {
  return { server: address, id, name, placements };
}
