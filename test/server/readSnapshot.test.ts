import { setImmediate as nextTurn } from 'node:timers/promises';
import { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { openEngine } from '../../server/engine/open.ts';
import type { Db } from '../../server/store/db.ts';
import { openDatabase } from '../../server/store/open.ts';
import { insertRedemption, type StoredRedemption } from '../../server/store/redemptions.ts';
import { insertSite } from '../../server/store/sites.ts';
import type { Tables } from '../../server/store/tables/tables.ts';
import { newDatabase } from '../setup/database.ts';
import { NOON, SITE } from './workshop.ts';

const DAY = 20_261_120;
const READS = 30;
const MOST = 20_000;

test('a report is of one moment, however much is redeemed while it is read', async () => {
  const database = await newDatabase();
  const engine = await openEngine(database.url, { mintCap: 1 });
  const db: Db = new Kysely<Tables>({ dialect: openDatabase(database.url).kysely });
  await insertSite(db, SHOP, NOON);
  let isOver = false;
  const redeeming = (async () => {
    for (let n = 0; !isOver && n < MOST; n += 1) {
      await redeem(db, n);
      // The embedded engine answers within the turn: nothing else would ever be heard.
      await nextTurn();
    }
  })();
  const query = { by: 'channel', model: 'last', limit: 50, offset: 0, previous: false } as const;
  const days = { from: '2026-11-20', to: '2026-11-20' };
  const apart: number[] = [];
  for (let read = 0; read < READS; read += 1) {
    const report = await engine.read('readAttribution', {
      siteId: SITE,
      query: { ...query, ...days },
      now: NOON,
    });
    if (!report.ok) throw new Error(report.failure.code);
    const { rows, total } = report.value;
    const sum = rows.reduce((all, { credited }) => all + credited.revenueMinor, 0);
    apart.push(total.credited.revenueMinor - sum);
  }
  isOver = true;
  await redeeming;
  await db.destroy();
  await engine.close();
  await database.remove();
  expect(apart).toEqual(Array.from({ length: READS }, () => 0));
});

const SHOP = {
  id: SITE,
  name: 'Test shop',
  origins: [],
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  windowDays: 30,
  hashRoutes: false,
  lookbackDays: 30,
  marginPercent: null,
  channelRules: [],
  keySecret: 'key secret of the test site',
  signingSecret: 'signing secret of the test site',
};

async function redeem(db: Db, n: number): Promise<void> {
  const redemption: StoredRedemption = {
    id: `redemption-${n}`,
    code: 'a code',
    offerId: 'offer',
    campaignId: 'campaign',
    storeId: 'bund',
    clerkId: 'clerk',
    order: `order-${n}`,
    amountMinor: 1_000,
    discountMinor: 0,
    returnedMinor: 0,
    returnedDiscountMinor: 0,
    at: NOON,
    day: DAY,
    voidedAt: null,
    customer: 'visitor',
    visitor: 'visitor',
    source: 1,
    page: 2,
    path: [],
  };
  const credit = { model: 'last', touch: -1, source: 1, page: 2, valueMinor: 1_000 } as const;
  const credits = [{ ...credit, discountMinor: 0, share: 1_000_000 }];
  await db
    .transaction()
    .execute((inside) =>
      insertRedemption(inside, SITE, redemption, [], credits, { repeat: false, cohorts: [] }),
    );
}
