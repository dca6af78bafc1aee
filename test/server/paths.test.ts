import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ActionContext } from '../../server/actions/context.ts';
import { redeem } from '../../server/actions/redeem.ts';
import { returnGoods } from '../../server/actions/returns.ts';
import { undo } from '../../server/actions/undo.ts';
import { makeRandom } from '../../server/demo/random.ts';
import { DAILY_PATHS, moveAfter, type PathMove, sumMoves } from '../../server/domain/countedPath.ts';
import type { Touchpoint } from '../../server/domain/journey.ts';
import { newReplayed, replayEvent } from '../../server/domain/replay.ts';
import { loadSources } from '../../server/store/dictionary.ts';
import { loadAllEvents } from '../../server/store/events.ts';
import { addToSiteDay } from '../../server/store/siteDays.ts';
import { beacon, event, SHOP } from './journeys.ts';
import { DAY, MINUTE, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

const START = NOON - 40 * DAY;
const WEIBO = '/?utm_source=weibo';
const MAIL = '/beds?utm_source=mail';
const ADS = '/sofas?utm_source=ads';

let shop: Workshop;
let orders = 0;
beforeEach(async () => {
  shop = await openWorkshop({ usesPerCoupon: 5, validDays: 90 });
});
afterEach(() => shop.close());

/** Comes in by a way, and asks for a code. */
async function arrive(visitor: string | undefined, way: string, at: number): Promise<string> {
  const events = [event('view', way, at), event('ask', way, at)];
  const outcome = await shop.send(beacon(SITE, visitor, events));
  return (outcome.ok && outcome.value.coupon?.code) || '';
}

async function buy(code: string, at: number, context = shop.context): Promise<string> {
  orders += 1;
  const till = { siteId: SITE, storeId: 'bund', clerkId: 'clerk', now: at };
  const input = { code, amountMinor: 10_000, order: `P-${orders}` };
  const outcome = await redeem(context, { ...till, input });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value.id;
}

async function takeBack(id: string, at: number, context = shop.context): Promise<void> {
  const outcome = await undo(context, { siteId: SITE, storeId: 'bund', clerkId: 'clerk', now: at, id });
  if (!outcome.ok) throw new Error(outcome.failure.code);
}

/** The counts that are not nothing, as `20261011 weibo>mail`; all of them, zeros too, where asked. */
async function counted(): Promise<Record<string, number>> {
  const rows = await shop.db
    .selectFrom('path_days')
    .innerJoin('paths', (join) =>
      join.onRef('paths.site_id', '=', 'path_days.site_id').onRef('paths.id', '=', 'path_days.path_id'),
    )
    .select(['day', 'steps', 'n'])
    .where('path_days.site_id', '=', SITE)
    .orderBy('day')
    .execute();
  const paths = rows.map((row) => ({ ...row, steps: JSON.parse(row.steps) as number[] }));
  const names = await loadSources(shop.db, SITE, [...new Set(paths.flatMap(({ steps }) => steps))]);
  return Object.fromEntries(
    paths
      .filter(({ n }) => n !== 0)
      .map(({ day, steps, n }) => [
        `${day} ${steps.map((id) => names.get(id)?.source ?? 'direct').join('>')}`,
        n,
      ]),
  );
}

test('a journey counts once: under its path so far, on the day of its last touchpoint', async () => {
  await arrive('visitor-a', WEIBO, START);
  await arrive('visitor-b', WEIBO, START);
  expect(await counted()).toEqual({ '20261011 weibo': 2 });
  await arrive('visitor-a', MAIL, START + DAY);
  expect(await counted()).toEqual({ '20261011 weibo': 1, '20261012 weibo>mail': 1 });
  await arrive('visitor-a', MAIL, START + 2 * DAY);
  expect(await counted()).toEqual({ '20261011 weibo': 1, '20261013 weibo>mail>mail': 1 });
});

test('pages and clicks within a session are no touchpoints', async () => {
  await arrive('visitor-a', WEIBO, START);
  const events = [
    event('view', '/sofas', START + MINUTE, { referrer: `${SHOP}/` }),
    event('click', '/sofas', START + 2 * MINUTE),
  ];
  await shop.send(beacon(SITE, 'visitor-a', events));
  expect(await counted()).toEqual({ '20261011 weibo': 1 });
});

test('a sale takes the journey out, a void brings it back to its day', async () => {
  const code = await arrive('visitor-a', WEIBO, START);
  const id = await buy(code, START + 3 * DAY);
  expect(await counted()).toEqual({});
  await takeBack(id, START + 3 * DAY + MINUTE);
  expect(await counted()).toEqual({ '20261011 weibo': 1 });
  await buy(code, START + 4 * DAY);
  expect(await counted()).toEqual({});
});

test('one of two sales that is undone leaves the other', async () => {
  const code = await arrive('visitor-a', WEIBO, START);
  await buy(code, START + DAY);
  await takeBack(await buy(code, START + 2 * DAY), START + 2 * DAY + MINUTE);
  expect(await counted()).toEqual({});
});

test('who comes again within the window of a sale is no lost journey; after it, they are', async () => {
  await buy(await arrive('visitor-a', WEIBO, START), START + DAY);
  await arrive('visitor-a', MAIL, START + 10 * DAY);
  expect(await counted()).toEqual({});
  await arrive('visitor-a', ADS, START + 39 * DAY);
  expect(await counted()).toEqual({ '20261119 mail>ads': 1 });
});

test('a journey that ended without a sale stays counted when its visitor comes again after the window', async () => {
  await arrive('visitor-a', WEIBO, START);
  await arrive('visitor-a', MAIL, START + 31 * DAY);
  expect(await counted()).toEqual({ '20261011 weibo': 1, '20261111 mail': 1 });
  // Only the new one is moved on.
  await arrive('visitor-a', MAIL, START + 32 * DAY);
  expect(await counted()).toEqual({ '20261011 weibo': 1, '20261112 mail>mail': 1 });
});

describe('where touchpoints earn for longer, or shorter, than cohorts last', () => {
  beforeEach(() => shop.close());

  test('a sale after its cohorts closed takes its path out, as it is credited to it', async () => {
    shop = await openWorkshop({ usesPerCoupon: 5, validDays: 90 }, { windowDays: 7, lookbackDays: 60 });
    const code = await arrive('visitor-a', WEIBO, START);
    const id = await buy(code, START + 20 * DAY);
    expect(await counted()).toEqual({});
    await takeBack(id, START + 20 * DAY + MINUTE);
    expect(await counted()).toEqual({ '20261011 weibo': 1 });
  });

  test('who comes again long after a sale is a new journey, though the cohort that counted it is open', async () => {
    shop = await openWorkshop({ usesPerCoupon: 5, validDays: 90 }, { windowDays: 90, lookbackDays: 7 });
    await buy(await arrive('visitor-a', WEIBO, START), START + DAY);
    await arrive('visitor-a', MAIL, START + 5 * DAY);
    expect(await counted()).toEqual({});
    await arrive('visitor-a', ADS, START + 20 * DAY);
    expect(await counted()).toEqual({ '20261031 ads': 1 });
  });
});

test('a part that comes back leaves a journey sold', async () => {
  const id = await buy(await arrive('visitor-a', WEIBO, START), START + DAY);
  const back = (amountMinor: number) =>
    returnGoods(shop.context, {
      siteId: SITE,
      id,
      by: { userId: 'owner' },
      now: START + 3 * DAY,
      input: { amountMinor },
    });
  expect(await back(4_000)).toMatchObject({ ok: true });
  expect(await counted()).toEqual({});
  expect(await back(6_000)).toMatchObject({ ok: true });
  expect(await counted()).toEqual({ '20261011 weibo': 1 });
});

test('neither a new window nor a new time zone loses a count', async () => {
  await arrive('visitor-a', WEIBO, START);
  await arrive('visitor-a', MAIL, START + 5 * DAY);
  await shop.db
    .updateTable('sites')
    .set({ window_days: 1, lookback_days: 1, time_zone: 'Pacific/Kiritimati' })
    .execute();
  shop.context.books.forget(SITE);
  const code = await arrive('visitor-a', ADS, START + 5.5 * DAY);
  expect(await counted()).toEqual({ '20261017 mail>ads': 1 });
  await buy(code, START + 5.6 * DAY);
  expect(await counted()).toEqual({});
  const rows = await shop.db.selectFrom('path_days').select('n').execute();
  expect(rows.every(({ n }) => n === 0)).toBe(true);
});

test('somebody who is not recognised counts with their view, and their coupon takes that back', async () => {
  await shop.send(beacon(SITE, undefined, [event('view', WEIBO, START)]));
  expect(await counted()).toEqual({ '20261011 weibo': 1 });
  // Their next beacon is someone new, whom the view has counted.
  const asked = await shop.send(beacon(SITE, undefined, [event('ask', WEIBO, START + MINUTE)]));
  expect(await counted()).toEqual({ '20261011 weibo': 1 });
  const id = await buy((asked.ok && asked.value.coupon?.code) || '', START + DAY);
  expect(await counted()).toEqual({});
  await takeBack(id, START + DAY + MINUTE);
  expect(await counted()).toEqual({ '20261011 weibo': 1 });
});

test('a long path is known by its last 20 touchpoints', async () => {
  for (let touch = 0; touch < 25; touch += 1)
    await arrive('visitor-a', touch < 6 ? MAIL : WEIBO, START + touch * DAY);
  const path = ['mail', ...Array.from({ length: 19 }, () => 'weibo')].join('>');
  expect(await counted()).toEqual({ [`20261104 ${path}`]: 1 });
});

test('beyond a day’s new paths a journey counts under its last touchpoint, and is moved on from there', async () => {
  await addToSiteDay(shop.db, SITE, 20261012, { new_paths: DAILY_PATHS });
  await arrive('visitor-a', WEIBO, START);
  await arrive('visitor-a', MAIL, START + DAY);
  expect(await counted()).toEqual({ '20261012 mail': 1 });
  await arrive('visitor-a', WEIBO, START + 2 * DAY);
  expect(await counted()).toEqual({ '20261013 weibo>mail>weibo': 1 });
});

describe('the counts of 3,000 random journeys', () => {
  const random = makeRandom(7);
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(random.next() * items.length)] as Item;

  test('are what their raw events come to when all are decided again', async () => {
    await walkAtRandom();
    const book = await shop.context.books.of(shop.db, SITE);
    if (!book) throw new Error('the site is there');
    const moves: PathMove[] = [];
    let visitor = '';
    let replayed = newReplayed();
    for (const raw of await loadAllEvents(shop.db, SITE)) {
      if (raw.visitor !== visitor) replayed = newReplayed();
      visitor = raw.visitor;
      const last: Touchpoint | undefined = replayed.journey.touchpoints.at(-1);
      replayEvent(replayed, raw, book);
      if (raw.kind === 'note') continue;
      const move = moveAfter(raw.kind, last, replayed.journey, book);
      if (move) moves.push(move);
    }
    const rows = await shop.db
      .selectFrom('path_days')
      .select(['day', 'path_id as id', 'n'])
      .where('n', '<>', 0)
      .orderBy('day')
      .orderBy('path_id')
      .execute();
    expect(rows.map((row) => ({ ...row }))).toEqual(sumMoves(moves));
    expect(rows.every(({ n }) => n > 0)).toBe(true);
    expect(rows.length).toBeGreaterThan(200);
  });

  async function walkAtRandom() {
    const codes: string[] = [];
    for (let at = START; at < START + 40 * DAY; at += DAY) {
      await shop.db.transaction().execute((db) => walkOneDay({ ...shop.context, db }, codes, at));
    }
  }

  async function walkOneDay(context: ActionContext, codes: string[], at: number) {
    const beacons = Array.from({ length: 75 }, (_, index) => {
      const known = random.next() < 0.85 ? `visitor-${Math.floor(random.next() * 600)}` : undefined;
      const way = pick([WEIBO, MAIL, ADS, '/']);
      const events = [event('view', way, at + index), event('view', pick([MAIL, '/']), at + index + MINUTE)];
      if (random.next() < 0.6) events.push(event('ask', way, at + index + 2 * MINUTE));
      return beacon(SITE, known, events);
    });
    for (const outcome of await shop.sendAll(beacons, at + 3 * MINUTE, context)) {
      if (outcome.ok && outcome.value.coupon) codes.push(outcome.value.coupon.code);
    }
    for (let sale = 0; sale < 10; sale += 1) {
      const id = await buy(pick(codes.slice(-300)), at + 4 * MINUTE, context).catch(() => null);
      if (id !== null && random.next() < 0.4) await takeBack(id, at + 5 * MINUTE, context);
    }
  }
});
