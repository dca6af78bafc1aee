import type { Placement, PlacementInput, PlacementList } from '../../shared/wire/placement.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { decidePlacement } from '../domain/placement.ts';
import { deletePlacement, loadPlacement, loadPlacements, savePlacement } from '../store/placements.ts';
import type { ActionContext } from './context.ts';

/** The most placements of a site: the extension holds every page against each. */
const MAX_PLACEMENTS = 500;

export async function listPlacements(
  { db }: ActionContext,
  { siteId }: { siteId: string },
): Promise<Outcome<PlacementList>> {
  return done({ placements: await loadPlacements(db, siteId, MAX_PLACEMENTS) });
}

/** Adds a placement. One that is there already, in every field, is answered as it is. */
export async function createPlacement(
  { db, chance }: ActionContext,
  { siteId, input }: { siteId: string; input: PlacementInput },
): Promise<Outcome<Placement>> {
  const settings = decidePlacement(input, null);
  if (!settings.ok) return settings;
  const known = await loadPlacements(db, siteId, MAX_PLACEMENTS);
  const same = known.find(
    ({ id: _id, ...each }) => JSON.stringify(sorted(each)) === JSON.stringify(sorted(settings.value)),
  );
  if (same) return done(same);
  if (known.length >= MAX_PLACEMENTS) {
    return failed('conflict', `A site has at most ${MAX_PLACEMENTS} placements: delete one that is over.`);
  }
  const placement: Placement = { id: chance.id(), ...settings.value };
  await savePlacement(db, siteId, placement);
  return done(placement);
}

export async function changePlacement(
  { db }: ActionContext,
  { siteId, id, change }: { siteId: string; id: string; change: Partial<PlacementInput> },
): Promise<Outcome<Placement>> {
  const known = await loadPlacement(db, siteId, id);
  if (!known) return failed('notFound');
  const settings = decidePlacement(change, known);
  if (!settings.ok) return settings;
  const placement: Placement = { id, ...settings.value };
  await savePlacement(db, siteId, placement);
  return done(placement);
}

export async function removePlacement(
  { db }: ActionContext,
  { siteId, id }: { siteId: string; id: string },
): Promise<Outcome<null>> {
  return (await deletePlacement(db, siteId, id)) ? done(null) : failed('notFound');
}

function sorted(settings: Omit<Placement, 'id'>): [string, string | null][] {
  return Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
}
