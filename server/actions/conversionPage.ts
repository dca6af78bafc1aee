import type {
  AdPlatform,
  ConversionTerms,
  ConversionType,
  LeftOut,
  LeftOutRedemption,
} from '../../shared/wire/conversions.ts';
import type { Model } from '../../shared/wire/report.ts';
import {
  CONVERSION_DAYS,
  type ConversionDecision,
  decideConversion,
  type SentConversion,
} from '../domain/conversion.ts';
import type { ToldConversion } from '../domain/conversionFile.ts';
import { addDays } from '../domain/day.ts';
import type { SiteBook } from '../domain/site.ts';
import { loadConvertible, loadSent, type RedemptionPlace } from '../store/conversions.ts';
import { loadCredits } from '../store/credits.ts';
import type { Db } from '../store/db.ts';

const ROWS_A_PAGE = 500;

/** What of a site's redemptions is looked at, and how. */
export interface ConversionQuestion {
  platform: AdPlatform;
  terms: ConversionTerms;
  after: RedemptionPlace | null;
  now: number;
}

/** What a page of redemptions comes to. */
export interface ConversionPage {
  counts: Record<ConversionType, number>;
  valueMinor: number;
  leftOut: Partial<Record<LeftOut, number>>;
  list: LeftOutRedemption[];
  next: RedemptionPlace | null;
}

/** Decides a page of redemptions, the oldest that can still be told first. */
export async function decidePage(
  db: Db,
  book: SiteBook,
  question: ConversionQuestion,
  batchId: string,
): Promise<ConversionPage & { told: ToldConversion[] }> {
  const siteId = book.settings.id;
  const { platform, terms, after, now } = question;
  const from = addDays(book.dayOf(now), -CONVERSION_DAYS);
  const rows = await loadConvertible(db, siteId, from, after, ROWS_A_PAGE);
  const ids = rows.map(({ id }) => id);
  const sent = await loadSent(db, siteId, platform, ids);
  const credited = await creditsOf(db, siteId, ids, modelsOf(terms, sent));
  const page = { ...nothing(), told: [] as ToldConversion[] };
  for (const redemption of rows) {
    const known = {
      redemption,
      sent: sent.get(redemption.id) ?? [],
      credited: (model: Model, touch: number) => credited.get(`${redemption.id} ${model} ${touch}`) ?? 0,
    };
    // What this batch has told already, before it broke off.
    if (known.sent.at(-1)?.batchId === batchId) continue;
    take(page, decideConversion(known, platform, terms, now), redemption, batchId);
  }
  const last = rows.at(-1);
  if (last && rows.length === ROWS_A_PAGE) page.next = { day: last.day, at: last.at, id: last.id };
  return page;
}

function nothing(): ConversionPage {
  const counts = { conversion: 0, restatement: 0, retraction: 0 };
  return { counts, valueMinor: 0, leftOut: {}, list: [], next: null };
}

function take(
  page: ConversionPage & { told: ToldConversion[] },
  decision: ConversionDecision,
  { id, order, at }: { id: string; order: string; at: number },
  batchId: string,
): void {
  if (decision.type === 'leftOut') {
    const { why } = decision;
    page.leftOut[why] = (page.leftOut[why] ?? 0) + 1;
    page.list.push({ id, order, at, why });
  }
  if (decision.type !== 'told') return;
  const { told } = decision;
  page.counts[told.type] += 1;
  if (told.type === 'conversion') page.valueMinor += told.valueMinor;
  page.told.push({ ...told, redemptionId: id, batchId });
}

/** A change is counted as its conversion was, whatever the owner has chosen since. */
function modelsOf(terms: ConversionTerms, sent: Map<string, SentConversion[]>): Model[] {
  const told = [...sent.values()].flatMap(([first]) => (first ? [first.terms.model] : []));
  return [...new Set([terms.model, ...told])];
}

async function creditsOf(
  db: Db,
  siteId: string,
  ids: readonly string[],
  models: readonly Model[],
): Promise<Map<string, number>> {
  const credits = await loadCredits(db, siteId, ids, models);
  return new Map(credits.map((each) => [`${each.redemption} ${each.model} ${each.touch}`, each.valueMinor]));
}
