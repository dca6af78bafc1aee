import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeClock } from '../../server/demo/clock.ts';
import { serve } from '../../server/main.ts';
import { newOwnerSecret } from '../../server/owner.ts';
import { readCompleteJourney } from '../../server/replay/completeJourney.ts';
import { readLedger } from '../../server/replay/ledger.ts';
import { replay } from '../../server/replay/replay.ts';
import { newDatabase } from '../setup/database.ts';
import { testConfig } from './testServer.ts';

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
    } finally {
      await server.close();
      await database.remove();
    }
  },
);
