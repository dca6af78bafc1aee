// @vitest-environment happy-dom
import { beforeAll, describe, expect, test } from 'vitest';
import { readOffer, type TypedOffer, typedOffer } from '../../../server/web/console/campaigns/offerInput.ts';
import { readRules, typedRule } from '../../../server/web/console/campaigns/rules.ts';
import { readChannelRules, typedChannelRule } from '../../../server/web/console/settings/channelRules.ts';
import { guessCurrency } from '../../../server/web/console/settings/guess.ts';
import { readSite, typedSite } from '../../../server/web/console/settings/siteInput.ts';
import { texts } from '../../../server/web/console/texts.ts';
import { InvalidFields } from '../../../server/web/console/ui/useForm.ts';
import type { ChannelRule, Offer, Site } from '../../../shared/wire/site.ts';

const site: Site = {
  id: 's',
  name: 'Shop',
  origins: ['https://shop.example'],
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  windowDays: 30,
  hashRoutes: false,
  lookbackDays: 30,
  marginPercent: null,
  channelRules: [],
};

beforeAll(() => texts.setLanguage('en'));

function wrongFields(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof InvalidFields) return Object.keys(error.fields);
    throw error;
  }
  return [];
}

describe('a site as it is typed', () => {
  test('has its lookback and margin as numbers; no margin is none', () => {
    const typed = { ...typedSite(site), lookbackDays: '60', marginPercent: ' 35 ' };
    expect(readSite(typed)).toMatchObject({ lookbackDays: 60, marginPercent: 35 });
    expect(readSite({ ...typed, marginPercent: ' ' })).toMatchObject({ marginPercent: null });
  });

  test.each([
    ['lookbackDays', '0'],
    ['lookbackDays', '91'],
    ['lookbackDays', ''],
    ['marginPercent', '101'],
    ['marginPercent', '3.5'],
  ])('%s %j is told beside its field', (field, text) => {
    expect(wrongFields(() => readSite({ ...typedSite(site), [field]: text }))).toEqual([field]);
  });
});

describe('a site’s own channels as they are typed', () => {
  const rule: ChannelRule = { match: { source: 'weibo', medium: 'kol*' }, channel: 'affiliates' };

  test('are read as they were written, without what was left empty', () => {
    expect(readChannelRules([typedChannelRule(rule)])).toEqual([rule]);
  });

  test('a rule that looks at nothing is told', () => {
    expect(wrongFields(() => readChannelRules([typedChannelRule(rule), typedChannelRule()]))).toEqual([
      'channelRules.1',
    ]);
  });
});

describe('an offer as it is typed', () => {
  const blank: TypedOffer = { ...typedOffer(undefined, site), name: '15 % off', percent: '15' };

  test('becomes minor units and moments of the site’s zone', () => {
    const input = readOffer(
      {
        ...blank,
        minimumMinor: '2,000',
        maxDiscountMinor: '800.50',
        startsAt: '2026-09-01',
        endsAt: '2026-09-30',
      },
      site,
    );
    expect(input).toMatchObject({
      kind: 'percent',
      percent: 15,
      minimumMinor: 200_000,
      maxDiscountMinor: 80_050,
      startsAt: Date.parse('2026-09-01T00:00+08:00'),
      endsAt: Date.parse('2026-10-01T00:00+08:00'),
      validDays: 30,
      storeIds: [],
      budgetMinor: null,
    });
    expect(input).not.toHaveProperty('amountMinor');
  });

  test('survives being read and typed again', () => {
    const input = readOffer(
      { ...blank, startsAt: '2026-09-01', endsAt: '2026-09-30', budgetMinor: '50000' },
      site,
    );
    const offer = { gift: null, amountMinor: null, revokedAt: null, ...input } as Offer;
    expect(readOffer(typedOffer(offer, site), site)).toEqual(input);
  });

  test.each<[Partial<TypedOffer>, string]>([
    [{ percent: '' }, 'percent'],
    [{ percent: '101' }, 'percent'],
    [{ percent: '1.5' }, 'percent'],
    [{ kind: 'amount', amountMinor: '12.3456' }, 'amountMinor'],
    [{ kind: 'gift', gift: '  ' }, 'gift'],
    [{ minimumMinor: '-5' }, 'minimumMinor'],
    [{ totalLimit: '0' }, 'totalLimit'],
    [{ startsAt: '2026-09-02', endsAt: '2026-09-01' }, 'endsAt'],
    [{ everyStore: false }, 'storeIds'],
  ])('%j is wrong at %s alone', (change, field) => {
    expect(wrongFields(() => readOffer({ ...blank, ...change }, site))).toEqual([field]);
  });
});

describe('a campaign’s rules', () => {
  test('ask only for what was filled in, and an empty rule is none', () => {
    expect(readRules([{ ...typedRule(), source: ' weibo ', campaign: 'autumn*' }, typedRule()])).toEqual([
      { source: 'weibo', campaign: 'autumn*' },
    ]);
  });
});

describe('a site as it is typed', () => {
  test('takes any address of the shop as its origin, each once', () => {
    const typed = {
      ...typedSite(site),
      origins: 'shop.example/sofas?x=1\nhttps://shop.example\nhttp://localhost:8787/demo',
    };
    expect(readSite(typed).origins).toEqual(['https://shop.example', 'http://localhost:8787']);
  });

  test.each([
    ['', 'origins'],
    ['javascript://shop.example', 'origins'],
    ['shop', 'origins'],
    ['ftp://shop.example', 'origins'],
  ])('%j is no web address', (origins, field) => {
    expect(wrongFields(() => readSite({ ...typedSite(site), origins }))).toEqual([field]);
  });

  test('guesses a currency from the time zone', () => {
    expect(['Asia/Shanghai', 'Europe/Berlin', 'Europe/Zurich', 'America/Chicago'].map(guessCurrency)).toEqual(
      ['CNY', 'EUR', 'CHF', 'USD'],
    );
  });
});
