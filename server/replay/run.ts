import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLENTIFUL_LIMITS, readConfig } from '../config.ts';
import { makeClock } from '../demo/clock.ts';
import { serve } from '../main.ts';
import { newOwnerSecret } from '../owner.ts';
import { readCompleteJourney } from './completeJourney.ts';
import { readLedger } from './ledger.ts';
import { replay } from './replay.ts';

const [name, folder] = process.argv.slice(2);
if (name !== 'completejourney' || !folder || !existsSync(folder)) {
  console.error(
    'Usage: npm run replay -- completejourney FOLDER   (the folder with campaigns.csv.gz and its like)',
  );
  process.exitCode = 1;
} else {
  await run(folder);
}

/** Replays on a database that is thrown away, and prints what its ledger then holds. */
async function run(source: string): Promise<void> {
  const data = readCompleteJourney(source);
  const place = mkdtempSync(join(tmpdir(), 'backstamp-replay-'));
  const databaseUrl = `sqlite:${join(place, 'replay.db')}`;
  const clock = makeClock();
  const config = {
    ...readConfig({}),
    host: '127.0.0.1',
    port: 0,
    logLevel: 'warn' as const,
    databaseUrl,
    limits: PLENTIFUL_LIMITS,
  };
  const server = await serve({ config, clock });
  try {
    const ownerSecret = (await newOwnerSecret(server, clock)) ?? '';
    console.log('The Complete Journey: redemptions are real; each targeted household’s visit is made up.');
    const replayed = await replay(data, { url: server.url, clock, ownerSecret });
    const totals = await readLedger(databaseUrl, replayed.siteId);
    console.log(`${replayed.visits} visits (made up) and ${replayed.redeemed} redemptions (real) went in.\n`);
    console.table(tableOf(data.windows, replayed.campaignIds, totals));
  } finally {
    await server.close();
    rmSync(place, { recursive: true, force: true });
  }
}

function tableOf(
  windows: { campaign: string; type: string }[],
  ids: Map<string, string>,
  totals: { campaignId: string; redemptions: number; households: number }[],
) {
  return windows.map(({ campaign, type }) => {
    const total = totals.find(({ campaignId }) => campaignId === ids.get(campaign));
    return { campaign, type, redemptions: total?.redemptions ?? 0, households: total?.households ?? 0 };
  });
}
