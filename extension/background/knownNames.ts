import { request } from '../../shared/client.ts';
import type { Funnel } from '../../shared/wire/funnel.ts';
import { knownNames } from '../links/knownNames.ts';
import type { KnownNames } from '../links/naming.ts';
import { lastDays } from '../live/range.ts';
import { isGranted } from './permissions.ts';
import { readServers } from './servers.ts';

const DAYS = 90;
const TIMEOUT_MS = 10_000;

/** The names that a site's links used in the last 90 days; none where its server cannot be asked now. */
export async function askKnownNames(address: string, siteId: string): Promise<KnownNames> {
  const server = (await readServers()).find((each) => each.address === address);
  const site = server?.sites.find(({ id }) => id === siteId);
  if (!server || !site || !(await isGranted(address))) return knownNames([]);
  const query = new URLSearchParams(lastDays(DAYS, site.timeZone, Date.now()));
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const url = `${address}/v1/sites/${encodeURIComponent(siteId)}/funnel?${query}`;
  const funnel = await request<Funnel>(url, { token: server.token, signal }).catch(() => null);
  return knownNames(funnel?.sources ?? []);
}
