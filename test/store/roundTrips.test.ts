import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { beacon, event } from '../server/journeys.ts';
import { sendBeacon } from '../server/testServer.ts';
import { ENGINE, newDatabase, type TestDatabase } from '../setup/database.ts';
import { openShopHere } from './everything.ts';
import { countRoundTrips } from './statements.ts';

/** What a network between server and database costs. */
describe.skipIf(ENGINE === 'sqlite')('round trips to the database', () => {
  let database: TestDatabase;
  let open: Awaited<ReturnType<typeof openShopHere>>;
  beforeAll(async () => {
    database = await newDatabase();
    open = await openShopHere(database.url);
  }, 60_000);
  afterEach(() => vi.restoreAllMocks());
  afterAll(async () => {
    await open.app.close();
    await open.engine.close();
    await database.remove();
  });

  function send(visitor: string) {
    const now = Date.now();
    const clicks = Array.from({ length: 12 }, (_, n) =>
      event('click', '/', now, { position: `banner-${n}` }),
    );
    const events = [event('view', '/?utm_source=weibo', now), ...clicks, event('ask', '/', now)];
    return sendBeacon(open.here, beacon(open.shop.site.id, visitor, events));
  }

  test('of a beacon with a coupon: few, however many events and counters it has', async () => {
    await send('visitor-first');
    const count = countRoundTrips();
    await send('visitor-second');

    expect(count()).toBeLessThanOrEqual(7);
  });

  // With who asks, and with beginning and ending both transactions.
  test('of a redemption: no more than its steps that need each other', async () => {
    const { coupon } = await send('visitor-buyer');
    const body = { code: coupon?.code, order: 'order-1', amountMinor: 10_000 };
    const count = countRoundTrips();
    await open.shop.till.post(`/v1/sites/${open.shop.site.id}/redemptions`, body, { 'idempotency-key': 'k' });

    expect(count()).toBeLessThanOrEqual(16);
  });
});
