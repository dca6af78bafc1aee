import { getRandomValues } from 'node:crypto';
import { Kysely } from 'kysely';
import { collect } from '../../server/actions/collect.ts';
import type { ActionContext, SiteChange } from '../../server/actions/context.ts';
import { makeSiteBooks } from '../../server/actions/siteBooks.ts';
import type { Outcome } from '../../server/domain/outcome.ts';
import type { OwnedCampaign, OwnedOffer } from '../../server/store/campaigns.ts';
import { insertCampaign, insertOffer } from '../../server/store/campaigns.ts';
import type { Db } from '../../server/store/db.ts';
import { migrate } from '../../server/store/migrate.ts';
import { openDatabase } from '../../server/store/open.ts';
import { insertSite } from '../../server/store/sites.ts';
import { saveStore } from '../../server/store/stores.ts';
import type { Tables } from '../../server/store/tables/tables.ts';
import { couponCode } from '../../shared/couponCode.ts';
import type { Beacon, BeaconAnswer } from '../../shared/wire/beacon.ts';
import type { ChannelRule } from '../../shared/wire/site.ts';
import { newDatabase } from '../setup/database.ts';
import { nextId, SHOP } from './journeys.ts';

export const SITE = 'testsite';
export const NOON = Date.parse('2026-11-20T12:00:00Z');
export const MINUTE = 60_000;
export const DAY = 86_400_000;

const OFFER: OwnedOffer = {
  id: 'tenpercent',
  campaignId: 'autumn',
  name: '10 % off',
  kind: 'percent',
  percent: 10,
  amountMinor: null,
  gift: null,
  minimumMinor: 0,
  maxDiscountMinor: null,
  startsAt: null,
  endsAt: null,
  validDays: 30,
  storeIds: [],
  usesPerCoupon: 1,
  totalLimit: null,
  customerLimit: null,
  budgetMinor: null,
  revokedAt: null,
  redeemed: 0,
  givenMinor: 0,
  minted: 0,
};

const CAMPAIGN: OwnedCampaign = {
  id: 'autumn',
  name: 'Autumn',
  isDefault: true,
  rules: [{ source: 'weibo' }],
  storeId: 'bund',
  active: true,
  offers: [],
};

/** A store on a real database with one site, to run actions on without HTTP. */
export interface Workshop {
  db: Db;
  context: ActionContext;
  changes: SiteChange[];
  send(beacon: Beacon, parts?: SendParts): Promise<Outcome<BeaconAnswer>>;
  sendAll(
    beacons: readonly Beacon[],
    now?: number,
    context?: ActionContext,
  ): Promise<Outcome<BeaconAnswer>[]>;
  close(): Promise<void>;
}

interface SendParts {
  now?: number;
  origin?: string;
  userAgent?: string;
  network?: string;
}

export async function openWorkshop(
  offer: Partial<OwnedOffer> = {},
  site: {
    timeZone?: string;
    windowDays?: number;
    mintCap?: number;
    lookbackDays?: number;
    channelRules?: ChannelRule[];
  } = {},
): Promise<Workshop> {
  const database = await newDatabase();
  const dialect = openDatabase(database.url);
  const db: Db = new Kysely<Tables>({ dialect: dialect.kysely });
  await migrate(db as unknown as Kysely<unknown>, dialect);
  await insertSite(
    db,
    {
      id: SITE,
      name: 'Test shop',
      origins: [SHOP],
      timeZone: site.timeZone ?? 'Asia/Shanghai',
      currency: 'CNY',
      windowDays: site.windowDays ?? 30,
      hashRoutes: false,
      lookbackDays: site.lookbackDays ?? site.windowDays ?? 30,
      marginPercent: null,
      channelRules: site.channelRules ?? [],
      keySecret: 'key secret of the test site',
      signingSecret: 'signing secret of the test site',
    },
    NOON,
  );
  const store = { city: 'Shanghai', phone: '021 1234', address: '1 Bund', maxDiscountMinor: null };
  await saveStore(db, SITE, { id: 'bund', name: 'Bund', ...store });
  await saveStore(db, SITE, { id: 'lake', name: 'West Lake', ...store, maxDiscountMinor: 10_000 });
  await insertCampaign(db, SITE, CAMPAIGN, NOON);
  await insertOffer(db, SITE, { ...OFFER, ...offer }, NOON);
  const changes: SiteChange[] = [];
  const context: ActionContext = {
    db,
    books: makeSiteBooks(),
    chance: {
      id: nextId,
      secret: nextId,
      couponCode: () => couponCode(getRandomValues(new Uint8Array(8))),
    },
    limits: { mintCap: site.mintCap ?? 1_000_000 },
    publish: (change) => void changes.push(change),
  };
  const input = (beacon: Beacon, parts: SendParts) => ({
    body: JSON.stringify(beacon),
    origin: parts.origin ?? SHOP,
    userAgent: parts.userAgent ?? 'Mozilla/5.0 (X11; Linux x64) Gecko/20100101 Firefox/140.0',
    network: parts.network ?? '192.0.2',
    now: parts.now ?? beacon.sent,
  });
  const sendAll = (beacons: readonly Beacon[], now?: number, within = context) =>
    collect(
      within,
      beacons.map((beacon) => input(beacon, now === undefined ? {} : { now })),
    );
  return {
    db,
    context,
    changes,
    async send(beacon, parts = {}) {
      const [outcome] = await collect(context, [input(beacon, parts)]);
      if (!outcome) throw new Error('a beacon has an outcome');
      return outcome;
    },
    sendAll,
    async close() {
      await db.destroy();
      await database.remove();
    },
  };
}
