import { DateTime } from 'luxon';
import { typeMoney } from '../../shared/money.ts';
import type { HttpClient } from '../httpClient.ts';
import type { Task } from './backfill.ts';
import { DEMO_CURRENCY } from './catalogue.ts';
import { makeRandom, type Random } from './random.ts';
import { type ShopperSource, sourceNamed } from './sources.ts';

/** What a platform takes. */
interface Price {
  source: ShopperSource['name'];
  /** Some leave before the page is there, some cannot be measured. */
  clicksPerArrival: number;
  impressionsPerClick: number;
  /** Of a click, in fen. */
  clickMinor: number;
  /** Of its cost; 0: no agency works there. */
  agencyPercent: number;
}

/** Douyin costs most, and hardly anybody who comes from there buys. */
const PRICES: readonly Price[] = [
  { source: 'weibo', clicksPerArrival: 1.35, impressionsPerClick: 90, clickMinor: 3_800, agencyPercent: 0 },
  {
    source: 'xiaohongshu',
    clicksPerArrival: 1.15,
    impressionsPerClick: 40,
    clickMinor: 2_600,
    agencyPercent: 0,
  },
  { source: 'baidu', clicksPerArrival: 1.2, impressionsPerClick: 25, clickMinor: 3_800, agencyPercent: 0 },
  { source: 'douyin', clicksPerArrival: 1.9, impressionsPerClick: 160, clickMinor: 6_400, agencyPercent: 10 },
  { source: 'google', clicksPerArrival: 1.1, impressionsPerClick: 20, clickMinor: 3_000, agencyPercent: 0 },
];

const HEADERS = 'day,source,medium,campaign,content,term,clicks,impressions,cost,kind';

/**
 * What the platforms would report of a simulated past, by day up to yesterday, as a file that the import
 * takes: a platform's clicks follow from who arrived by it.
 */
export function spendFile(tasks: readonly Task[], seed: number, until: number, timeZone: string): string {
  const dayOf = (at: number) => DateTime.fromMillis(at, { zone: timeZone }).toISODate() ?? '';
  const random = makeRandom(seed);
  const today = dayOf(until);
  const arrivals = tasks.filter((task) => task.act === 'browse' && !task.journey.isRobot);
  const lines = [...Map.groupBy(arrivals, ({ at }) => dayOf(at))]
    .filter(([day]) => day < today)
    .flatMap(([day, own]) =>
      PRICES.flatMap((price) => {
        const count = own.filter((task) => task.act === 'browse' && task.source === price.source).length;
        return linesOf(random, day, price, count);
      }),
    );
  return `${[HEADERS, ...lines].join('\n')}\n`;
}

function linesOf(random: Random, day: string, price: Price, arrivals: number): string[] {
  const vary = () => 0.85 + random.next() * 0.3;
  const clicks = Math.round(arrivals * price.clicksPerArrival * vary());
  const impressions = Math.round(clicks * price.impressionsPerClick * vary());
  const costMinor = Math.round(clicks * price.clickMinor * vary());
  const names = namesOf(sourceNamed(price.source)).join(',');
  const media = `${day},${names},${clicks},${impressions},${amount(costMinor)},media`;
  if (price.agencyPercent === 0) return [media];
  const feeMinor = Math.round((costMinor * price.agencyPercent) / 100);
  return [media, `${day},${names},0,0,${amount(feeMinor)},agencyFee`];
}

/** As its links carry them: only what has the same names meets. */
function namesOf({ query }: ShopperSource): string[] {
  const tags = new URLSearchParams(query);
  return ['source', 'medium', 'campaign', 'content', 'term'].map((name) => tags.get(`utm_${name}`) ?? '');
}

function amount(minor: number): string {
  return typeMoney(minor, DEMO_CURRENCY);
}

/** Imports the file as its owner would by the API. */
export async function importSpend(owner: HttpClient, siteId: string, file: string): Promise<void> {
  const path = `/v1/sites/${siteId}/spend/imports?name=platforms.csv`;
  await owner.send('POST', path, file, { 'content-type': 'text/csv' });
}
