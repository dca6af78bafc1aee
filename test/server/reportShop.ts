import { lookUp } from '../../server/actions/lookUp.ts';
import { redeem } from '../../server/actions/redeem.ts';
import { readAttribution } from '../../server/actions/report.ts';
import { readRowRedemptions } from '../../server/actions/reportRedemptions.ts';
import type {
  AttributionQuery,
  AttributionReport,
  RedemptionsQuery,
  ReportedRedemptions,
} from '../../shared/wire/report.ts';
import type { SpendKind } from '../../shared/wire/spend.ts';
import type { OrderLine } from '../../shared/wire/till.ts';
import { beacon, event, nextId } from './journeys.ts';
import { DAY, MINUTE, NOON, SITE, type Workshop } from './workshop.ts';

/** A shop's customers and its reports, for tests of what the reports say. */
export const WEIBO = '/?utm_source=weibo&utm_medium=social&utm_campaign=autumn';
export const BAIDU = '/sofas?utm_source=baidu&utm_medium=cpc&utm_campaign=Autumn&utm_term=sofa';
export const MAIL = '/beds?utm_source=mail&utm_medium=email&utm_content=banner';
export const NOWHERE = '/';

export const RANGE = { from: '2026-11-01', to: '2026-11-30' };

interface Buying {
  siteId?: string;
  /** Of the first arrival; each further one comes a day later. */
  start?: number;
  storeId?: string;
  lines?: OrderLine[];
  /** From the last arrival to the till. */
  waitMs?: number;
  /** Whether the clerk looks the code up before. */
  isLookedUp?: boolean;
}

/** A visitor comes by these ways, a day apart, and redeems a minute after the last one. */
export async function buy(
  shop: Workshop,
  visitor: string,
  ways: readonly string[],
  amountMinor: number,
  { siteId = SITE, start = NOON - 10 * DAY, storeId = 'bund', waitMs = MINUTE, ...more }: Buying = {},
) {
  let at = start;
  let code = '';
  for (const [index, way] of ways.entries()) {
    at = start + index * DAY;
    const asks = index === ways.length - 1 ? [event('ask', way, at)] : [];
    const outcome = await shop.send(beacon(siteId, visitor, [event('view', way, at), ...asks]));
    if (outcome.ok) code = outcome.value.coupon?.code ?? code;
  }
  const till = { siteId, storeId, clerkId: 'clerk', now: at + waitMs };
  if (more.isLookedUp) await lookUp(shop.context, { ...till, code });
  const outcome = await redeem(shop.context, {
    ...till,
    input: { code, amountMinor, order: nextId(), ...(more.lines ? { lines: more.lines } : {}) },
  });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return { id: outcome.value.id, at: at + waitMs, storeId };
}

/** Somebody who comes and looks. */
export async function visit(shop: Workshop, visitor: string, way: string, at: number): Promise<void> {
  await shop.send(beacon(SITE, visitor, [event('view', way, at)]));
}

export async function askReport(
  shop: Workshop,
  query: Partial<AttributionQuery> = {},
  { siteId = SITE, now = NOON } = {},
): Promise<AttributionReport> {
  const full: AttributionQuery = { by: 'source', model: 'last', limit: 50, ...RANGE, ...query };
  const outcome = await readAttribution(shop.context, { siteId, query: full, now });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value;
}

export async function askBehind(
  shop: Workshop,
  query: Partial<RedemptionsQuery>,
  siteId = SITE,
): Promise<ReportedRedemptions> {
  const full: RedemptionsQuery = { by: 'source', model: 'last', offset: 0, limit: 50, ...RANGE, ...query };
  const outcome = await readRowRedemptions(shop.context, { siteId, query: full, now: NOON });
  if (!outcome.ok) throw new Error(outcome.failure.code);
  return outcome.value;
}

export interface Spent {
  day: number;
  /** The name that its links carry. */
  source: string;
  kind?: SpendKind;
  clicks?: number;
  impressions?: number;
  costMinor?: number;
}

/** What a platform took for a source that somebody came by already. */
export async function spend(shop: Workshop, spent: Spent): Promise<void> {
  const { day, source, kind = 'media', clicks = 0, impressions = 0, costMinor = 0 } = spent;
  const { id } = await shop.db
    .selectFrom('sources')
    .select('id')
    .where('site_id', '=', SITE)
    .where('source', '=', source)
    .executeTakeFirstOrThrow();
  const part = { site_id: SITE, import_id: nextId(), day, platform: source, kind };
  await shop.db
    .insertInto('spend')
    .values({ ...part, source_id: id, clicks, impressions, cost_minor: costMinor })
    .execute();
  await shop.db.insertInto('spend_days').values(part).execute();
}
