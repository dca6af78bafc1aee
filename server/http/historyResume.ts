import type { Deps } from './deps.ts';
import { dropStale } from './historyImport.ts';
import type { Runs } from './historyRuns.ts';

const SITES_A_PAGE = 100;

/** Takes up what a server left that stopped in the middle of it; servers that share a database may all do so. */
export async function resumeHistory(deps: Deps, runs: Runs): Promise<void> {
  for (let after = ''; ; ) {
    const siteIds = await deps.engine.read('listSiteIds', { after, limit: SITES_A_PAGE });
    for (const siteId of siteIds) await resumeSite(deps, runs, siteId);
    if (siteIds.length < SITES_A_PAGE) return;
    after = siteIds.at(-1) ?? '';
  }
}

async function resumeSite(deps: Deps, runs: Runs, siteId: string): Promise<void> {
  await dropStale(deps, siteId, deps.clock.now());
  const listed = await deps.engine.read('listHistory', { siteId });
  const imports = listed.ok ? listed.value : [];
  for (const { id, status } of imports) if (status === 'running') runs.start(siteId, id);
}
