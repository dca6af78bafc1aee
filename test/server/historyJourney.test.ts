import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type CompleteJourney, readCompleteJourney } from '../../server/replay/completeJourney.ts';
import type { HistoryAnswer, HistoryImport, HistoryList } from '../../shared/wire/history.ts';
import type { Campaign, Site } from '../../shared/wire/site.ts';
import {
  type Caller,
  makeCampaign,
  makeFounder,
  makeOffer,
  makeSite,
  makeStore,
  type Office,
  openOffice,
} from './office.ts';

/** Beside the checkout where it is at all: the data are no part of the project. */
const DATA = join(import.meta.dirname, '../../../shared/data/completejourney');
const isThere = existsSync(DATA);
if (!isThere) console.log('Skipped: The Complete Journey is not beside this checkout.');
const DAY = 86_400_000;
const LOOKBACK_DAYS = 90;

let office: Office;
let owner: Caller;
let site: Site;
beforeAll(async () => {
  if (!isThere) return;
  office = await openOffice();
  owner = await makeFounder(office);
  site = await makeSite(office, owner, { timeZone: 'Etc/UTC', currency: 'USD', windowDays: LOOKBACK_DAYS });
}, 60_000);
afterAll(() => office?.close());

/**
 * Figures of each campaign: redemptions, households, and the days from its beginning to each redemption, as far
 * as a site can look back.
 */
type Figures = Map<string, { redemptions: number; households: number; days: number[] }>;

test.skipIf(!isThere)(
  'The Complete Journey through history import: what a plain script over the CSV gives',
  { timeout: 240_000 },
  async () => {
    const data = readCompleteJourney(DATA);
    await makeStore(office, owner, site.id, 'The grocer');
    const ids = await makeCampaigns(data);
    const sent = fileOf(data);
    const done = await bring(sent);
    expect(done).toMatchObject({ status: 'finished', known: 0, refused: 0, rows: 6_589 + 2_102 });
    expect(done.imported).toBe(done.rows);
    const found = await exportedFigures(ids);
    const wanted = plainFigures(data);
    expect([...found.keys()].toSorted()).toEqual([...wanted.keys()].toSorted());
    for (const [campaign, figures] of wanted) {
      expect([campaign, found.get(campaign)]).toEqual([campaign, figures]);
    }
    expect(wanted.get('18')).toMatchObject({ redemptions: 653, households: 214 });
    // Lines that were sent before change nothing.
    const some = sent.split('\n').slice(0, 300).join('\n');
    expect(await bring(some)).toMatchObject({ imported: 0, known: 300, refused: 0 });
    expect(await exportedFigures(ids)).toEqual(found);
  },
);

async function makeCampaigns({ windows }: CompleteJourney): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { campaign } of windows) {
    const rules = [{ source: 'mail', campaign: `campaign-${campaign}` }];
    const made: Campaign = await makeCampaign(office, owner, site.id, { name: campaign, rules });
    ids.set(made.id, campaign);
    await makeOffer(office, owner, site.id, made.id, { name: `Coupons of ${campaign}` });
  }
  return ids;
}

/** The real redemptions at noon of their days; each household that a campaign reached arrives on its first. */
function fileOf({ windows, targetings, redemptions }: CompleteJourney): string {
  const startOf = new Map(windows.map(({ campaign, from }) => [campaign, from]));
  const visits = targetings.map(({ campaign, household }) =>
    JSON.stringify({
      type: 'view',
      at: `${startOf.get(campaign)}T08:00:00Z`,
      id: `${campaign}-${household}`,
      visitor: `household-${household}`,
      url: '/coupons',
      utm_source: 'mail',
      utm_medium: 'direct_mail',
      utm_campaign: `campaign-${campaign}`,
    }),
  );
  const sales = redemptions.map(({ campaign, household, day }, index) =>
    JSON.stringify({
      type: 'redemption',
      at: `${day}T12:00:00Z`,
      order: `order-${index}`,
      visitor: `household-${household}`,
      campaign,
      amount: '0',
      store: 'The grocer',
    }),
  );
  // Sales first: the import puts them where they belong.
  return [...sales, ...visits].join('\n');
}

async function bring(text: string): Promise<HistoryImport> {
  const headers = { 'content-type': 'application/x-ndjson' };
  const answer = await office.ask<HistoryAnswer>(
    owner,
    'POST',
    `/v1/sites/${site.id}/history`,
    text,
    headers,
  );
  expect([answer.status, answer.body]).toMatchObject([202, { check: { errors: [] } }]);
  const id = answer.body.import?.id;
  return vi.waitFor(
    async () => {
      const { imports } = await office.get<HistoryList>(owner, `/v1/sites/${site.id}/history`);
      const one = imports.find((each) => each.id === id);
      if (one?.status !== 'finished') throw new Error(`${one?.done} rows are decided`);
      return one;
    },
    { timeout: 200_000, interval: 200 },
  );
}

function plainFigures({ windows, redemptions }: CompleteJourney): Figures {
  const startOf = new Map(windows.map(({ campaign, from }) => [campaign, Date.parse(from)]));
  const figures = [...Map.groupBy(redemptions, ({ campaign }) => campaign)].map(([campaign, own]) => {
    const start = startOf.get(campaign) ?? 0;
    return [
      campaign,
      {
        redemptions: own.length,
        households: new Set(own.map(({ household }) => household)).size,
        days: own
          .map(({ day }) => (Date.parse(day) - start) / DAY)
          .filter((days) => days >= 0 && days < LOOKBACK_DAYS)
          .toSorted((a, b) => a - b),
      },
    ] as const;
  });
  return new Map(figures);
}

/** From the server's own export: days to redeem are counted from the campaign's touchpoint in each path. */
async function exportedFigures(campaigns: Map<string, string>): Promise<Figures> {
  interface Row {
    campaign_id: string;
    visitor: string;
    day: string;
    path: { source: number; at: number }[];
  }
  const sources = await exported<{ id: number; campaign: string }>('sources');
  const nameOf = new Map(sources.map(({ id, campaign }) => [id, campaign]));
  const rows = await exported<Row>('redemptions');
  const figures = [...Map.groupBy(rows, (row) => row.campaign_id)].map(([id, own]) => {
    const campaign = campaigns.get(id) ?? '';
    return [
      campaign,
      {
        redemptions: own.length,
        households: new Set(own.map(({ visitor }) => visitor)).size,
        days: own
          .flatMap(({ day, path }) => {
            const touch = path.find(({ source }) => nameOf.get(source) === `campaign-${campaign}`);
            return touch ? [(Date.parse(day) - Math.floor(touch.at / DAY) * DAY) / DAY] : [];
          })
          .toSorted((a, b) => a - b),
      },
    ] as const;
  });
  return new Map(figures);
}

async function exported<Row>(what: string): Promise<Row[]> {
  const { text } = await office.text(owner, `/v1/sites/${site.id}/exports/${what}?format=ndjson`);
  const lines = text.split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Row);
}
