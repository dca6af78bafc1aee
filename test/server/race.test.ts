import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '../../shared/client.ts';
import type { Funnel } from '../../shared/wire/funnel.ts';
import type { Redemption, RedemptionList } from '../../shared/wire/till.ts';
import { beacon, event } from './journeys.ts';
import { openServer, sendBeacon, type TestServer } from './testServer.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

async function newCode(visitor: string): Promise<string> {
  const now = Date.now();
  const events = [event('view', '/?utm_source=weibo', now), event('ask', '/', now)];
  const answer = await sendBeacon(server.url, beacon(server.site.id, `visitor-${visitor}`, events));
  if (!answer.coupon) throw new Error('no coupon');
  return answer.coupon.code;
}

function redeem(code: string, order: string, key = order): Promise<Redemption> {
  const body = { code, amountMinor: 499_900, order };
  return server.till.post(`/v1/sites/${server.site.id}/redemptions`, body, { 'idempotency-key': key });
}

const codeOf = (reason: unknown) => (reason instanceof ProblemError ? reason.problem.code : String(reason));

describe('at the same time', () => {
  test('200 redemptions of one single-use code: one succeeds, the others hear that it was redeemed', async () => {
    const code = await newCode('racer');
    const attempts = Array.from({ length: 200 }, (_, index) => redeem(code, `race-${index}`));
    const outcomes = await Promise.allSettled(attempts);
    const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : []));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(new Set(refusals)).toEqual(new Set(['alreadyRedeemed']));
    expect(refusals).toHaveLength(199);
    const list = await server.till.get<RedemptionList>(`/v1/sites/${server.site.id}/redemptions`);
    expect(list).toMatchObject({ count: 1, amountMinor: 499_900 });
    const funnel = await server.owner.get<Funnel>(`/v1/sites/${server.site.id}/funnel`);
    expect(funnel.counts).toMatchObject({ redemption: 1, revenueMinor: 499_900 });
  });

  test('50 sends of one request with its Idempotency-Key: one redemption, the same answer for all', async () => {
    const code = await newCode('impatient');
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => redeem(code, 'order-once', 'key-once')),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  });

  test('two visitors’ codes for one order: one succeeds', async () => {
    const codes = await Promise.all(['first', 'second'].map(newCode));
    const outcomes = await Promise.allSettled(
      codes.map((code, index) => redeem(code, 'same-order', `key-${index}`)),
    );
    const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [codeOf(one.reason)] : []));
    expect(refusals).toEqual(['orderUsed']);
  });

  test('100 asks of one visitor on many pages: one coupon', async () => {
    const codes = await Promise.all(Array.from({ length: 100 }, () => newCode('many-tabs')));
    expect(new Set(codes).size).toBe(1);
  });
});

test('an Idempotency-Key that comes with another request is refused', async () => {
  await redeem(await newCode('careful'), 'order-a', 'key-reused');
  await expect(redeem(await newCode('careless'), 'order-b', 'key-reused')).rejects.toSatisfy(
    (reason) => codeOf(reason) === 'idempotencyMismatch',
  );
});

test.each([
  [' order-9 ', 'orderUsed'],
  [' ', 'invalidInput'],
])('an order number of %j is %s', async (order, refusal) => {
  const [first, second] = await Promise.all(['early', 'late'].map((name) => newCode(name + refusal)));
  await redeem(first ?? '', 'order-9', `key-${refusal}`).catch(() => {});
  await expect(redeem(second ?? '', order, `again-${refusal}`)).rejects.toSatisfy(
    (reason) => codeOf(reason) === refusal,
  );
});
