import browser from 'webextension-polyfill';
import { ProblemError, request } from '../../shared/client.ts';
import type { Session } from '../../shared/wire/account.ts';
import type { Site } from '../../shared/wire/site.ts';

/** A server that this browser is paired with. The token stays in the worker. */
export interface PairedServer {
  address: string;
  token: string;
  sites: Site[];
  state: 'ready' | 'signedOut' | 'unreachable';
}

const KEY = 'servers';

/** Content scripts run beside foreign code: the browser keeps them away from the tokens. Firefox always lets them in. */
export async function lockStorage(): Promise<void> {
  const area = browser.storage.local as typeof browser.storage.local & {
    setAccessLevel?: (level: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
  };
  await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}

export async function readServers(): Promise<PairedServer[]> {
  const stored = (await browser.storage.local.get(KEY)) as { servers?: PairedServer[] };
  return stored.servers ?? [];
}

/** Read, change and write as one: two changes at once must not lose either. */
async function changeServers(change: (servers: PairedServer[]) => PairedServer[]): Promise<void> {
  await navigator.locks.request(KEY, async () => {
    const before = await readServers();
    const after = change(before);
    if (JSON.stringify(after) !== JSON.stringify(before)) await browser.storage.local.set({ [KEY]: after });
  });
}

/** Adds a server, or takes the new token of one that is known. */
export function saveServer(server: PairedServer): Promise<void> {
  return changeServers((servers) => [...servers.filter(({ address }) => address !== server.address), server]);
}

export function forgetServer(address: string): Promise<void> {
  return changeServers((servers) => servers.filter((server) => server.address !== address));
}

/** Only while it still has this token: an answer to the old one says nothing about a new pairing. */
export function updateServer(address: string, token: string, update: Partial<PairedServer>): Promise<void> {
  return changeServers((servers) =>
    servers.map((server) =>
      server.address === address && server.token === token ? { ...server, ...update } : server,
    ),
  );
}

/** Asks every server which sites this browser may see now, and whether it still may. */
export async function refreshServers(): Promise<void> {
  const servers = await readServers();
  await Promise.all(
    servers.map(async ({ address, token }) => {
      await updateServer(address, token, await askSession(address, token));
    }),
  );
}

async function askSession(address: string, token: string): Promise<Partial<PairedServer>> {
  try {
    const session = await request<Session>(`${address}/v1/session`, {
      token,
      signal: AbortSignal.timeout(10_000),
    });
    return { state: 'ready', sites: session.sites.map(({ site }) => site) };
  } catch (error) {
    const signedOut = error instanceof ProblemError && error.problem.status === 401;
    return { state: signedOut ? 'signedOut' : 'unreachable' };
  }
}

/** The site whose storefront an origin is. */
export function storefrontAt(
  servers: PairedServer[],
  origin: string,
): { server: PairedServer; site: Site } | null {
  for (const server of servers) {
    const site = server.sites.find(({ origins }) => origins.includes(origin));
    if (site) return { server, site };
  }
  return null;
}

/** Calls back whenever what is paired has changed. */
export function onServersChanged(listener: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && KEY in changes) listener();
  });
}
