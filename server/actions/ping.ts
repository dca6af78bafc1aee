import { loadSites } from '../store/sites.ts';
import type { ActionContext } from './context.ts';

/** Whether the store answers. */
export async function ping({ db }: ActionContext, _input: Record<string, never>): Promise<true> {
  await loadSites(db, 1);
  return true;
}
