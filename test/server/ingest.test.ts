import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readFunnel } from '../../server/actions/funnel.ts';
import { readPlatforms } from '../../server/actions/platforms.ts';
import { readPositionSources } from '../../server/actions/positionSources.ts';
import { DAILY_ALLOWANCE } from '../../server/domain/dictionary.ts';
import { addToSiteDay } from '../../server/store/siteDays.ts';
import type { FunnelQuery } from '../../shared/wire/funnel.ts';
import { beacon, event } from './journeys.ts';
import { DAY, MINUTE, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

let shop: Workshop;
beforeEach(async () => {
  shop = await openWorkshop();
});
afterEach(() => shop.close());

async function funnel(query: Partial<FunnelQuery> = {}) {
  const range = { from: '2026-11-01', to: '2026-12-31' };
  const outcome = await readFunnel(shop.context, { siteId: SITE, query: { ...range, ...query }, now: NOON });
  if (!outcome.ok) throw new Error(outcome.failure.detail);
  return outcome.value;
}

const weibo = '/?utm_source=weibo&utm_medium=social&utm_campaign=autumn';

describe('a visit', () => {
  test('counts its arrival under its source, on the site and on the page', async () => {
    await shop.send(beacon(SITE, 'visitor-a', [event('view', weibo, NOON)]));
    const site = await funnel();
    expect(site.counts).toMatchObject({ arrival: 1, product: 0 });
    expect(site.sources).toMatchObject([
      { source: { source: 'weibo', medium: 'social', campaign: 'autumn' } },
    ]);
    expect((await funnel({ page: '/' })).counts.arrival).toBe(1);
  });

  test('that an app opened without a referrer is that app’s, under the channel of it', async () => {
    const userAgent = 'Mozilla/5.0 (Linux; Android 14) Chrome/122.0 MicroMessenger/8.0.49';
    await shop.send(beacon(SITE, 'visitor-a', [event('view', '/', NOON)]), { userAgent });
    expect((await funnel()).sources).toMatchObject([
      { source: { source: 'wechat', medium: 'app', channel: 'organicSocial' }, counts: { arrival: 1 } },
    ]);
  });

  test('is not interrupted by a view of which only the app is known', async () => {
    const userAgent = 'Mozilla/5.0 (Linux; Android 14) Chrome/122.0 MicroMessenger/8.0.49';
    await shop.send(beacon(SITE, 'visitor-a', [event('view', weibo, NOON)]), { userAgent });
    await shop.send(beacon(SITE, 'visitor-a', [event('view', '/sofas', NOON + MINUTE)]), { userAgent });
    expect((await funnel({ page: '/sofas' })).sources.map(({ source }) => source.source)).toEqual(['weibo']);
  });

  test('is one arrival for two pages within half an hour, and makes the session engaged', async () => {
    await shop.send(beacon(SITE, 'visitor-a', [event('view', weibo, NOON)]));
    await shop.send(beacon(SITE, 'visitor-a', [event('view', '/sofas', NOON + 5 * MINUTE)]));
    expect((await funnel()).counts).toMatchObject({ arrival: 1, engagement: 1 });
    expect((await funnel({ page: '/sofas' })).counts).toMatchObject({ arrival: 1, engagement: 1 });
  });

  test('does not join its cohort anew by a second source within the window', async () => {
    await shop.send(beacon(SITE, 'visitor-a', [event('view', weibo, NOON)]));
    await shop.send(beacon(SITE, 'visitor-a', [event('view', '/?utm_source=baidu', NOON + DAY)]));
    expect((await funnel()).sources.map(({ source }) => source.source)).toEqual(['weibo']);
  });

  test('joins anew after the window, under its new source', async () => {
    await shop.send(beacon(SITE, 'visitor-a', [event('view', weibo, NOON)]));
    await shop.send(beacon(SITE, 'visitor-a', [event('view', '/?utm_source=baidu', NOON + 31 * DAY)]));
    expect((await funnel()).counts.arrival).toBe(2);
  });

  test('counts an event that came twice once', async () => {
    const view = event('view', weibo, NOON);
    const first = await shop.send(beacon(SITE, 'visitor-a', [view]));
    const second = await shop.send(beacon(SITE, 'visitor-a', [view]));
    expect(first).toMatchObject({ ok: true, value: { accepted: 1 } });
    expect(second).toMatchObject({ ok: true, value: { accepted: 0 } });
    expect((await funnel()).counts.arrival).toBe(1);
  });

  test('takes the age of an event that waited offline, not the time of its sending', async () => {
    const view = event('view', weibo, NOON - 2 * DAY);
    await shop.send({ ...beacon(SITE, 'visitor-a', [view]), sent: NOON }, { now: NOON });
    const { days } = await funnel({ from: '2026-11-18', to: '2026-11-20' });
    expect(days.map(({ counts }) => counts.arrival)).toEqual([1, 0, 0]);
  });

  test('believes no clock: an event from the future happens now', async () => {
    const view = event('view', weibo, NOON + 400 * DAY);
    await shop.send({ ...beacon(SITE, 'visitor-a', [view]), sent: NOON }, { now: NOON });
    expect((await funnel({ from: '2026-11-20', to: '2026-11-20' })).counts.arrival).toBe(1);
  });
});

describe('a click on a position', () => {
  test('makes the visitor a member of its cohort, which its later steps count in', async () => {
    await shop.send(
      beacon(SITE, 'visitor-a', [
        event('view', weibo, NOON),
        event('click', '/', NOON + 1, { position: 'hero-banner', label: 'Autumn sale' }),
        event('product', '/sofas/1', NOON + 2),
      ]),
    );
    await shop.send(beacon(SITE, 'visitor-b', [event('view', weibo, NOON), event('product', '/', NOON + 1)]));
    const { positions, counts } = await funnel({ page: '/' });
    expect(counts).toMatchObject({ arrival: 2, product: 2 });
    expect(positions).toMatchObject([
      { position: 'hero-banner', label: 'Autumn sale', counts: { arrival: 1, product: 1 } },
    ]);
  });

  test('is known by the sources of those who clicked', async () => {
    const click = (at: number) => event('click', '/', at, { position: 'hero-banner', label: 'Autumn sale' });
    const baidu = '/?utm_source=baidu';
    await shop.send(beacon(SITE, 'visitor-a', [event('view', weibo, NOON), click(NOON + 1)]));
    await shop.send(beacon(SITE, 'visitor-b', [event('view', baidu, NOON), click(NOON + 1)]));
    await shop.send(
      beacon(SITE, 'visitor-c', [
        event('view', baidu, NOON),
        click(NOON + 1),
        event('product', '/', NOON + 2),
      ]),
    );
    await shop.send(beacon(SITE, 'visitor-d', [event('view', baidu, NOON)]));
    const [position] = (await funnel({ page: '/' })).positions;
    const outcome = await readPositionSources(shop.context, {
      siteId: SITE,
      position: position?.id ?? 0,
      query: {},
      now: NOON,
    });
    if (!outcome.ok) throw new Error(outcome.failure.code);
    expect(outcome.value.sources).toMatchObject([
      { source: { source: 'baidu' }, counts: { arrival: 2, product: 1 } },
      { source: { source: 'weibo' }, counts: { arrival: 1, product: 0 } },
    ]);
  });

  test('counts once as an intent where it says so', async () => {
    const click = event('click', '/', NOON + 1, { position: 'map', intent: 'map' });
    await shop.send(beacon(SITE, 'visitor-a', [event('view', weibo, NOON), click]));
    expect((await funnel()).counts).toMatchObject({ intent: 1, engagement: 1 });
  });
});

describe('a robot', () => {
  const robot = { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' };

  test('is an arrival of no visitor, but known by its source', async () => {
    await shop.send(
      beacon(SITE, 'visitor-r', [event('view', weibo, NOON), event('product', '/', NOON)]),
      robot,
    );
    await shop.send(beacon(SITE, 'visitor-s', [event('view', weibo, NOON)]), robot);
    await shop.send(beacon(SITE, 'visitor-a', [event('view', weibo, NOON)]));
    expect((await funnel()).counts).toMatchObject({ arrival: 1, product: 0 });
    const outcome = await readPlatforms(shop.context, { siteId: SITE, query: { by: 'source' }, now: NOON });
    expect(outcome).toMatchObject({
      ok: true,
      value: { rows: [{ key: 'weibo', arrivals: 1, botArrivals: 2 }] },
    });
  });
});

test('robots that make up sources leave half of a day’s new ones to people', async () => {
  const robot = { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' };
  const day = 20_261_120;
  await addToSiteDay(shop.db, SITE, day, { new_sources: DAILY_ALLOWANCE.source / 2 });
  await shop.send(beacon(SITE, 'visitor-r', [event('view', '/?utm_source=made-up', NOON)]), robot);
  await shop.send(beacon(SITE, 'visitor-a', [event('view', '/?utm_source=new', NOON)]));
  await shop.send(beacon(SITE, 'visitor-r', [event('view', '/?utm_source=new', NOON)]), robot);
  const outcome = await readPlatforms(shop.context, { siteId: SITE, query: { by: 'source' }, now: NOON });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  expect(outcome.value.rows.map(({ key, arrivals, botArrivals }) => [key, arrivals, botArrivals])).toEqual([
    ['new', 1, 1],
    ['(other)', 0, 1],
  ]);
});

describe('a coupon', () => {
  const ask = (at: number) => event('ask', '/', at);

  test('is the same one however often its visitor asks', async () => {
    const first = await shop.send(beacon(SITE, 'visitor-a', [event('view', weibo, NOON), ask(NOON + 1)]));
    const second = await shop.send(beacon(SITE, 'visitor-a', [ask(NOON + MINUTE)]));
    if (!first.ok || !second.ok) throw new Error('refused');
    expect(first.value.coupon).toMatchObject({
      offer: '10 % off',
      store: { name: 'Bund', phone: '021 1234' },
    });
    expect(second.value.coupon?.code).toBe(first.value.coupon?.code);
    expect((await funnel()).counts.coupon).toBe(1);
  });

  test('is minted for two visitors in one batch apart, and once for one who asks twice in it', async () => {
    const outcomes = await shop.sendAll([
      beacon(SITE, 'visitor-a', [event('view', weibo, NOON), ask(NOON)]),
      beacon(SITE, 'visitor-b', [event('view', weibo, NOON), ask(NOON)]),
      beacon(SITE, 'visitor-a', [ask(NOON)]),
    ]);
    const codes = outcomes.map((outcome) => (outcome.ok ? outcome.value.coupon?.code : null));
    expect(codes[0]).toBe(codes[2]);
    expect(codes[0]).not.toBe(codes[1]);
  });

  test('keeps the source of its arrival when its visitor comes back directly', async () => {
    await shop.send(beacon(SITE, 'visitor-a', [event('view', weibo, NOON)]));
    await shop.send(beacon(SITE, 'visitor-a', [event('view', '/', NOON + DAY), ask(NOON + DAY)]));
    const row = await shop.db.selectFrom('coupons').select('source_id').executeTakeFirstOrThrow();
    expect((await funnel()).sources[0]).toMatchObject({ source: { source: 'weibo', id: row.source_id } });
  });

  test('without recognition carries source and landing page, and counts in their cohorts', async () => {
    const outcome = await shop.send(
      beacon(SITE, undefined, [event('view', weibo, NOON), event('ask', weibo, NOON)]),
    );
    expect(outcome).toMatchObject({ ok: true, value: { coupon: { offer: '10 % off' } } });
    expect((await funnel({ page: '/' })).counts).toMatchObject({ arrival: 1, coupon: 1 });
  });

  test('without recognition may be asked for after the view: it still carries source and landing page', async () => {
    await shop.send(beacon(SITE, undefined, [event('view', weibo, NOON)]));
    const later = beacon(SITE, undefined, [event('ask', weibo, NOON + MINUTE)]);
    const first = await shop.send(later);
    const again = await shop.send(later);
    expect(first).toMatchObject({ ok: true, value: { accepted: 1, coupon: { offer: '10 % off' } } });
    expect(again).toMatchObject({ ok: true, value: { accepted: 0, coupon: first.ok && first.value.coupon } });
    const { counts, sources } = await funnel({ page: '/' });
    expect(counts).toMatchObject({ arrival: 1, coupon: 1 });
    expect(sources).toMatchObject([{ source: { source: 'weibo' }, counts: { arrival: 1, coupon: 1 } }]);
    expect((await funnel()).counts).toMatchObject({ arrival: 1, coupon: 1 });
  });

  test('without recognition, asked for inside the site, has a way in that nobody knows', async () => {
    const referrer = 'https://shop.example/';
    await shop.send(beacon(SITE, undefined, [event('ask', '/sofas', NOON, { referrer })]));
    expect((await funnel({ page: '/sofas' })).sources).toMatchObject([{ source: { source: '(unknown)' } }]);
    expect((await funnel()).counts).toMatchObject({ arrival: 0, coupon: 0 });
  });

  test('without recognition, asked for again and again, uses up nothing of the day’s new sources', async () => {
    const referrer = 'https://shop.example/';
    for (let n = 0; n < 3; n += 1) {
      await shop.send(beacon(SITE, undefined, [event('ask', '/sofas', NOON, { referrer })]));
    }
    const day = await shop.db
      .selectFrom('site_days')
      .select(['new_sources', 'new_pages'])
      .executeTakeFirstOrThrow();
    expect(day).toEqual({ new_sources: 1, new_pages: 1 });
  });

  test('is not minted beyond what one network may have in a day, and that is counted', async () => {
    await shop.close();
    shop = await openWorkshop({}, { mintCap: 2 });
    const codes: unknown[] = [];
    for (const visitor of ['visitor-a', 'visitor-b', 'visitor-c']) {
      const outcome = await shop.send(beacon(SITE, visitor, [event('view', weibo, NOON), ask(NOON)]));
      codes.push(outcome.ok && outcome.value.coupon?.code);
    }
    expect(codes.map((code) => typeof code)).toEqual(['string', 'string', 'undefined']);
    const day = await shop.db.selectFrom('site_days').select('mints_capped').executeTakeFirstOrThrow();
    expect(day.mints_capped).toBe(1);
  });
});

describe('what does not count', () => {
  test('a known bot is kept flagged and moves no counter', async () => {
    const view = beacon(SITE, 'visitor-a', [event('view', weibo, NOON), event('ask', '/', NOON)]);
    const outcome = await shop.send(view, { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1)' });
    expect(outcome).toEqual({ ok: true, value: { accepted: 2 } });
    expect((await funnel()).counts.arrival).toBe(0);
    const rows = await shop.db.selectFrom('events').select('bot').execute();
    expect(rows).toEqual([{ bot: 1 }, { bot: 1 }]);
    const day = await shop.db.selectFrom('site_days').select('bot_views').executeTakeFirstOrThrow();
    expect(day.bot_views).toBe(1);
  });

  test('a robot that says so is a bot too', async () => {
    await shop.send({ ...beacon(SITE, 'visitor-a', [event('view', weibo, NOON)]), robot: true });
    expect((await funnel()).counts.arrival).toBe(0);
  });

  test('the shop’s own people, once they have opened a page with #backstamp-off, until #backstamp-on', async () => {
    const staff = (path: string, at: number) =>
      shop.send(beacon(SITE, 'visitor-s', [event('view', path, at)]));
    await staff('/#backstamp-off', NOON);
    await staff(weibo, NOON + MINUTE);
    await shop.send(beacon(SITE, 'visitor-s', [event('intent', '/', NOON + MINUTE)]));
    expect((await funnel()).counts).toMatchObject({ arrival: 0, intent: 0 });
    await staff('/#backstamp-on', NOON + 2 * MINUTE);
    expect((await funnel()).counts.arrival).toBe(1);
  });

  test.each([['https://elsewhere.example'], ['null']])(
    'a beacon of origin %s is foreign and counted',
    async (origin) => {
      const outcome = await shop.send(beacon(SITE, 'visitor-a', [event('view', weibo, NOON)]), { origin });
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'foreignOrigin' } });
      const day = await shop.db
        .selectFrom('site_days')
        .select(['foreign_beacons', 'last_foreign_origin'])
        .executeTakeFirstOrThrow();
      expect(day).toEqual({ foreign_beacons: 1, last_foreign_origin: origin });
      expect((await funnel()).counts.arrival).toBe(0);
    },
  );

  test('without recognition, a page reached from inside the site is no arrival', async () => {
    const view = event('view', '/sofas', NOON, { referrer: 'https://shop.example/' });
    await shop.send(beacon(SITE, undefined, [view]));
    expect((await funnel()).counts.arrival).toBe(0);
  });

  test.each([
    ['an order with a wrong signature', { signature: 'a'.repeat(64) }, 'badSignature'],
    ['a fractional amount', { amountMinor: 12.5 }, 'invalidInput'],
    ['a negative amount', { amountMinor: -1 }, 'invalidInput'],
  ])('%s is refused and changes nothing', async (_name, parts, code) => {
    const order = event('order', '/thanks', NOON, {
      order: 'A1',
      amountMinor: 100,
      currency: 'CNY',
      ...parts,
    });
    const outcome = await shop.send(beacon(SITE, 'visitor-a', [event('view', weibo, NOON), order]));
    expect(outcome).toMatchObject({ ok: false, failure: { code } });
    expect(await shop.db.selectFrom('events').select('id').execute()).toEqual([]);
  });

  test('a signed order counts with its value, once, whatever event it comes in', async () => {
    const signature = createHmac('sha256', 'signing secret of the test site')
      .update('order:A1:49900:CNY')
      .digest('hex');
    const order = { order: 'A1', amountMinor: 49_900, currency: 'CNY', signature };
    await shop.send(
      beacon(SITE, 'visitor-a', [event('view', weibo, NOON), event('order', '/thanks', NOON, order)]),
    );
    await shop.send(beacon(SITE, 'visitor-a', [event('order', '/thanks', NOON + 1, order)]));
    expect((await funnel()).counts).toMatchObject({ order: 1, redemption: 0, revenueMinor: 49_900 });
  });

  test('an unsigned order is kept as unverified and stays out of revenue', async () => {
    const order = event('order', '/thanks', NOON, { order: 'A1', amountMinor: 100, currency: 'CNY' });
    const outcome = await shop.send(beacon(SITE, 'visitor-a', [event('view', weibo, NOON), order]));
    expect(outcome).toEqual({ ok: true, value: { accepted: 2 } });
    expect((await funnel()).counts).toMatchObject({ order: 0, revenueMinor: 0 });
  });
});
