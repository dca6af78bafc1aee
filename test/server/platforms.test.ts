import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BeaconAnswer } from '../../shared/wire/beacon.ts';
import type { PlatformReport, PlatformRow } from '../../shared/wire/platforms.ts';
import type { Site } from '../../shared/wire/site.ts';
import { beacon, event } from './journeys.ts';
import {
  type Caller,
  makeCampaign,
  makeClerk,
  makeFounder,
  makeOffer,
  makeSite,
  makeStore,
  makeTill,
  NOON,
  nobody,
  type Office,
  openOffice,
  PIN,
  problemOf,
} from './office.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const WEIBO = '/?utm_source=weibo&utm_medium=social&utm_campaign=autumn';
const DOUYIN = '/?utm_source=douyin&utm_medium=paid_social&utm_campaign=videos';
const ROBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
/** Ten days back: with a window of seven days nobody of that day can add to it any more. */
const THEN = NOON - 10 * DAY_MS;

let office: Office;
let owner: Caller;
let till: Caller;
let site: Site;
let clerkId: string;
let visitors = 0;

async function arrive(way: string, acts: { engages?: boolean; isRobot?: boolean } = {}) {
  visitors += 1;
  const at = office.clock.now();
  const more = acts.engages ? [event('engagement', '/', at)] : [];
  const body = beacon(site.id, `visitor-${String(visitors).padStart(12, '0')}`, [
    event('view', way, at),
    ...more,
    event('ask', way, at),
  ]);
  const headers = { origin: 'https://shop.example', ...(acts.isRobot ? { 'user-agent': ROBOT } : {}) };
  const answer = await office.ask<BeaconAnswer>(nobody(), 'POST', '/v1/collect', body, headers);
  expect(answer.status).toBe(202);
  return answer.body.coupon?.code ?? null;
}

async function redeem(code: string | null, amountMinor: number) {
  // A moved clock ends sign-ins.
  await office.post(till, '/v1/till/session', { clerkId, pin: PIN });
  const input = { code: code ?? '', amountMinor, order: `R-${code}` };
  await office.post(till, `/v1/sites/${site.id}/redemptions`, input);
}

async function spend(...lines: string[]) {
  const file = ['day,source,medium,campaign,content,term,clicks,impressions,cost,kind', ...lines].join('\n');
  const url = `/v1/sites/${site.id}/spend/imports`;
  const answer = await office.ask(owner, 'POST', url, Buffer.from(file), { 'content-type': 'text/csv' });
  expect(answer.status).toBe(200);
}

function check(query: string): Promise<PlatformReport> {
  return office.get(owner, `/v1/sites/${site.id}/reports/platforms?${query}`);
}

const rowOf = ({ rows }: PlatformReport, key: string): PlatformRow | undefined =>
  rows.find((row) => row.key === key);

beforeAll(async () => {
  office = await openOffice({ limits: { lookUpPerMinute: 100_000 } });
  office.clock.at = THEN;
  owner = await makeFounder(office);
  site = await makeSite(office, owner, { windowDays: 7, marginPercent: 40 });
  const store = await makeStore(office, owner, site.id);
  const campaign = await makeCampaign(office, owner, site.id, { isDefault: true, rules: [] });
  await makeOffer(office, owner, site.id, campaign.id);
  till = await makeTill(office, owner, site.id, store.id);
  clerkId = (await makeClerk(office, owner, site.id, store.id)).id;
});
afterAll(() => office.close());

test('nothing is said of a range in which nothing was', async () => {
  const report = await check('from=2026-11-01&to=2026-11-20');
  expect(report.rows).toEqual([]);
  expect(report.thresholds).toMatchObject({ marginPercent: 40, isMarginAssumed: false, leastTrials: 100 });
});

test('a platform that many redeem from is scaled, one that costs and brings nobody is stopped', async () => {
  for (let n = 0; n < 20; n += 1) {
    const code = await arrive(WEIBO, { engages: n < 10 });
    if (n < 8) await redeem(code, 100_000);
  }
  for (let n = 0; n < 12; n += 1) await arrive(DOUYIN);
  for (let n = 0; n < 4; n += 1) await arrive(DOUYIN, { isRobot: true });
  await spend(
    '2026-11-10,weibo,social,autumn,,,150,9000,600.00,media',
    '2026-11-10,weibo,social,spring,,,0,0,50.00,media',
    '2026-11-10,douyin,paid_social,videos,,,150,9000,4500.00,media',
  );
  office.clock.at = NOON;
  const report = await check('from=2026-11-10&to=2026-11-10');
  expect(report).toMatchObject({ immatureFrom: null, matureTo: '2026-11-10', by: 'source' });
  expect(report.rows.map(({ key }) => key)).toEqual(['douyin', 'weibo']);
  // 8 of 150 is 2.7–10.2 %; one is worth 1,000.00 × 40 %. A click earns 10.91 at worst and costs 4.33.
  expect(rowOf(report, 'weibo')).toMatchObject({
    clicks: 150,
    arrivals: 20,
    unmeasured: 130,
    engaged: { share: 0.5 },
    botArrivals: 0,
    redemptions: 8,
    revenueMinor: 800_000,
    costMinor: 65_000,
    idleCostMinor: 5_000,
    trials: 'clicks',
    verdict: { verdict: 'scale', rule: 'surelyPays' },
  });
  expect(rowOf(report, 'weibo')?.verdict.costMinor).toBeCloseTo(433.33, 2);
  expect(rowOf(report, 'weibo')?.perHundred?.redemptions).toBeCloseTo(5.333, 3);
  // None of 150 is 2.5 % at best, which is 9.99 of the site's average order; a click costs 30.00.
  expect(rowOf(report, 'douyin')).toMatchObject({
    unmeasured: 138,
    botArrivals: 4,
    botShare: 0.25,
    redemptions: 0,
    idleCostMinor: 450_000,
    verdict: { verdict: 'stop', rule: 'surelyLoses', costMinor: 3_000 },
  });
});

test('while some may still redeem, those who cannot any more are the reason to stop', async () => {
  office.clock.at = NOON;
  await arrive(DOUYIN);
  const report = await check('from=2026-11-10&to=2026-11-20');
  expect(report).toMatchObject({ immatureFrom: '2026-11-13', matureTo: '2026-11-12' });
  expect(rowOf(report, 'douyin')?.verdict).toMatchObject({ verdict: 'stop', rule: 'surelyLost' });
  const late = await check('from=2026-11-13&to=2026-11-20');
  expect(late.matureTo).toBe(null);
  expect(rowOf(late, 'douyin')?.verdict).toMatchObject({ verdict: 'watch', rule: 'noCost' });
  await spend('2026-11-19,douyin,paid_social,videos,,,150,9000,9000.00,media');
  office.clock.at = NOON + MINUTE_MS;
  await redeem(await arrive(WEIBO), 100_000);
  const costly = await check('from=2026-11-13&to=2026-11-20');
  expect(rowOf(costly, 'douyin')?.verdict).toMatchObject({ verdict: 'watch', rule: 'young' });
});

test('by channel the same adds up', async () => {
  const range = 'from=2026-11-10&to=2026-11-20';
  const [bySource, byChannel] = [await check(range), await check(`${range}&by=channel`)];
  expect(byChannel.rows.map(({ key }) => key).toSorted()).toEqual(['organicSocial', 'paidSocial']);
  for (const of of ['arrivals', 'redemptions', 'revenueMinor', 'botArrivals', 'costMinor'] as const) {
    const sum = ({ rows }: PlatformReport) => rows.reduce((all, row) => all + (row[of] ?? 0), 0);
    expect(sum(byChannel)).toBe(sum(bySource));
    expect(sum(bySource)).toBeGreaterThan(0);
  }
});

test('what cannot be read is refused, and another site’s owner is told nothing', async () => {
  const ask = (query: string) =>
    office.ask(owner, 'GET', `/v1/sites/${site.id}/reports/platforms?${query}`).then(problemOf);
  expect(await ask('by=campaign')).toMatchObject({ status: 400, code: 'invalidInput' });
  expect(await ask('from=2026-11-20&to=2026-11-10')).toMatchObject({ status: 400, code: 'invalidInput' });
  const answer = await office.ask(nobody(), 'GET', `/v1/sites/${site.id}/reports/platforms`);
  expect(answer.status).toBe(401);
});
