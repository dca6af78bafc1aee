import type { Store, StoreInput } from '../../shared/wire/site.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { loadCampaigns } from '../store/campaigns.ts';
import { deleteStore, isStoreUsed, loadStores, saveStore } from '../store/stores.ts';
import type { ActionContext } from './context.ts';

/** The most stores of a site: their list is read whole. */
const MAX_STORES = 1_000;

export async function listStores(
  { db }: ActionContext,
  { siteId }: { siteId: string },
): Promise<Outcome<{ stores: Store[] }>> {
  return done({ stores: await loadStores(db, siteId) });
}

export async function createStore(
  { db, books, chance }: ActionContext,
  { siteId, input }: { siteId: string; input: StoreInput },
): Promise<Outcome<Store>> {
  const stores = await loadStores(db, siteId);
  if (stores.length >= MAX_STORES) return failed('conflict', `A site has at most ${MAX_STORES} stores.`);
  const { name, city, phone, address, maxDiscountMinor = null } = input;
  const store: Store = { id: chance.id(), name, city, phone, address, maxDiscountMinor };
  await saveStore(db, siteId, store);
  books.forget(siteId);
  return done(store);
}

export async function changeStore(
  { db, books }: ActionContext,
  { siteId, id, change }: { siteId: string; id: string; change: Partial<StoreInput> },
): Promise<Outcome<Store>> {
  const known = (await loadStores(db, siteId)).find((store) => store.id === id);
  if (!known) return failed('notFound');
  const store: Store = {
    id,
    name: change.name ?? known.name,
    city: change.city ?? known.city,
    phone: change.phone ?? known.phone,
    address: change.address ?? known.address,
    maxDiscountMinor:
      change.maxDiscountMinor === undefined ? known.maxDiscountMinor : change.maxDiscountMinor,
  };
  await saveStore(db, siteId, store);
  books.forget(siteId);
  return done(store);
}

/** Removes a store that nothing needs any more. */
export async function removeStore(
  { db, books }: ActionContext,
  { siteId, id }: { siteId: string; id: string },
): Promise<Outcome<null>> {
  const stores = await loadStores(db, siteId);
  if (!stores.some((store) => store.id === id)) return failed('notFound');
  if (await isStoreUsed(db, siteId, id)) {
    return failed(
      'conflict',
      'The store has devices, clerks or redemptions: remove its devices and clerks first; one with redemptions stays.',
    );
  }
  const campaigns = await loadCampaigns(db, siteId);
  const isNamed = campaigns.some(
    ({ storeId, offers }) => storeId === id || offers.some(({ storeIds }) => storeIds.includes(id)),
  );
  if (isNamed) return failed('conflict', 'A campaign or an offer names the store: take it out there first.');
  await deleteStore(db, siteId, id);
  books.forget(siteId);
  return done(null);
}
