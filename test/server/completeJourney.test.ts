import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeClock } from '../../server/demo/clock.ts';
import { type HttpClient, makeHttpClient } from '../../server/httpClient.ts';
import { serve } from '../../server/main.ts';
import { newOwnerSecret } from '../../server/owner.ts';
import { type CompleteJourney, readCompleteJourney } from '../../server/replay/completeJourney.ts';
import { readLedger } from '../../server/replay/ledger.ts';
import { replay } from '../../server/replay/replay.ts';
import { type AttributionReport, REPORT_KEYS, type ReportedRedemptions } from '../../shared/wire/report.ts';
import type { Campaign } from '../../shared/wire/site.ts';
import { newDatabase } from '../setup/database.ts';
import { testConfig } from './testServer.ts';

const DAY_MS = 86_400_000;

/** Beside the checkout where it is at all: the data are no part of the project. */
const DATA = join(import.meta.dirname, '../../../shared/data/completejourney');
const isThere = existsSync(DATA);
if (!isThere) console.log('Skipped: The Complete Journey is not beside this checkout.');

test.skipIf(!isThere)(
  '2,102 real redemptions come out of the ledger as they went in',
  { timeout: 240_000 },
  async () => {
    const database = await newDatabase();
    const clock = makeClock();
    const server = await serve({ config: testConfig({ databaseUrl: database.url }), clock });
    try {
      const data = readCompleteJourney(DATA);
      const ownerSecret = (await newOwnerSecret(server, clock)) ?? '';
      const { siteId, campaignIds, visits } = await replay(data, { url: server.url, clock, ownerSecret });
      expect(visits).toBe(6_589);
      const totals = new Map(
        (await readLedger(database.url, siteId)).map((total) => [total.campaignId, total]),
      );
      const redemptionsOf = (type: string) =>
        data.windows
          .filter((window) => window.type === type)
          .reduce(
            (sum, { campaign }) => sum + (totals.get(campaignIds.get(campaign) ?? '')?.redemptions ?? 0),
            0,
          );
      expect(['Type A', 'Type B', 'Type C'].map(redemptionsOf)).toEqual([1_718, 323, 61]);
      expect(totals.get(campaignIds.get('18') ?? '')).toMatchObject({ redemptions: 653, households: 214 });
      // Each campaign alone, counted over the data set itself.
      for (const [campaign, own] of Map.groupBy(data.redemptions, (redemption) => redemption.campaign)) {
        const households = new Set(own.map(({ household }) => household)).size;
        const total = totals.get(campaignIds.get(campaign) ?? '');
        expect(total, `campaign ${campaign}`).toMatchObject({ redemptions: own.length, households });
      }
      const owner = makeHttpClient(server.url);
      await owner.post('/v1/session', { email: 'owner@grocer.example', password: 'complete journey' });
      await expectReports(owner, siteId, data, campaignIds);
      await expectDays(owner, siteId, data);
    } finally {
      await server.close();
      await database.remove();
    }
  },
);

const OF_2017 = 'from=2017-01-01&to=2017-12-31';

/** Every dimension adds up to all of them, and by offer each campaign has what the data set says. */
async function expectReports(
  owner: HttpClient,
  siteId: string,
  data: CompleteJourney,
  campaignIds: ReadonlyMap<string, string>,
): Promise<void> {
  const report = (by: string) =>
    owner.get<AttributionReport>(
      `/v1/sites/${siteId}/reports/attribution?by=${by}&model=linear&limit=1000&${OF_2017}`,
    );
  for (const by of REPORT_KEYS) {
    const { rows, others, total } = await report(by);
    const sum = [...rows, ...(others ? [others] : [])].reduce((n, row) => n + row.credited.redemptions, 0);
    expect([by, total.credited.redemptions]).toEqual([by, 2_102]);
    expect(sum, by).toBeCloseTo(2_102, 3);
  }
  const { rows } = await report('offer');
  const redeemed = new Map(rows.map(({ key, credited }) => [key, credited.redemptions]));
  const { campaigns } = await owner.get<{ campaigns: Campaign[] }>(`/v1/sites/${siteId}/campaigns`);
  for (const [campaign, own] of Map.groupBy(data.redemptions, (redemption) => redemption.campaign)) {
    const offers = campaigns.find(({ id }) => id === campaignIds.get(campaign))?.offers ?? [];
    const sum = offers.reduce((n, { id }) => n + (redeemed.get(id) ?? 0), 0);
    expect([campaign, sum]).toEqual([campaign, own.length]);
  }
}

/** Days from the first mailing within thirty days to each redemption, as a plain count of the data set finds them. */
async function expectDays(owner: HttpClient, siteId: string, data: CompleteJourney): Promise<void> {
  const found = new Map<string, number | null>();
  for (let offset = 0, more = true; more; offset += 200) {
    const page = await owner.get<ReportedRedemptions>(
      `/v1/sites/${siteId}/reports/redemptions?${OF_2017}&limit=200&offset=${offset}`,
    );
    for (const { order, days } of page.redemptions) found.set(order, days === null ? null : Math.floor(days));
    more = page.more;
  }
  const startOf = new Map(data.windows.map(({ campaign, from }) => [campaign, Date.parse(from)]));
  const mailed = Map.groupBy(data.targetings, ({ household }) => household);
  // As the replay numbers its orders: by day, on a day as the data have them.
  const inOrder = data.redemptions.toSorted((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
  const wanted = inOrder.map(({ household, day }, index): [string, number | null] => {
    const ages = (mailed.get(household) ?? [])
      .map(({ campaign }) => (Date.parse(day) - (startOf.get(campaign) ?? 0)) / DAY_MS)
      .filter((age) => age >= 0 && age < 30);
    return [`order-${index + 1}`, ages.length === 0 ? null : Math.max(...ages)];
  });
  expect(found).toEqual(new Map(wanted));
}
