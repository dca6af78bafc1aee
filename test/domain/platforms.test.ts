import { describe, expect, it } from 'vitest';
import { checkPlatforms, type PlatformSource } from '../../server/domain/platformCheck.ts';
import { type PlatformCase, platformVerdict } from '../../server/domain/platformVerdict.ts';
import { NO_SPEND } from '../../server/domain/reportSums.ts';
import { noCounts } from '../../shared/funnelChange.ts';
import type { Counts } from '../../shared/wire/funnel.ts';

const MARKET = { averageMinor: 50_000, marginPercent: 40 };
const known = (parts: Partial<PlatformCase>): PlatformCase => ({
  trials: 1_000,
  redemptions: 20,
  revenueMinor: 1_000_000,
  costMinor: 300_000,
  botShare: 0.02,
  isYoung: false,
  ripe: { trials: 0, redemptions: 0, revenueMinor: 0, costMinor: null },
  ...parts,
});

describe('what to do with a platform', () => {
  // A redemption earns 200.00. Wilson: 20 of 1,000 is 1.30–3.07 %, so a click earns 2.60–6.14.
  it.each([
    ['pays even at its low end', { costMinor: 250_000 }, 'scale', 'surelyPays'],
    ['pays as counted', { costMinor: 300_000 }, 'keep', 'pays'],
    ['does not pay as counted, but may', { costMinor: 500_000 }, 'watch', 'mayPay'],
    ['loses even at its high end', { costMinor: 700_000 }, 'stop', 'surelyLoses'],
    [
      'has brought what it cost by one large order, which no average knows',
      { trials: 1_000, redemptions: 1, revenueMinor: 2_000_000, costMinor: 700_000 },
      'keep',
      'pays',
    ],
    [
      'has brought what it cost by online orders alone',
      { redemptions: 0, revenueMinor: 2_000_000, costMinor: 700_000 },
      'keep',
      'pays',
    ],
    ['loses so far, while some may still redeem', { costMinor: 700_000, isYoung: true }, 'watch', 'young'],
    [
      'loses so far, also by those who cannot redeem any more',
      {
        costMinor: 700_000,
        isYoung: true,
        ripe: { trials: 500, redemptions: 3, revenueMinor: 150_000, costMinor: 350_000 },
      },
      'stop',
      'surelyLost',
    ],
    [
      'loses so far, and those who cannot redeem any more may have paid',
      {
        costMinor: 700_000,
        isYoung: true,
        ripe: { trials: 500, redemptions: 16, revenueMinor: 800_000, costMinor: 350_000 },
      },
      'watch',
      'young',
    ],
    [
      'loses so far, and those who cannot redeem any more are too few to tell',
      {
        costMinor: 700_000,
        isYoung: true,
        ripe: { trials: 99, redemptions: 0, revenueMinor: 0, costMinor: 350_000 },
      },
      'watch',
      'young',
    ],
    [
      'costs, and none of many redeemed',
      { redemptions: 0, revenueMinor: 0, costMinor: 300_000 },
      'stop',
      'surelyLoses',
    ],
    ['is too small to tell', { trials: 99, redemptions: 0, revenueMinor: 0 }, 'watch', 'tooFew'],
    ['is mostly robots', { botShare: 0.31 }, 'watch', 'bots'],
    ['costs nothing and brings some', { costMinor: null }, 'keep', 'free'],
    ['costs nothing and brings none', { costMinor: 0, redemptions: 0 }, 'watch', 'noCost'],
  ])('%s', (_what, parts, verdict, rule) => {
    expect(platformVerdict(known(parts), MARKET)).toMatchObject({ verdict, rule });
  });

  it('shows what it rests on', () => {
    const { costMinor, earnsMinor } = platformVerdict(known({}), MARKET);
    expect(costMinor).toBe(300);
    expect(earnsMinor?.map(Math.round)).toEqual([260, 400, 614]);
  });

  it('takes the whole site’s average where a platform has few redemptions of its own', () => {
    const lucky = known({ redemptions: 4, revenueMinor: 600_000, costMinor: 300_000 });
    expect(platformVerdict(lucky, MARKET).earnsMinor?.[1]).toBeCloseTo(80);
  });

  it('says nothing of value where nobody has ever redeemed', () => {
    const none = known({ redemptions: 0, revenueMinor: 0 });
    expect(platformVerdict(none, { averageMinor: 0, marginPercent: 40 })).toMatchObject({ rule: 'noSale' });
  });
});

const source = (
  key: string,
  campaign: string,
  counts: Partial<Counts>,
  clicks = 0,
  cost = 0,
): PlatformSource => ({
  key,
  campaign,
  cohort: { ...noCounts(), ...counts },
  spend: clicks + cost === 0 ? null : { ...NO_SPEND, clicks, mediaMinor: cost },
  botArrivals: 0,
  ripe: { cohort: null, spend: null },
});

describe('the row of a platform', () => {
  const all = { marginPercent: 100, isYoung: false };

  it('has clicks beside arrivals, and what neither arrived nor can be measured', () => {
    const [row] = checkPlatforms([source('weibo', 'a', { arrival: 240, engagement: 60 }, 400, 10_000)], all);
    expect(row).toMatchObject({
      clicks: 400,
      arrivals: 240,
      unmeasured: 160,
      trials: 'clicks',
      costMinor: 10_000,
    });
    expect(row?.arrivalRate?.share).toBeCloseTo(0.6);
    expect(row?.engaged?.share).toBeCloseTo(0.25);
  });

  it('gives redemptions and revenue for each hundred clicks, with their interval', () => {
    const cohort = { arrival: 148, redemption: 15, revenueMinor: 300_000 };
    const [row] = checkPlatforms([source('weibo', 'a', cohort, 148, 1)], all);
    expect(row?.perHundred?.redemptions).toBeCloseTo(10.135, 3);
    expect(row?.perHundred?.interval[0]).toBeCloseTo(6.24, 2);
    expect(row?.perHundred?.interval[1]).toBeCloseTo(16.05, 2);
    expect(row?.perHundred?.revenueMinor).toBe(202_703);
    expect(row?.perHundred?.revenueIntervalMinor).toEqual([124_773, 320_974]);
  });

  it('takes the site’s average for what none of its own redemptions can tell', () => {
    const sold = source('weibo', 'a', { arrival: 50, redemption: 2, revenueMinor: 20_000 });
    const rows = checkPlatforms([sold, source('mail', 'b', { arrival: 100 })], all);
    const mail = rows.find(({ key }) => key === 'mail')?.perHundred;
    expect(mail?.revenueMinor).toBe(0);
    expect(mail?.revenueIntervalMinor).toEqual([0, Math.round((mail?.interval[1] ?? 0) * 10_000)]);
  });

  it('has revenue of online orders inside its interval', () => {
    const online = source('mail', 'b', { arrival: 100, order: 3, revenueMinor: 90_000 });
    const [row] = checkPlatforms([online], all);
    expect(row?.perHundred?.revenueIntervalMinor).toEqual([0, 90_000]);
  });

  it('tells the cost of campaigns that nobody redeemed from', () => {
    const [row] = checkPlatforms(
      [
        source('weibo', 'idle', { arrival: 10 }, 50, 700),
        source('weibo', 'busy', { arrival: 10, redemption: 1, revenueMinor: 5_000 }),
        source('weibo', 'busy', {}, 50, 300),
      ],
      all,
    );
    expect(row).toMatchObject({ costMinor: 1_000, idleCostMinor: 700, redemptions: 1 });
  });

  it('counts by arrivals where a platform’s file lacks days, and robots apart', () => {
    const rows = checkPlatforms(
      [{ ...source('weibo', 'a', { arrival: 90 }, 30, 100), botArrivals: 10 }],
      all,
    );
    expect(rows[0]).toMatchObject({ trials: 'arrivals', unmeasured: 0, botArrivals: 10, botShare: 0.1 });
  });

  it('puts what costs most first, then what brings most', () => {
    const rows = checkPlatforms(
      [
        source('mail', '', { arrival: 9 }),
        source('weibo', '', { arrival: 1 }, 9, 10),
        source('', '', { arrival: 20 }),
      ],
      all,
    );
    expect(rows.map(({ key }) => key)).toEqual(['weibo', '', 'mail']);
  });
});
