import type { PlatformQuery, PlatformReport } from '../../shared/wire/platforms.ts';
import { dayText } from '../domain/day.ts';
import type { SourceRow } from '../domain/dictionary.ts';
import { immatureFrom, matureTo } from '../domain/maturity.ts';
import { done, failed, type Outcome } from '../domain/outcome.ts';
import { checkPlatforms, type PlatformSource } from '../domain/platformCheck.ts';
import { THRESHOLDS } from '../domain/platformVerdict.ts';
import type { SiteBook } from '../domain/site.ts';
import { sumBotArrivals } from '../store/botArrivals.ts';
import { loadSources } from '../store/dictionary.ts';
import { type DayRange, sumCohorts } from '../store/reports.ts';
import { sumSpend } from '../store/spend.ts';
import type { ActionContext } from './context.ts';
import { labelOf, readRange } from './funnel.ts';

const MAX_ROWS = 200;
/** Without a margin revenue is taken as earned, and the report says so. */
const ALL_OF_IT = 100;

/** Which platforms bring water, and which bring customers. */
export async function readPlatforms(
  { db, books }: Pick<ActionContext, 'db' | 'books'>,
  input: { siteId: string; query: PlatformQuery; now: number },
): Promise<Outcome<PlatformReport>> {
  const { siteId, query, now } = input;
  const book = await books.of(db, siteId);
  if (!book) return failed('notFound');
  const range = readRange(book, query, now);
  if (!range.ok) return range;
  const { from, to } = range.value;
  const { currency, timeZone, marginPercent } = book.settings;
  const young = immatureFrom(range.value, book.dayOf(now), book.windowDays);
  const ripeTo = matureTo(range.value, young);
  const sources = await loadPlatformSources({ db }, book, query.by, { from, to, ripeTo });
  const margin = marginPercent ?? ALL_OF_IT;
  return done({
    by: query.by,
    from: dayText(from),
    to: dayText(to),
    currency,
    timeZone,
    immatureFrom: young === null ? null : dayText(young),
    matureTo: ripeTo === null ? null : dayText(ripeTo),
    thresholds: { ...THRESHOLDS, marginPercent: margin, isMarginAssumed: marginPercent === null },
    rows: checkPlatforms(sources, { marginPercent: margin, isYoung: young !== null }).slice(0, MAX_ROWS),
  });
}

/** Every source that anything is known of: arrivals, spend or robots. */
async function loadPlatformSources(
  { db }: Pick<ActionContext, 'db'>,
  book: SiteBook,
  by: PlatformQuery['by'],
  range: DayRange & { ripeTo: DayRange['to'] | null },
): Promise<PlatformSource[]> {
  const siteId = book.settings.id;
  const ripe = range.ripeTo === null ? null : { from: range.from, to: range.ripeTo };
  // The channel stands for the source's own key there.
  const cohorts = await sumCohorts(db, siteId, 'channel', range);
  const spends = await sumSpend(db, siteId, 'channel', range);
  const ripeCohorts = ripe && (await sumCohorts(db, siteId, 'channel', ripe));
  const ripeSpends = ripe && (await sumSpend(db, siteId, 'channel', ripe));
  const bots = await sumBotArrivals(db, siteId, range);
  const ids = [...new Set([...[...cohorts.keys(), ...spends.keys()].map(Number), ...bots.keys()])];
  const rows = await loadSources(db, siteId, ids);
  return ids.map((id) => ({
    key: keyOf(book, by, id, rows.get(id)),
    campaign: rows.get(id)?.campaign ?? '',
    cohort: cohorts.get(String(id)) ?? null,
    spend: spends.get(String(id)) ?? null,
    botArrivals: bots.get(id) ?? 0,
    ripe: { cohort: ripeCohorts?.get(String(id)) ?? null, spend: ripeSpends?.get(String(id)) ?? null },
  }));
}

function keyOf(
  { settings }: SiteBook,
  by: PlatformQuery['by'],
  id: number,
  row: SourceRow | undefined,
): string {
  if (by === 'channel') return labelOf(id, row, settings.channelRules).channel;
  return row?.source ?? row?.referrerHost ?? '';
}
