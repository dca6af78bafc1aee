import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeHttpClient } from '../../server/httpClient.ts';
import type { FoundRedemptions, ReturnAnswer, ReturnList } from '../../shared/wire/returns.ts';
import type { Redemption } from '../../shared/wire/till.ts';
import { openTillWorld, PIN, type TillCounter, type TillWorld } from '../web/till/world.ts';

let world: TillWorld;
let counter: TillCounter;
let till: ReturnType<typeof makeHttpClient>;

beforeAll(async () => {
  world = await openTillWorld();
  counter = await world.newCounter();
  till = makeHttpClient(world.url);
  await till.post('/v1/till/enrolment', { code: new URL(counter.link).hash.slice(1) });
  await till.post('/v1/till/session', { clerkId: counter.clerk.id, pin: PIN });
});
afterAll(() => world.close());

test('a clerk finds a sale and takes a part of it back, once for each key', async () => {
  const path = `/v1/sites/${world.site}/redemptions`;
  const sale = await till.post<Redemption>(path, {
    code: await world.newCode(),
    amountMinor: 499_900,
    order: 'R 1/7',
  });
  const found = await till.get<FoundRedemptions>(`${path}/search?find=${encodeURIComponent('R 1/7')}`);
  expect(found.redemptions).toEqual([sale]);
  const back = () =>
    till.post<ReturnAnswer>(`${path}/${sale.id}/returns`, { amountMinor: 100_000, reason: 'scratched' });
  const answer = await back();
  expect(answer).toMatchObject({
    return: { amountMinor: 100_000, discountMinor: 10_000, refundMinor: 90_000, by: 'Early shift' },
    redemption: { id: sale.id, amountMinor: 399_900, returnedMinor: 100_000, refundedMinor: 90_000 },
  });
  const list = await till.get<ReturnList>(`${path}/${sale.id}/returns`);
  expect(list).toEqual({ redemption: answer.redemption, returns: [answer.return] });
});
