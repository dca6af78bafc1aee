import type { Beacon, BeaconAnswer, TagEvent } from '../../shared/wire/beacon.ts';
import type { Campaign, Offer, Site, Store } from '../../shared/wire/site.ts';
import type { NewDevice, TillState } from '../../shared/wire/till.ts';
import type { MovableClock } from '../demo/clock.ts';
import { type HttpClient, makeHttpClient } from '../httpClient.ts';
import type { CompleteJourney, RealRedemption, Targeting } from './completeJourney.ts';

const SHOP = 'https://grocer.example';
const PIN = '1234';
const DAY_MS = 86_400_000;
/** Households of one campaign whose visits go side by side. */
const SIDE_BY_SIDE = 40;

export interface Replayed {
  siteId: string;
  /** The server's id of each campaign of the data set. */
  campaignIds: Map<string, string>;
  visits: number;
  redeemed: number;
}

/** A targeted household, and the coupons that it will use. */
interface Visitor {
  household: string;
  upcs: string[];
}

/** One thing that happens on a day of the data set. */
type Happening =
  | { at: number; type: 'visits'; campaign: string; visitors: Visitor[] }
  | { at: number; type: 'redemption'; redemption: RealRedemption };

/**
 * Feeds the data set through the server's own routes, its clock standing where each thing happened. The
 * redemptions are real, each on its own date. The visits are made up: every targeted household arrives
 * once by its campaign, on the campaign's first day, and asks for the coupons that it will use.
 */
export async function replay(
  data: CompleteJourney,
  server: { url: string; clock: MovableClock; ownerSecret: string },
): Promise<Replayed> {
  const { url, clock, ownerSecret } = server;
  const happenings = inOrder(data);
  clock.moveTo((happenings[0]?.at ?? Date.now()) - DAY_MS);
  const owner = makeHttpClient(url);
  await owner.post('/v1/setup', {
    secret: ownerSecret,
    email: 'owner@grocer.example',
    password: 'complete journey',
  });
  const shop = await setUp(owner, data);
  const till = makeHttpClient(url);
  await till.post<TillState>('/v1/till/enrolment', { code: shop.enrolCode });
  const codes = new Map<string, string>();
  let signedInDay = -1;
  let [visits, redeemed, sent] = [0, 0, 0];
  for (const happening of happenings) {
    clock.moveTo(happening.at);
    if (happening.type === 'visits') {
      const { campaign, visitors, at } = happening;
      const found = await Promise.all(
        visitors.map(({ household, upcs }) => {
          const offers = upcs.map((upc) => ({
            upc,
            id: shop.offerIds.get(offerKey({ campaign, upc })) ?? '',
          }));
          return visit(url, shop.siteId, { campaign, household, at }, offers);
        }),
      );
      for (const [key, code] of found.flat()) codes.set(key, code);
      visits += visitors.length;
      continue;
    }
    const day = Math.floor(happening.at / DAY_MS);
    if (day !== signedInDay) await till.post('/v1/till/session', { clerkId: shop.clerkId, pin: PIN });
    signedInDay = day;
    const code = codes.get(couponKey(happening.redemption));
    if (!code) throw new Error(`household ${happening.redemption.household} has no code to redeem`);
    sent += 1;
    const order = `order-${sent}`;
    // The data name no order for a redemption: its amount is not known, and nothing is made up for it.
    const body = { code, amountMinor: 0, order };
    await till.post(`/v1/sites/${shop.siteId}/redemptions`, body, { 'idempotency-key': order });
    redeemed += 1;
  }
  return { siteId: shop.siteId, campaignIds: shop.campaignIds, visits, redeemed };
}

/** Visits in the morning of a campaign's first day, redemptions at noon of their own. */
function inOrder({ windows, targetings, redemptions }: CompleteJourney): Happening[] {
  const startOf = new Map(windows.map(({ campaign, from }) => [campaign, Date.parse(`${from}T08:00:00Z`)]));
  const byVisitor = Map.groupBy(redemptions, ({ campaign, household }) => `${campaign} ${household}`);
  const visits = [...Map.groupBy(targetings, ({ campaign }) => campaign)].flatMap(
    ([campaign, households], place) =>
      Array.from({ length: Math.ceil(households.length / SIDE_BY_SIDE) }, (_, part): Happening => {
        const some = households.slice(part * SIDE_BY_SIDE, (part + 1) * SIDE_BY_SIDE);
        const visitors = some.map(({ household }) => {
          const own = byVisitor.get(`${campaign} ${household}`) ?? [];
          return { household, upcs: [...new Set(own.map(({ upc }) => upc))] };
        });
        // A second apart: a household that two campaigns reach on one day arrives twice.
        const at = (startOf.get(campaign) ?? 0) + (place * 100 + part) * 1_000;
        return { at, type: 'visits', campaign, visitors };
      }),
  );
  const sales = redemptions.map((redemption, index): Happening => {
    return { at: Date.parse(`${redemption.day}T12:00:00Z`) + index * 1_000, type: 'redemption', redemption };
  });
  return [...visits, ...sales].sort((a, b) => a.at - b.at);
}

async function setUp(owner: HttpClient, { windows, redemptions }: CompleteJourney) {
  const site = await owner.post<Site>('/v1/sites', {
    name: 'The Complete Journey',
    origins: [SHOP],
    timeZone: 'Etc/UTC',
    currency: 'USD',
  });
  const path = `/v1/sites/${site.id}`;
  const place = { city: '', phone: '', address: '' };
  const store = await owner.post<Store>(`${path}/stores`, { name: 'The grocer', ...place });
  const clerk = await owner.post<{ id: string }>(`${path}/clerks`, {
    name: 'Replay',
    storeId: store.id,
    pin: PIN,
  });
  const device = await owner.post<NewDevice>(`${path}/devices`, { name: 'Replay', storeId: store.id });
  const campaignIds = new Map<string, string>();
  const offerIds = new Map<string, string>();
  for (const window of windows) {
    const name = `${window.type} ${window.campaign}`;
    const rules = [{ source: 'mail', campaign: `campaign-${window.campaign}` }];
    const { id } = await owner.post<Campaign>(`${path}/campaigns`, { name, rules });
    campaignIds.set(window.campaign, id);
    const own = redemptions.filter(({ campaign }) => campaign === window.campaign);
    for (const upc of new Set(own.map((redemption) => redemption.upc))) {
      const offer = await owner.post<Offer>(`${path}/campaigns/${id}/offers`, {
        name: `Coupon ${upc}`,
        kind: 'gift',
        gift: `The discount of ${upc}, which the data do not name`,
        endsAt: Date.parse(`${window.to}T00:00:00Z`) + DAY_MS,
        usesPerCoupon: 1_000,
      });
      offerIds.set(offerKey({ campaign: window.campaign, upc }), offer.id);
    }
  }
  return { siteId: site.id, campaignIds, offerIds, clerkId: clerk.id, enrolCode: device.code };
}

/** A made-up visit: it arrives by its campaign and asks for a code of each offer, in one beacon or more. */
async function visit(
  url: string,
  site: string,
  { at, campaign, household }: Targeting & { at: number },
  offers: { upc: string; id: string }[],
): Promise<[couponKey: string, code: string][]> {
  const page = `${SHOP}/coupons?utm_source=mail&utm_medium=direct_mail&utm_campaign=campaign-${campaign}`;
  const id = (part: string) => `cj-${campaign}-${household}-${part}`.padEnd(12, '-');
  const arrival: TagEvent = { id: id('view'), type: 'view', at, url: page };
  const codes: [string, string][] = [];
  await send(url, { site, visitor: `household-${household}`, sent: at, events: [arrival] });
  for (const [index, offer] of offers.entries()) {
    const ask: TagEvent = { id: id(`ask${index}`), type: 'ask', at, url: page, offer: offer.id };
    const answer = await send(url, { site, visitor: `household-${household}`, sent: at, events: [ask] });
    if (answer.coupon) codes.push([couponKey({ campaign, household, upc: offer.upc }), answer.coupon.code]);
  }
  return codes;
}

async function send(url: string, beacon: Beacon): Promise<BeaconAnswer> {
  const response = await fetch(`${url}/v1/collect`, {
    method: 'POST',
    headers: {
      origin: SHOP,
      'content-type': 'text/plain',
      'user-agent': 'Mozilla/5.0 (replay of real redemptions)',
    },
    body: JSON.stringify(beacon),
  });
  if (!response.ok) throw new Error(`a beacon was refused: ${await response.text()}`);
  return (await response.json()) as BeaconAnswer;
}

function offerKey({ campaign, upc }: { campaign: string; upc: string }): string {
  return `${campaign} ${upc}`;
}

function couponKey({ campaign, household, upc }: Omit<RealRedemption, 'day'>): string {
  return `${campaign} ${household} ${upc}`;
}
