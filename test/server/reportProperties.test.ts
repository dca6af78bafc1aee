import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { returnGoods } from '../../server/actions/returns.ts';
import { undo } from '../../server/actions/undo.ts';
import { insertCampaign, insertOffer, loadCampaigns } from '../../server/store/campaigns.ts';
import { insertSite, loadSite } from '../../server/store/sites.ts';
import { saveStore } from '../../server/store/stores.ts';
import { MODELS, REPORT_KEYS } from '../../shared/wire/report.ts';
import { askBehind, askReport, BAIDU, buy, MAIL, NOWHERE, WEIBO } from './reportShop.ts';
import { DAY, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

/** Every model, two to a report. */
const PAIRS = [
  ['first', 'last'],
  ['lastNonDirect', 'linear'],
  ['position', 'timeDecay'],
] as const;

/** What happens in one run, in one of two shops that have the same visitors, stores, offers and codes’ makers. */
const sale = fc.record({
  shop: fc.constantFrom(0, 1),
  visitor: fc.integer({ min: 0, max: 5 }),
  ways: fc.array(fc.constantFrom(WEIBO, BAIDU, MAIL, NOWHERE), { minLength: 1, maxLength: 4 }),
  amountMinor: fc.integer({ min: 0, max: 1_000_003 }),
  storeId: fc.constantFrom('bund', 'lake'),
  lines: fc.array(
    fc.record({
      sku: fc.constantFrom('sofa', 'lamp', 'rug'),
      quantity: fc.integer({ min: 1, max: 3 }),
      amountMinor: fc.integer({ min: 0, max: 400_000 }),
    }),
    { maxLength: 3 },
  ),
  /** What becomes of it: nothing, a part comes back, all of it, or it is undone at once. */
  after: fc.constantFrom('stands', 'stands', 'part', 'all', 'undone'),
});
type Sale = typeof sale extends fc.Arbitrary<infer T> ? T : never;

let shop: Workshop;
let runs = 0;
beforeAll(async () => {
  shop = await openWorkshop({ usesPerCoupon: 100 });
});
afterAll(() => shop.close());

async function newSite(id: string, city: string): Promise<void> {
  const like = await loadSite(shop.db, SITE);
  if (!like) throw new Error('no site');
  await insertSite(shop.db, { ...like, id }, NOON);
  const store = { city, phone: '', address: '', maxDiscountMinor: null };
  await saveStore(shop.db, id, { id: 'bund', name: 'Bund', ...store });
  await saveStore(shop.db, id, { id: 'lake', name: 'Lake', ...store });
  for (const campaign of await loadCampaigns(shop.db, SITE)) {
    await insertCampaign(shop.db, id, { ...campaign, offers: [] }, NOON);
    for (const offer of campaign.offers) {
      await insertOffer(shop.db, id, { ...offer, campaignId: campaign.id, minted: 0, redeemed: 0 }, NOON);
    }
  }
}

/** Lets a sale happen; what stands of it. */
async function happen(siteId: string, { after, ...given }: Sale, index: number): Promise<number | null> {
  const { storeId, amountMinor, lines } = given;
  const start = NOON - 18 * DAY + index * 60_000;
  const sold = await buy(shop, `visitor-${given.visitor}`, given.ways, amountMinor, {
    siteId,
    storeId,
    lines,
    start,
  });
  const { id, at } = sold;
  if (after === 'undone') {
    await undo(shop.context, { siteId, clerkId: 'clerk', storeId, now: at, id });
    return null;
  }
  const back = after === 'all' ? amountMinor : after === 'part' ? Math.floor(amountMinor / 3) : 0;
  if (back === 0) return amountMinor;
  const by = { clerkId: 'clerk', storeId };
  const input = { amountMinor: back };
  const returned = await returnGoods(shop.context, { siteId, id, by, now: NOON, input });
  if (!returned.ok) throw new Error(returned.failure.code);
  return back === amountMinor ? null : amountMinor - back;
}

test('no model is left out', () => {
  expect(PAIRS.flat().sort()).toEqual([...MODELS].sort());
});

test('the rows of every dimension, under every model, add up to what a plain count of the sales gives', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(sale, { minLength: 1, maxLength: 6 }), async (sales) => {
      runs += 1;
      const sites = [`run-${runs}-a`, `run-${runs}-b`] as const;
      await newSite(sites[0], 'Shanghai');
      await newSite(sites[1], 'Berlin');
      const left: [number[], number[]] = [[], []];
      for (const [index, each] of sales.entries()) {
        const of = each.shop === 0 ? 0 : 1;
        const stands = await happen(sites[of], each, index);
        if (stands !== null) left[of].push(stands);
      }
      for (const of of [0, 1] as const) await expectTotals(sites[of], left[of]);
    }),
    { numRuns: 5 },
  );
});

async function expectTotals(siteId: string, left: readonly number[]): Promise<void> {
  const revenueMinor = left.reduce((sum, minor) => sum + minor, 0);
  for (const by of REPORT_KEYS) {
    for (const [model, compare] of PAIRS) {
      const { rows, others, total } = await askReport(shop, { by, model, compare, limit: 2 }, { siteId });
      const all = [...rows, ...(others ? [others] : [])];
      const add = (of: (row: (typeof all)[number]) => number) => all.reduce((sum, row) => sum + of(row), 0);
      expect([by, model, total.credited]).toMatchObject([
        by,
        model,
        { redemptions: left.length, revenueMinor },
      ]);
      expect([by, model, add(({ credited }) => credited.revenueMinor)]).toEqual([by, model, revenueMinor]);
      expect(add(({ credited }) => credited.discountMinor)).toBe(total.credited.discountMinor);
      expect(add(({ compared }) => compared?.revenueMinor ?? 0)).toBe(revenueMinor);
      expect(add(({ credited }) => credited.redemptions)).toBeCloseTo(left.length, 5);
    }
    await expectBehind(siteId, by);
  }
}

/** Each row opens down to redemptions that come to it. */
async function expectBehind(siteId: string, by: (typeof REPORT_KEYS)[number]): Promise<void> {
  const { rows } = await askReport(shop, { by, model: 'position' }, { siteId });
  for (const { key, credited } of rows) {
    const { redemptions } = await askBehind(shop, { by, key, model: 'position' }, siteId);
    const sum = redemptions.reduce((minor, each) => minor + each.rowMinor, 0);
    expect([by, key, sum]).toEqual([by, key, credited.revenueMinor]);
  }
}
