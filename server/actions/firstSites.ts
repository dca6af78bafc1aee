import { loadSites } from '../store/sites.ts';
import type { ActionContext } from './context.ts';

/** The oldest sites of the installation, by key and name: what the server tells when it starts. */
export async function firstSites(
  { db }: ActionContext,
  { limit }: { limit: number },
): Promise<{ id: string; name: string }[]> {
  const sites = await loadSites(db, limit);
  return sites.map(({ id, name }) => ({ id, name }));
}
