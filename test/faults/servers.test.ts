import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { HttpClient } from '../../server/httpClient.ts';
import { ProblemError } from '../../shared/client.ts';
import type { Funnel } from '../../shared/wire/funnel.ts';
import type { Site } from '../../shared/wire/site.ts';
import type { Redemption, RedemptionList } from '../../shared/wire/till.ts';
import { beacon, event } from '../server/journeys.ts';
import { type LiveReader, numbersOf, openLive } from '../server/liveReader.ts';
import { SHOP, type ShopSetup, sendBeacon, setUpShop } from '../server/testServer.ts';
import { ENGINE, newDatabase, newEmptyDatabase, type TestDatabase } from '../setup/database.ts';
import { watchAcknowledged, withCookies } from './acknowledged.ts';
import { endServers, type Running, startServer } from './running.ts';

/** The embedded engine's file belongs to one server. */
describe.skipIf(ENGINE === 'sqlite')('two servers on one database', () => {
  let database: TestDatabase;
  let servers: Running[];
  let shop: ShopSetup;
  let tills: HttpClient[];
  beforeAll(async () => {
    database = await newDatabase();
    const first = await startServer(database.url);
    const second = await startServer(database.url);
    servers = [first, second];
    // The link of the last one that started is the good one.
    shop = await setUpShop(first.url, second.secret ?? '');
    tills = servers.map(({ url }) => withCookies(url, shop.till));
  }, 60_000);
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.end('SIGTERM')));
    endServers();
    await database.remove();
  }, 60_000);

  const urlOf = (n: number) => servers[n % servers.length]?.url ?? '';
  const tillOf = (n: number) => tills[n % tills.length] as HttpClient;
  const path = (what: string) => `/v1/sites/${shop.site.id}/${what}`;

  async function ask(n: number, visitor: string) {
    const now = Date.now();
    const events = [event('view', '/?utm_source=weibo', now), event('ask', '/', now)];
    return sendBeacon(urlOf(n), beacon(shop.site.id, visitor, events));
  }
  const newCode = async (visitor: string) => (await ask(0, visitor)).coupon?.code ?? '';
  const redeem = (n: number, code: string, order: string, key = order): Promise<Redemption> =>
    tillOf(n).post(path('redemptions'), { code, amountMinor: 49_900, order }, { 'idempotency-key': key });
  const codeOf = (reason: unknown) => (reason instanceof ProblemError ? reason.problem.code : String(reason));

  test('200 redemptions of one code at both: one succeeds, the others hear that it was redeemed', async () => {
    const code = await newCode('racer-of-two');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) => redeem(n, code, `race-${n}`)),
    );
    const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : []));
    expect(refusals).toHaveLength(199);
    expect(new Set(refusals)).toEqual(new Set(['alreadyRedeemed']));
    const list = await tillOf(1).get<RedemptionList>(path('redemptions'));
    expect(list).toMatchObject({ count: 1, amountMinor: 49_900 });
    const funnel = await shop.owner.get<Funnel>(path('funnel'));
    expect(funnel.counts).toMatchObject({ redemption: 1, revenueMinor: 49_900 });
  });

  test('50 sends of one request with its Idempotency-Key to both: one redemption, one answer', async () => {
    const code = await newCode('impatient-with-two');
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => redeem(n, code, 'order-once', 'key-once')),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });

  test('100 asks of one visitor at both: one coupon, and no event lost or counted twice', async () => {
    const acknowledged = watchAcknowledged();
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => ask(n, 'visitor-of-both')));
    expect(new Set(answers.map(({ coupon }) => coupon?.code)).size).toBe(1);
    await acknowledged.check(database.url, shop.site.id);
  });

  test('what the owner changes at one holds at the other at once', async () => {
    await shop.owner.send('POST', path(`offers/${shop.offer.id}/revoke`), {});
    expect((await ask(1, 'visitor-too-late')).coupon ?? null).toBe(null);
  });

  test('a new site’s first beacons at both at once: all are counted, once', async () => {
    const input = { name: 'New', origins: [SHOP], timeZone: 'Asia/Shanghai', currency: 'CNY' };
    const site = await shop.owner.post<Site>('/v1/sites', input);
    const acknowledged = watchAcknowledged();
    await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        // Ten visitors, each at both servers.
        const one = event('view', `/${n}?utm_source=weibo`, Date.now());
        await sendBeacon(urlOf(n), beacon(site.id, `visitor-first-${Math.floor(n / 6)}`, [one]));
        acknowledged.events.push(one.id);
      }),
    );
    await acknowledged.check(database.url, site.id);
  });

  describe('a live stream', () => {
    let reader: LiveReader;
    beforeAll(async () => {
      const cookie = [...shop.owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      reader = await openLive(urlOf(1) + path('live'), { cookie });
    });
    afterAll(() => reader.leave());

    test('at one tells what was sent to the other, once, also while it begins', async () => {
      const sent = await Promise.all(Array.from({ length: 40 }, (_, n) => ask(n, `visitor-live-${n}`)));
      expect(sent).toHaveLength(40);
      const expected = numbersOf(await shop.owner.get<Funnel>(path('funnel')));
      await vi.waitFor(() => expect(numbersOf(reader.state()?.funnel)).toEqual(expected), { timeout: 5_000 });
      // Longer than one notice may be.
      const long = 'z'.repeat(110);
      const now = Date.now();
      const clicks = Array.from({ length: 49 }, (_, n) =>
        event('click', '/', now, { position: `${long}-${n}`, label: `门店 ${long}` }),
      );
      await sendBeacon(urlOf(0), beacon(shop.site.id, 'visitor-long', [event('view', '/', now), ...clicks]));
      const later = numbersOf(await shop.owner.get<Funnel>(path('funnel')));
      expect(later).not.toEqual(expected);
      await vi.waitFor(() => expect(numbersOf(reader.state()?.funnel)).toEqual(later), { timeout: 5_000 });
    });
  });
});

test.skipIf(ENGINE === 'sqlite')(
  'two servers that start at once on an empty database both come up',
  async () => {
    const database = await newEmptyDatabase();
    const servers = await Promise.all([startServer(database.url), startServer(database.url)]);
    for (const { url } of servers) expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await Promise.all(servers.map((server) => server.end('SIGTERM')));
    await database.remove();
  },
  60_000,
);
