import browser from 'webextension-polyfill';
import { matchesAddress } from '../../shared/addressPattern.ts';
import { ProblemError, request } from '../../shared/client.ts';
import type { Placement, PlacementInput, PlacementList } from '../../shared/wire/placement.ts';
import type { Site } from '../../shared/wire/site.ts';
import type { PlaceFailure } from '../messages.ts';
import { isGranted } from './permissions.ts';
import { type PairedServer, readServers } from './servers.ts';

/** The placements that this browser knows: by server and site, as they were when it last asked. */
interface Kept {
  at: number;
  lists: Record<string, Placement[]>;
}

const KEY = 'placements';
const OLD_MS = 5 * 60_000;
const TIMEOUT_MS = 10_000;

async function readKept(): Promise<Kept> {
  const stored = (await browser.storage.local.get(KEY)) as { placements?: Kept };
  return stored.placements ?? { at: 0, lists: {} };
}

function listKey(address: string, siteId: string): string {
  return `${address}\n${siteId}`;
}

/** The placements of a site that are known here. */
export async function placementsOf(address: string, siteId: string): Promise<Placement[]> {
  return (await readKept()).lists[listKey(address, siteId)] ?? [];
}

/** Asks every server anew; what cannot be asked now stays as it was. What no longer is paired is forgotten. */
export function refreshPlacements(now: number): Promise<void> {
  return navigator.locks.request(KEY, async () => {
    const before = await readKept();
    const lists: Kept['lists'] = {};
    for (const server of await readServers()) {
      for (const site of server.sites) {
        const key = listKey(server.address, site.id);
        lists[key] = (await askPlacements(server, site.id)) ?? before.lists[key] ?? [];
      }
    }
    await browser.storage.local.set({ [KEY]: { at: now, lists } satisfies Kept });
  });
}

/** Asks anew where the last answer is some minutes old. */
export async function refreshOldPlacements(now: number): Promise<void> {
  const { at } = await readKept();
  if (now - at > OLD_MS || now < at) await refreshPlacements(now);
}

async function askPlacements({ address, token }: PairedServer, siteId: string): Promise<Placement[] | null> {
  if (!(await isGranted(address))) return null;
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await request<PlacementList>(urlOf(address, siteId), { token, signal }).catch(() => null);
  return answer?.placements ?? null;
}

function urlOf(address: string, siteId: string): string {
  return `${address}/v1/sites/${encodeURIComponent(siteId)}/placements`;
}

/** Saves a placement at its server; null where that worked. */
export async function savePlacement(
  address: string,
  siteId: string,
  body: PlacementInput,
): Promise<PlaceFailure | null> {
  const server = (await readServers()).find((each) => each.address === address);
  if (!server) return 'notAllowed';
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    await request<Placement>(urlOf(address, siteId), { method: 'POST', token: server.token, body, signal });
    await refreshPlacements(Date.now());
    return null;
  } catch (error) {
    if (!(error instanceof ProblemError)) return 'unreachable';
    return error.problem.status === 401 || error.problem.status === 403 ? 'notAllowed' : 'refused';
  }
}

export interface FoundPlacement {
  server: PairedServer;
  site: Site;
  placement: Placement;
}

/** The placement on whose page an address lies. Of several, the one that says most exactly which page. */
export async function placementAt(address: string): Promise<FoundPlacement | null> {
  const { lists } = await readKept();
  const found: FoundPlacement[] = [];
  for (const server of await readServers()) {
    for (const site of server.sites) {
      for (const placement of lists[listKey(server.address, site.id)] ?? []) {
        if (placement.page !== null && matchesAddress(placement.page, address))
          found.push({ server, site, placement });
      }
    }
  }
  const exactness = ({ placement }: FoundPlacement) => placement.page?.replaceAll('*', '').length ?? 0;
  return found.sort((a, b) => exactness(b) - exactness(a))[0] ?? null;
}

/** Every origin on which a known placement has its page. */
export async function placementOrigins(): Promise<string[]> {
  const { lists } = await readKept();
  const pages = Object.values(lists)
    .flat()
    .flatMap(({ page }) => (page !== null && URL.canParse(page) ? [new URL(page).origin] : []));
  return [...new Set(pages)];
}

/** Calls back whenever other placements are known. */
export function onPlacementsChanged(listener: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area !== 'local' || !(KEY in changes)) return;
    const { oldValue, newValue } = changes[KEY] as { oldValue?: Kept; newValue?: Kept };
    if (JSON.stringify(oldValue?.lists) !== JSON.stringify(newValue?.lists)) listener();
  });
}
