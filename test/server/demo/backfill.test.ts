import { describe, expect, test } from 'vitest';
import { backfill, tasksOf } from '../../../server/demo/backfill.ts';
import { makeClock } from '../../../server/demo/clock.ts';
import { makeTill } from '../../../server/demo/till.ts';
import type { Beacon } from '../../../shared/wire/beacon.ts';
import { makeFakeServer } from './fakeServer.ts';

const until = Date.UTC(2026, 10, 21, 12);
const past = { seed: 1, until, days: 28, perDay: 60, timeZone: 'Asia/Shanghai' };
const origin = 'http://localhost:8787';

const tillsOf = () =>
  (['shanghai', 'hangzhou'] as const).map((store) =>
    makeTill('demo', origin, { store, code: `enrol-${store}`, clerk: 'Simulated clerk', pin: '13579' }),
  );

describe('backfill', () => {
  test('fills every day before now, and nothing after', () => {
    const tasks = tasksOf(past);
    expect(tasks.every(({ at }) => at < until)).toBe(true);
    const days = new Set(tasks.map(({ at }) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)));
    expect(days.size).toBe(29);
    expect(tasksOf(past)).toEqual(tasks);
  });

  test('stores are visited in their opening hours, after the page', () => {
    const ends = new Map<string, number>();
    for (const { journey, act, at } of tasksOf(past)) {
      if (act === 'browse') ends.set(journey.visitor, at);
      if (act !== 'lookUp') continue;
      expect(at).toBeGreaterThan(ends.get(journey.visitor) ?? Number.POSITIVE_INFINITY);
      const hour = new Date(at + 8 * 3_600_000).getUTCHours();
      expect(hour).toBeGreaterThanOrEqual(10);
      expect(hour).toBeLessThan(21);
    }
  });

  test('goes through the server’s routes with the clock standing at each moment, then lets it go', async () => {
    const server = makeFakeServer();
    const clock = makeClock();
    const times: number[] = [];
    const report = await backfill({
      ...past,
      site: 'demo',
      origin,
      clock,
      tills: tillsOf(),
      post: (path, body, headers) => {
        times.push(clock.now());
        if (path === '/v1/collect') {
          const { sent, events } = body as Beacon;
          expect(sent).toBe(clock.now());
          for (const { at } of events) {
            expect(at).toBeLessThanOrEqual(sent);
            expect(sent - at).toBeLessThan(3 * 3_600_000);
          }
        }
        return server.post(path, body, headers);
      },
    });
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(until);
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
    const asked = (end: string) => server.calls.filter(({ path }) => path.endsWith(end)).length;
    expect(report.simulatedShoppers).toBeGreaterThan(1_500);
    expect(report.lookUps).toBe(asked('/lookups'));
    expect(report.redemptions).toBe(asked('/redemptions'));
    expect(report.redemptions).toBeGreaterThan(30);
    expect(asked('/enrolment')).toBe(2);
  });

  test('a code is shown at a till only after it was given, and redeemed once', async () => {
    const server = makeFakeServer();
    await backfill({
      ...past,
      site: 'demo',
      origin,
      clock: makeClock(),
      tills: tillsOf(),
      post: server.post,
    });
    const redeemed = server.calls.filter(({ path }) => path.endsWith('/redemptions'));
    const codes = redeemed.map(({ body }) => body.code);
    expect(codes.every(Boolean)).toBe(true);
    expect(new Set(codes).size).toBe(codes.length);
    const keys = redeemed.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('a simulated till', () => {
  test('signs its clerk in again when the session has ended, and sends its cookies from the server’s own origin', async () => {
    const server = makeFakeServer();
    const [till] = tillsOf();
    await till?.lookUp(server.post, '123456789');
    server.expire();
    expect(await till?.redeem(server.post, { code: '1', amountMinor: 5, order: 'SIM-1' })).toEqual({
      id: 'r-SIM-1',
    });
    expect(server.calls.map(({ path }) => path.split('/').at(-1))).toEqual([
      'enrolment',
      'session',
      'lookups',
      'redemptions',
      'session',
      'redemptions',
    ]);
    const last = server.calls.at(-1);
    expect(last?.headers).toMatchObject({ origin, cookie: 'backstamp_device=d1; backstamp_clerk=k2' });
  });
});
