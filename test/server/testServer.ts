import { type Config, PLENTIFUL_LIMITS, readConfig } from '../../server/config.ts';
import type { Clock } from '../../server/http/deps.ts';
import { type HttpClient, makeHttpClient } from '../../server/httpClient.ts';
import { type Server, serve } from '../../server/main.ts';
import { newOwnerSecret } from '../../server/owner.ts';
import type { Beacon, BeaconAnswer } from '../../shared/wire/beacon.ts';
import type { Campaign, Offer, OfferInput, Site, Store } from '../../shared/wire/site.ts';
import type { NewDevice, TillState } from '../../shared/wire/till.ts';
import { newDatabase } from '../setup/database.ts';

export const SHOP = 'https://shop.example';
export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const OWNER = { email: 'owner@shop.example', password: 'correct horse battery' };
export const PIN = '2468';

/** Settings for a server that many requests of one test come to. */
export function testConfig(settings: Partial<Config> = {}): Config {
  return {
    ...readConfig({ LOG_LEVEL: 'silent', PORT: '0' }),
    limits: PLENTIFUL_LIMITS,
    ...settings,
  };
}

/** What an owner makes before a shop can sell: everything through the API. */
export interface ShopSetup {
  site: Site;
  store: Store;
  offer: Offer;
  owner: HttpClient;
  /** Enrolled, with a clerk signed in. */
  till: HttpClient;
}

export async function setUpShop(
  url: string,
  ownerSecret: string,
  parts: { offer?: Partial<OfferInput>; origins?: string[] } = {},
): Promise<ShopSetup> {
  const owner = makeHttpClient(url);
  await owner.post('/v1/setup', { secret: ownerSecret, ...OWNER });
  const site = await owner.post<Site>('/v1/sites', {
    name: 'Test shop',
    origins: parts.origins ?? [SHOP],
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
  });
  const path = `/v1/sites/${site.id}`;
  const place = { city: 'Shanghai', phone: '021 1234', address: '1 Bund' };
  const store = await owner.post<Store>(`${path}/stores`, { name: 'Bund', ...place });
  const campaign = await owner.post<Campaign>(`${path}/campaigns`, {
    name: 'Autumn',
    rules: [{ source: 'weibo' }],
    storeId: store.id,
  });
  const offer = await owner.post<Offer>(`${path}/campaigns/${campaign.id}/offers`, {
    name: '10 % off',
    kind: 'percent',
    percent: 10,
    ...parts.offer,
  });
  return { site, store, offer, owner, till: await openTill(url, owner, site.id, store.id) };
}

async function openTill(url: string, owner: HttpClient, site: string, storeId: string): Promise<HttpClient> {
  const clerk = await owner.post<{ id: string }>(`/v1/sites/${site}/clerks`, {
    name: 'Early',
    storeId,
    pin: PIN,
  });
  const device = await owner.post<NewDevice>(`/v1/sites/${site}/devices`, { name: 'Till 1', storeId });
  const till = makeHttpClient(url);
  await till.post<TillState>('/v1/till/enrolment', { code: device.code });
  await till.post<TillState>('/v1/till/session', { clerkId: clerk.id, pin: PIN });
  return till;
}

export interface ServerParts {
  clock?: Clock;
  config?: Partial<Config>;
  offer?: Partial<OfferInput>;
  /** Makes the demo storefront at `/demo` the shop's, instead of SHOP. */
  withDemo?: boolean;
}

/** A listening server on a database of its own, with a shop on it. */
export interface TestServer extends Server, ShopSetup {
  databaseUrl: string;
}

export async function openServer(parts: ServerParts = {}): Promise<TestServer> {
  const database = await newDatabase();
  const clock = parts.clock ?? Date;
  let demoSite: string | null = null;
  const config = testConfig({ databaseUrl: database.url, ...parts.config });
  const server = await serve({ config, clock, demoSite: () => demoSite });
  const secret = (await newOwnerSecret(server, clock)) ?? '';
  const origins = [parts.withDemo ? server.url : SHOP];
  const shop = await setUpShop(server.url, secret, { ...parts, origins });
  if (parts.withDemo) demoSite = shop.site.id;
  return {
    ...server,
    ...shop,
    databaseUrl: database.url,
    async close() {
      await server.close();
      await database.remove();
    },
  };
}

/** Sends a beacon as a browser on the shop's page does. */
export async function sendBeacon(url: string, beacon: Beacon, origin = SHOP): Promise<BeaconAnswer> {
  const response = await fetch(`${url}/v1/collect`, {
    method: 'POST',
    headers: { origin, 'content-type': 'text/plain', 'user-agent': BROWSER },
    body: JSON.stringify(beacon),
  });
  if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as BeaconAnswer;
}
