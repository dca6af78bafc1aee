import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpClient, makeHttpClient } from '../../server/httpClient.ts';
import type { FoundRedemptions, ReturnAnswer, ReturnList } from '../../shared/wire/returns.ts';
import type { NewDevice, Redemption } from '../../shared/wire/till.ts';
import { beacon, event } from './journeys.ts';
import { openServer, PIN, sendBeacon, type TestServer } from './testServer.ts';

let server: TestServer;
let path: string;

beforeAll(async () => {
  server = await openServer();
  path = `/v1/sites/${server.site.id}`;
});
afterAll(() => server.close());

async function buy(order: string): Promise<Redemption> {
  const now = Date.now();
  const events = [event('view', '/?utm_source=weibo', now), event('ask', '/', now)];
  const { coupon } = await sendBeacon(
    server.url,
    beacon(server.site.id, `visitor-${order.replace(/\W/g, '-')}`, events),
  );
  const input = { code: coupon?.code ?? '', amountMinor: 499_900, order };
  return server.till.post<Redemption>(`${path}/redemptions`, input);
}

/** A clerk who is signed in on a till of another store. */
async function clerkElsewhere(): Promise<HttpClient> {
  const { owner, url } = server;
  const place = { name: 'Lake', city: 'Hangzhou', phone: '', address: '' };
  const { id: storeId } = await owner.post<{ id: string }>(`${path}/stores`, place);
  const clerk = await owner.post<{ id: string }>(`${path}/clerks`, { name: 'Late', storeId, pin: PIN });
  const { code } = await owner.post<NewDevice>(`${path}/devices`, { name: 'Till 2', storeId });
  const till = makeHttpClient(url);
  await till.post('/v1/till/enrolment', { code });
  await till.post('/v1/till/session', { clerkId: clerk.id, pin: PIN });
  return till;
}

test('a clerk finds a sale and takes a part of it back, once for each key', async () => {
  const { till } = server;
  const sale = await buy('R 1/7');
  const found = await till.get<FoundRedemptions>(
    `${path}/redemptions/search?find=${encodeURIComponent('R 1/7')}`,
  );
  expect(found.redemptions).toEqual([sale]);
  const url = `${path}/redemptions/${sale.id}/returns`;
  const giveBack = (amountMinor: number) =>
    till.post<ReturnAnswer>(url, { amountMinor, reason: 'scratched' }, { 'idempotency-key': 'return-1' });
  const answer = await giveBack(100_000);
  expect(answer).toMatchObject({
    return: { amountMinor: 100_000, discountMinor: 10_000, refundMinor: 90_000, by: 'Early' },
    redemption: { id: sale.id, amountMinor: 399_900, returnedMinor: 100_000, refundedMinor: 90_000 },
  });
  expect(await giveBack(100_000)).toEqual(answer);
  await expect(giveBack(200_000)).rejects.toMatchObject({ problem: { code: 'idempotencyMismatch' } });
  expect(await till.get<ReturnList>(url)).toEqual({
    redemption: answer.redemption,
    returns: [answer.return],
  });
});

test('the owner takes back what any store sold; a clerk of another store neither finds nor takes it', async () => {
  const sale = await buy('R-2');
  const url = `${path}/redemptions/${sale.id}/returns`;
  const other = await clerkElsewhere();
  expect(await other.get(`${path}/redemptions/search?find=R-2`)).toEqual({ redemptions: [] });
  await expect(other.post(url, { amountMinor: 1 })).rejects.toMatchObject({ problem: { code: 'notFound' } });
  const { owner, till } = server;
  const answer = await owner.post<ReturnAnswer>(url, { amountMinor: 499_900 });
  expect(answer).toMatchObject({
    return: { by: expect.stringContaining('@') },
    redemption: { amountMinor: 0 },
  });
  // What a clerk sees of it does not say whose address that is.
  expect((await till.get<ReturnList>(url)).returns).toMatchObject([{ by: null, refundMinor: 449_910 }]);
});

test('an owner’s browser that is a till of the shop as well asks as the owner', async () => {
  const sale = await buy('R-3');
  const both = makeHttpClient(server.url);
  for (const { cookies } of [server.till, server.owner])
    for (const [name, value] of cookies) both.cookies.set(name, value);
  const answer = await both.post<ReturnAnswer>(`${path}/redemptions/${sale.id}/returns`, { amountMinor: 1 });
  expect(answer.return.by).toContain('@');
});
