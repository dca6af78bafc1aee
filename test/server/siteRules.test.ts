import { afterEach, expect, test } from 'vitest';
import { readFunnel } from '../../server/actions/funnel.ts';
import { toLivePart } from '../../server/actions/liveChange.ts';
import { redeem } from '../../server/actions/redeem.ts';
import { readAttribution } from '../../server/actions/report.ts';
import { beacon, event } from './journeys.ts';
import { MINUTE, NOON, openWorkshop, SITE, type Workshop } from './workshop.ts';

let shop: Workshop;
afterEach(() => shop.close());

const channelRules = [{ match: { source: 'weibo', medium: 'kol*' }, channel: 'affiliates' as const }];

test('a site’s own rules decide its channels in the funnel, the report and the live stream', async () => {
  shop = await openWorkshop({}, { channelRules });
  const path = '/?utm_source=weibo&utm_medium=KOL-autumn';
  const answer = await shop.send(
    beacon(SITE, 'visitor-a', [event('view', path, NOON), event('ask', '/', NOON)]),
  );
  if (!answer.ok || !answer.value.coupon) throw new Error('no coupon');
  const input = { code: answer.value.coupon.code, amountMinor: 10_000, order: 'A-1' };
  await redeem(shop.context, { siteId: SITE, storeId: 'bund', clerkId: 'clerk', now: NOON + MINUTE, input });

  const query = { from: '2026-11-20', to: '2026-11-20' };
  const funnel = await readFunnel(shop.context, { siteId: SITE, query, now: NOON });
  expect(funnel).toMatchObject({ value: { sources: [{ source: { channel: 'affiliates' } }] } });
  const asked = {
    by: 'channel' as const,
    model: 'last' as const,
    limit: 50,
    offset: 0,
    previous: false,
    ...query,
  };
  const report = await readAttribution(shop.context, { siteId: SITE, query: asked, now: NOON });
  expect(report).toMatchObject({ value: { rows: [{ key: 'affiliates' }] } });
  const [change] = shop.changes;
  if (!change) throw new Error('nothing was published');
  const { changes, feed } = await toLivePart(shop.db, change, channelRules);
  expect(new Set(changes.map((each) => each.change.source.channel))).toEqual(new Set(['affiliates']));
  expect(feed[0]?.happening.source.channel).toBe('affiliates');
});
