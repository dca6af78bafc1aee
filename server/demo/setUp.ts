import type { Campaign, Site, Store } from '../../shared/wire/site.ts';
import type { NewDevice } from '../../shared/wire/till.ts';
import type { HttpClient } from '../httpClient.ts';
import type { StoreKey } from './catalogue.ts';
import { campaignInput, type DemoSeed } from './seed.ts';
import type { TillAccess } from './till.ts';

/** The demo merchant as it stands on a server. */
export interface DemoShop {
  site: Site;
  /** Where a person enrols the browser as the first store's till; works once. */
  tillLink: string;
  /** For the simulated clerks. */
  tills: TillAccess[];
}

/** Makes the demo merchant through the API, as its owner would in the console. */
export async function setUpDemo(owner: HttpClient, seed: DemoSeed): Promise<DemoShop> {
  const site = await owner.post<Site>('/v1/sites', seed.site);
  const path = `/v1/sites/${site.id}`;
  const storeIds = {} as Record<StoreKey, string>;
  for (const { key, input } of seed.stores)
    storeIds[key] = (await owner.post<Store>(`${path}/stores`, input)).id;
  for (const { store, name, pin } of seed.clerks) {
    await owner.post(`${path}/clerks`, { name, pin, storeId: storeIds[store] });
  }
  for (const campaign of seed.campaigns) {
    const { id } = await owner.post<Campaign>(`${path}/campaigns`, campaignInput(campaign, storeIds));
    for (const offer of campaign.offers) await owner.post(`${path}/campaigns/${id}/offers`, offer);
  }
  for (const placement of seed.placements) await owner.post(`${path}/placements`, placement);
  let tillLink = '';
  const tills: TillAccess[] = [];
  for (const { store, name, isSimulated } of seed.devices) {
    const made = await owner.post<NewDevice>(`${path}/devices`, { name, storeId: storeIds[store] });
    const clerk = seed.clerks.find((one) => one.store === store && one.isSimulated === isSimulated);
    if (isSimulated && clerk) tills.push({ store, code: made.code, clerk: clerk.name, pin: clerk.pin });
    else tillLink ||= made.link;
  }
  return { site, tillLink, tills };
}
