import { afterEach, describe, expect, test } from 'vitest';
import { readExportPage } from '../../server/actions/exportPage.ts';
import { readFunnel } from '../../server/actions/funnel.ts';
import { listTakenBack } from '../../server/actions/redemptionStory.ts';
import { retain } from '../../server/actions/retention.ts';
import { returnGoods } from '../../server/actions/returns.ts';
import { readTopPaths } from '../../server/actions/topPaths.ts';
import { readFields } from '../../server/domain/historyFields.ts';
import { buy, MAIL, visit, WEIBO } from './reportShop.ts';
import { MINUTE, openWorkshop, SITE, type Workshop } from './workshop.ts';

let shop: Workshop;
afterEach(() => shop.close());

/** Days on which clocks change, where they do at all, by their first and last minute in UTC. */
const DAYS: [timeZone: string, day: string, first: string, last: string][] = [
  ['Asia/Shanghai', '2026-10-25', '2026-10-24T16:00:00Z', '2026-10-25T15:59:00Z'],
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', '2026-03-29T21:59:00Z'],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', '2026-10-25T22:59:00Z'],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T03:59:00Z'],
  ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', '2026-11-02T04:59:00Z'],
];

function must<Value>(outcome: { ok: true; value: Value } | { ok: false; failure: { code: string } }): Value {
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value;
}

describe.each(DAYS)('in %s on %s', (timeZone, day, first, last) => {
  const [start, end] = [Date.parse(first), Date.parse(last)];
  const now = end + 40 * 86_400_000;
  const only = { from: day, to: day };

  /** One who buys and one who looks in the day’s first and last minute, and in the minutes beside them. */
  async function fill(): Promise<void> {
    shop = await openWorkshop({}, { timeZone });
    for (const [n, at] of [start - MINUTE, start, end, end + MINUTE].entries()) {
      const sale = await buy(shop, `customer-${n}`, [WEIBO], 10_000, { start: at, waitMs: 0 });
      await visit(shop, `visitor-${n}`, MAIL, at);
      const by = { clerkId: 'clerk', storeId: 'bund' };
      must(
        await returnGoods(shop.context, {
          siteId: SITE,
          id: sale.id,
          by,
          now,
          input: { amountMinor: 1_000 },
        }),
      );
    }
  }

  test('funnel, paths and what was taken back hold its first and its last minute, and none beside', async () => {
    await fill();
    const funnel = must(await readFunnel(shop.context, { siteId: SITE, query: only, now }));
    expect(funnel.days).toMatchObject([{ day, counts: { arrival: 4, redemption: 2, revenueMinor: 18_000 } }]);
    const query = { by: 'source', ...only, previous: true, limit: 20 } as const;
    const { total } = must(await readTopPaths(shop.context, { siteId: SITE, query, now }));
    expect(total).toMatchObject({ redemptions: 2, lost: 2, previous: { redemptions: 1, lost: 1 } });
    const taken = { ...only, offset: 0, limit: 50 };
    const { redemptions } = must(await listTakenBack(shop.context, { siteId: SITE, query: taken, now }));
    expect(redemptions.map(({ at }) => at)).toEqual([end, start]);
  });

  test('a file of its events holds the same', async () => {
    await fill();
    const query = { format: 'ndjson', ...only } as const;
    const input = { siteId: SITE, what: 'events', query, after: null } as const;
    const { text } = must(await readExportPage(shop.context, input));
    const times = text
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { at_ms: number }).at_ms);
    expect([Math.min(...times), Math.max(...times)]).toEqual([start, end]);
  });

  test('what is kept for a month begins with it', async () => {
    await fill();
    const month = Date.parse(`${day}T12:00:00Z`) + 31 * 86_400_000;
    const today = new Date(month).toISOString().slice(0, 7) + day.slice(7);
    const step = { siteId: SITE, part: 'events', after: '', months: 1, limit: 1_000 } as const;
    const noon = Date.parse(`${today}T12:00:00Z`);
    await retain(shop.context, { ...step, now: noon });
    const rows = await shop.db.selectFrom('events').select('at').where('site_id', '=', SITE).execute();
    expect(Math.min(...rows.map(({ at }) => at))).toBe(start);
  });

  test('history that names no zone is of this one', () => {
    const terms = { timeZone, currency: 'EUR' };
    const timeOf = (at: string) => readFields({ at }, terms).time('at');
    expect([timeOf(`${day} 00:00`), timeOf(`${day}T23:59:00`)]).toEqual([start, end]);
  });
});
