import { isbot } from 'isbot';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { beaconOf, copyBeacon } from '../../../server/demo/beacons.ts';
import { makeRandom } from '../../../server/demo/random.ts';
import { type Journey, journeys, robotJourney } from '../../../server/demo/shoppers.ts';
import { SOURCES } from '../../../server/demo/sources.ts';
import { Beacon } from '../../../shared/wire/beacon.ts';

const shop = { site: 'demo', origin: 'http://localhost:8787' };

function some(seed: number, count: number): Journey[] {
  const shoppers = journeys(makeRandom(seed));
  return Array.from({ length: count }, () => shoppers.next().value);
}

describe('simulated shoppers', () => {
  test('the same seed gives the same journeys, another seed others', () => {
    expect(some(7, 200)).toEqual(some(7, 200));
    expect(some(8, 200)).not.toEqual(some(7, 200));
  });

  test('every beacon of theirs is one that the server takes, and of one session’s length', () => {
    for (const journey of some(1, 2_000)) {
      const beacon = beaconOf(shop, journey, journey.events, (afterMs) => 1e12 + afterMs, 2e12);
      expect(Value.Errors(Beacon, beacon)).toEqual([]);
      expect(Value.Errors(Beacon, copyBeacon(shop, journey, '123456789', 1e12))).toEqual([]);
      expect(journey.events.at(-1)?.afterMs).toBeLessThan(30 * 60_000);
    }
  });

  test('events come in order, and their ids are their own', () => {
    const all = some(2, 2_000);
    for (const { events } of all) {
      const times = events.map(({ afterMs }) => afterMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
    const ids = all.flatMap(({ events }) => events.map(({ event }) => event.id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(all.map(({ visitor }) => visitor)).size).toBe(all.length);
  });

  test('everything about them says that it is made up, and no browser of theirs is taken for a bot', () => {
    for (const { visitor, events, visit, address, userAgent } of some(3, 500)) {
      expect(visitor).toMatch(/^sim-/);
      for (const { event } of events) expect(event.id).toMatch(/^sim-/);
      if (visit?.order) expect(visit.order.number).toMatch(/^SIM-/);
      expect(address).toMatch(/^198\.1[89]\./);
      expect(userAgent).toContain('Simulated');
      expect(isbot(userAgent)).toBe(false);
    }
  });

  test('only who was given a code goes to a store, and the sources lose people in different places', () => {
    const all = some(4, 20_000);
    const share = (source: string, is: (journey: Journey) => boolean) => {
      const from = all.filter((journey) => journey.source === source);
      return from.filter(is).length / from.length;
    };
    const asks = ({ events }: Journey) => events.some(({ event }) => event.type === 'ask');
    const buys = ({ visit }: Journey) => visit?.order != null;
    for (const journey of all) if (journey.visit) expect(asks(journey)).toBe(true);
    const first = Map.groupBy(all, ({ before, source }) => before[0]?.source ?? source);
    expect((first.get('weibo')?.length ?? 0) / all.length).toBeGreaterThan(0.3);
    expect(share('xiaohongshu', buys)).toBeGreaterThan(4 * share('weibo', buys));
    expect(share('weibo', buys)).toBeGreaterThan(0.005);
    expect(share('xiaohongshu', asks)).toBeGreaterThan(share('baidu', asks));
  });

  test('some come again by another way before they buy, and only then get a code', () => {
    const all = some(6, 5_000);
    const again = all.filter(({ before }) => before.length > 0);
    expect(again.length / all.length).toBeGreaterThan(0.15);
    expect(again.some(({ before, source }) => before.some((one) => one.source !== source))).toBe(true);
    for (const { before } of again) {
      for (const { events, gapMs } of before) {
        expect(events.some(({ event }) => event.type === 'ask')).toBe(false);
        // A session's end and more lies between.
        expect(gapMs - (events.at(-1)?.afterMs ?? 0)).toBeGreaterThan(12 * 3_600_000);
      }
    }
  });

  test('robots are taken for what they are, land, and do nothing else', () => {
    const robot = robotJourney(makeRandom(9), SOURCES[0]);
    expect(isbot(robot.userAgent)).toBe(true);
    expect(robot.userAgent).toContain('Simulated');
    expect(robot.visit).toBe(null);
    expect(robot.events.some(({ event }) => event.type === 'ask' || event.type === 'click')).toBe(false);
  });

  test('an order’s lines add up to it, and no more comes back than was bought', () => {
    const orders = some(7, 5_000).flatMap(({ visit }) => (visit?.order ? [visit.order] : []));
    for (const { lines, amountMinor, back, isUndone } of orders) {
      expect(lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(amountMinor);
      expect(new Set(lines.map(({ sku }) => sku)).size).toBe(lines.length);
      if (back) expect(back.amountMinor).toBeLessThanOrEqual(amountMinor);
      if (back) expect(isUndone).toBe(false);
    }
    expect(orders.some(({ back, amountMinor }) => back && back.amountMinor < amountMinor)).toBe(true);
  });

  test('orders are of what the shop sells', () => {
    const orders = some(5, 5_000).flatMap(({ visit }) => (visit?.order ? [visit.order.amountMinor] : []));
    expect(orders.length).toBeGreaterThan(100);
    for (const amountMinor of orders) {
      expect(amountMinor).toBeGreaterThanOrEqual(249_900);
      expect(amountMinor).toBeLessThanOrEqual(2 * 1_289_900);
    }
  });
});

describe('makeRandom', () => {
  test('is even: ten boxes fill alike', () => {
    const random = makeRandom(1);
    const boxes = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 100_000; i += 1) {
      const box = random.between(0, 9);
      boxes[box] = (boxes[box] ?? 0) + 1;
    }
    for (const box of boxes) expect(Math.abs(box - 10_000)).toBeLessThan(400);
  });

  test('seeds next to each other have nothing in common', () => {
    const first = [1, 2, 3, 4, 5].map((seed) => makeRandom(seed).next());
    expect(new Set(first.map((value) => Math.floor(value * 100))).size).toBe(5);
  });
});
