import { pagePath } from '../../shared/page.ts';
import type { Site } from '../../shared/wire/site.ts';
import type { ViewedPlacement } from '../messages.ts';
import { sourceNames } from '../placements/sourceNames.ts';
import { placementAt } from './placements.ts';
import { type PairedServer, readServers, storefrontAt } from './servers.ts';

/** What stands at an address: a page of a storefront, or a placement on a page elsewhere. */
export interface FoundPlace {
  server: PairedServer;
  site: Site;
  /** null: a page elsewhere. */
  path: string | null;
  /** How the page is called: its path, or the placement's name. */
  page: string;
  placement: ViewedPlacement | null;
}

/** A page of one's own storefront is that, whatever placement somebody may have tied to it. */
export async function findPlace(address: string): Promise<FoundPlace | null> {
  const storefront = storefrontAt(await readServers(), new URL(address).origin);
  if (storefront) {
    const path = pagePath(address, storefront.site.hashRoutes);
    return path === null ? null : { ...storefront, path, page: path, placement: null };
  }
  const found = await placementAt(address);
  if (!found) return null;
  const { server, site, placement } = found;
  const { id, name, adapter } = placement;
  const viewed = { id, adapter, names: sourceNames(placement), origins: site.origins };
  return { server, site, path: null, page: name, placement: viewed };
}
