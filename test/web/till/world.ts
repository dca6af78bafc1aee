import { makeHttpClient } from '../../../server/httpClient.ts';
import type { OfferInput } from '../../../shared/wire/site.ts';
import type { Clerk, NewDevice, RedemptionList } from '../../../shared/wire/till.ts';
import { openServer, SHOP, sendBeacon } from '../../server/testServer.ts';

export const PIN = '2468';

/** The real server with the built pages, a merchant on it, and as many stores as tests need. */
export interface TillWorld {
  url: string;
  site: string;
  /** A code that a visitor from Weibo was given just now. */
  newCode(): Promise<string>;
  /** A store of its own, so that today's list holds what one test did. */
  newCounter(): Promise<TillCounter>;
  /** The next codes give this instead of ten per cent. */
  newOffer(offer: OfferInput): Promise<{ newCode(): Promise<string> }>;
  close(): Promise<void>;
}

export interface TillCounter {
  store: string;
  /** To open on the device. */
  link: string;
  clerk: Clerk;
  addClerk(name: string): Promise<Clerk>;
  /** Today's redemptions as the server has them. */
  today(): Promise<RedemptionList>;
}

export async function openTillWorld(): Promise<TillWorld> {
  const server = await openServer({ offer: { minimumMinor: 200_000, maxDiscountMinor: 80_000 } });
  const { owner, url } = server;
  const site = server.site.id;
  const path = `/v1/sites/${site}`;
  let made = 0;
  return {
    url,
    site,
    newCode: () => askForCode(url, site, 'weibo'),
    async newOffer(offer) {
      made += 1;
      const source = `source-${made}`;
      const campaign = { name: source, rules: [{ source }] };
      const { id } = await owner.post<{ id: string }>(`${path}/campaigns`, campaign);
      await owner.post(`${path}/campaigns/${id}/offers`, offer);
      return { newCode: () => askForCode(url, site, source) };
    },
    async newCounter() {
      made += 1;
      const store = `Tenon ${made}`;
      const place = { name: store, city: 'Shanghai', phone: '021', address: '1 Bund' };
      const { id: storeId } = await owner.post<{ id: string }>(`${path}/stores`, place);
      const addClerk = (name: string) => owner.post<Clerk>(`${path}/clerks`, { name, storeId, pin: PIN });
      const addDevice = () => owner.post<NewDevice>(`${path}/devices`, { name: 'Counter', storeId });
      const clerk = await addClerk('Early shift');
      const { link } = await addDevice();
      return {
        store,
        link,
        clerk,
        addClerk,
        async today() {
          const till = makeHttpClient(url);
          await till.post('/v1/till/enrolment', { code: (await addDevice()).code });
          await till.post('/v1/till/session', { clerkId: clerk.id, pin: PIN });
          return till.get<RedemptionList>(`${path}/redemptions`);
        },
      };
    },
    close: server.close,
  };
}

let asked = 0;

async function askForCode(url: string, site: string, source: string): Promise<string> {
  asked += 1;
  const now = Date.now();
  const at = { at: now, url: `${SHOP}/?utm_source=${source}` };
  const { coupon } = await sendBeacon(url, {
    site,
    visitor: `visitor-${asked}`,
    sent: now,
    events: [
      { ...at, type: 'view', id: `view-${asked}-0000` },
      { ...at, type: 'ask', id: `ask-${asked}-00000` },
    ],
  });
  if (!coupon) throw new Error(`no coupon for a visitor from ${source}`);
  return coupon.code;
}
