import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../server/db/verify.ts';
import { loadAllCounters } from '../../server/store/counters.ts';
import { type RetentionRun, retainAll } from '../../server/upkeep/retention.ts';
import { DAY, NOON, openWorkshop, SITE, type Workshop } from '../server/workshop.ts';
import { localEngine } from './localEngine.ts';
import { live, makeDays } from './traffic.ts';

const MONTHS = 2;
const DAYS = 150;
const BEGAN = NOON - DAYS * DAY;

function runOf(shop: Workshop, now: number, count: RetentionRun['count'] = () => {}): RetentionRun {
  return {
    engine: localEngine(shop),
    now: () => now,
    months: MONTHS,
    rowsAStep: 50,
    pause: async () => true,
    count,
  };
}

describe('what need not be kept is dropped', () => {
  let pruned: Workshop;
  let whole: Workshop;
  const dropped: Record<string, number> = {};

  beforeAll(async () => {
    const settings = { windowDays: 10, timeZone: 'America/New_York' };
    pruned = await openWorkshop({ usesPerCoupon: 3 }, settings);
    whole = await openWorkshop({ usesPerCoupon: 3 }, settings);
    for (const [n, day] of makeDays(20_261_121, BEGAN, DAYS, 12).entries()) {
      await live(pruned, day);
      await live(whole, day);
      const run = runOf(pruned, day.now, (part, rows) => {
        dropped[part] = (dropped[part] ?? 0) + rows;
      });
      if (n % 5 === 4) await retainAll(run);
    }
  }, 120_000);
  afterAll(async () => {
    await pruned?.close();
    await whole?.close();
  });

  test('events, journeys and visitors that are over', () => {
    expect(dropped.events).toBeGreaterThan(2_000);
    expect(dropped.journeys).toBeGreaterThan(200);
    expect(dropped.bases).toBeGreaterThan(50);
    expect(dropped.mints).toBeGreaterThan(100);
  });

  test('and no counter moves otherwise than in a shop that keeps everything', async () => {
    expect(await loadAllCounters(pruned.db, SITE)).toEqual(await loadAllCounters(whole.db, SITE));
  });

  test('nor any credit or redemption', async () => {
    const ledger = ({ db }: Workshop) =>
      db
        .selectFrom('redemptions')
        .innerJoin('credits', (join) =>
          join
            .onRef('credits.site_id', '=', 'redemptions.site_id')
            .onRef('credits.redemption_id', '=', 'redemptions.id'),
        )
        .select(['order_number', 'model', 'touch', 'credits.source_id', 'value_minor', 'share', 'path'])
        .where('redemptions.site_id', '=', SITE)
        .orderBy('order_number')
        .orderBy('model')
        .orderBy('touch')
        .execute();
    const kept = await ledger(pruned);
    expect(kept.length).toBeGreaterThan(500);
    expect(kept).toEqual(await ledger(whole));
  });

  test('nor any path that led to no sale', async () => {
    const paths = ({ db }: Workshop) =>
      db
        .selectFrom('path_days')
        .select(['day', 'path_id', 'n'])
        .where('site_id', '=', SITE)
        .where('n', '!=', 0)
        .orderBy('day')
        .orderBy('path_id')
        .execute();
    const kept = await paths(pruned);
    expect(kept.length).toBeGreaterThan(100);
    expect(kept).toEqual(await paths(whole));
  });

  test('no raw event is older than it may be', async () => {
    const last = BEGAN + (DAYS - 1) * DAY;
    const old = await pruned.db
      .selectFrom('events')
      .select((row) => row.fn.countAll<number>().as('n'))
      .where('site_id', '=', SITE)
      .where('at', '<', last - 70 * DAY)
      .executeTakeFirstOrThrow();
    expect(old.n).toBe(0);
  });

  test('what is left of a visitor whose window has closed is small', async () => {
    const rows = await pruned.db
      .selectFrom('journeys')
      .select(['visitor', 'state'])
      .where('site_id', '=', SITE)
      .execute();
    const before = await whole.db
      .selectFrom('journeys')
      .select(['visitor', 'state'])
      .where('site_id', '=', SITE)
      .execute();
    const length = (all: typeof rows) => all.reduce((sum, { state }) => sum + state.length, 0);
    expect(rows.length).toBeLessThan(before.length);
    expect(length(rows)).toBeLessThan(length(before) / 2);
  });

  test('the kept days’ counters can still be counted again, from both', async () => {
    const said: string[] = [];
    for (const shop of [pruned, whole]) {
      expect(await verify(shop.db, (text) => said.push(text)), said.join('\n')).toBe(0);
    }
    expect(said.join('\n')).toMatch(/events, days from \d{4}-\d\d-\d\d on: no difference/);
    expect(said.join('\n')).toContain('all days: no difference');
  });

  test('a counter that is off by one is found, with its key', async () => {
    const row = await pruned.db
      .selectFrom('counters')
      .select(['day', 'source_id', 'arrival'])
      .where('site_id', '=', SITE)
      .where('scope', '=', 0)
      .orderBy('day', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    const where = (arrival: number) =>
      pruned.db
        .updateTable('counters')
        .set({ arrival })
        .where('site_id', '=', SITE)
        .where('scope', '=', 0)
        .where('day', '=', row.day)
        .where('source_id', '=', row.source_id)
        .execute();
    await where(row.arrival + 1);
    const said: string[] = [];
    expect(await verify(pruned.db, (text) => said.push(text))).toBe(1);
    expect(said[0]).toContain(`source ${row.source_id}`);
    expect(said[0]).toContain(`arrival ${row.arrival + 1} instead of ${row.arrival}`);
    await where(row.arrival);
  });

  test('so is credit that does not come to its redemption, and an offer’s total', async () => {
    const { redemption_id } = await whole.db
      .selectFrom('credits')
      .select('redemption_id')
      .where('site_id', '=', SITE)
      .limit(1)
      .executeTakeFirstOrThrow();
    await whole.db
      .deleteFrom('credits')
      .where('site_id', '=', SITE)
      .where('redemption_id', '=', redemption_id)
      .where('model', '=', 'linear')
      .execute();
    await whole.db.updateTable('offers').set({ redeemed: 1 }).where('site_id', '=', SITE).execute();
    const said: string[] = [];
    expect(await verify(whole.db, (text) => said.push(text))).toBe(2);
    expect(said.join('\n')).toContain(`redemption ${redemption_id}, model linear`);
    expect(said.join('\n')).toContain('redeemed is 1');
  });
});
