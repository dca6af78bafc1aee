import type {
  AdPlatform,
  ConversionFile,
  ConversionTerms,
  ConversionType,
} from '../../shared/wire/conversions.ts';
import type { ConvertibleRedemption, SentConversion } from '../domain/conversion.ts';
import type { ToldConversion } from '../domain/conversionFile.ts';
import type { Touchpoint } from '../domain/journey.ts';
import { type Db, gather, inChunks } from './db.ts';
import type { ConversionTable } from './tables/exports.ts';

/** Where a page of redemptions ends: they are read by day and time. */
export interface RedemptionPlace {
  day: number;
  at: number;
  id: string;
}

type Listed = ConvertibleRedemption & { order: string; day: number };

/** A site's redemptions from a day on, those that do not stand too, by day and time. */
export async function loadConvertible(
  db: Db,
  siteId: string,
  from: number,
  after: RedemptionPlace | null,
  limit: number,
): Promise<Listed[]> {
  let query = db
    .selectFrom('redemptions')
    .select(['id', 'day', 'at', 'voided_at', 'amount_minor', 'order_number', 'path'])
    .where('site_id', '=', siteId)
    // An engine looks for one bound in the index: a page begins at its own day, not at the first.
    .where('day', '>=', after?.day ?? from);
  if (after) {
    const { day, at, id } = after;
    query = query.where((row) => row(row.refTuple('day', 'at', 'id'), '>', row.tuple(day, at, id)));
  }
  const rows = await query.orderBy('day').orderBy('at').orderBy('id').limit(limit).execute();
  return rows.map((row) => ({
    id: row.id,
    day: row.day,
    at: row.at,
    voidedAt: row.voided_at,
    amountMinor: row.amount_minor,
    order: row.order_number,
    path: JSON.parse(row.path) as Touchpoint[],
  }));
}

const SENT = [
  'redemption_id',
  'number',
  'batch_id',
  'type',
  'parameter',
  'click_id',
  'name',
  'at',
  'adjusted_at',
  'value_minor',
  'value_of',
  'model',
] as const;

/** What a platform was told of these redemptions, earliest first. */
export async function loadSent(
  db: Db,
  siteId: string,
  platform: AdPlatform,
  redemptionIds: readonly string[],
): Promise<Map<string, SentConversion[]>> {
  const rows = await gather(redemptionIds, (chunk) =>
    db
      .selectFrom('conversions')
      .select(SENT)
      .where('site_id', '=', siteId)
      .where('platform', '=', platform)
      .where('redemption_id', 'in', chunk)
      .execute(),
  );
  const told = rows.map(toTold).sort((a, b) => a.number - b.number);
  return Map.groupBy(told, ({ redemptionId }) => redemptionId);
}

export async function insertConversions(
  db: Db,
  siteId: string,
  platform: AdPlatform,
  told: readonly ToldConversion[],
): Promise<void> {
  await inChunks(told, (chunk) =>
    db
      .insertInto('conversions')
      .values(chunk.map((each) => toRow(siteId, platform, each)))
      .execute(),
  );
}

/** A page of one file of a batch, by redemption. */
export async function loadTold(
  db: Db,
  siteId: string,
  batchId: string,
  file: ConversionFile,
  after: string,
  limit: number,
): Promise<ToldConversion[]> {
  const rows = await db
    .selectFrom('conversions')
    .select(SENT)
    .where('site_id', '=', siteId)
    .where('batch_id', '=', batchId)
    .where('type', file === 'conversions' ? '=' : '!=', 'conversion')
    .where('redemption_id', '>', after)
    .orderBy('redemption_id')
    .limit(limit)
    .execute();
  return rows.map(toTold);
}

/** How many conversions of each type batches hold, and what their values come to. */
export async function countTold(
  db: Db,
  siteId: string,
  batchIds: readonly string[],
): Promise<{ batchId: string; type: ConversionType; n: number; valueMinor: number }[]> {
  const rows = await gather(batchIds, (chunk) =>
    db
      .selectFrom('conversions')
      .select((row) => [
        'batch_id',
        'type',
        row.fn.countAll<number>().as('n'),
        row.fn.sum<number>('value_minor').as('value'),
      ])
      .where('site_id', '=', siteId)
      .where('batch_id', 'in', chunk)
      .groupBy(['batch_id', 'type'])
      .execute(),
  );
  return rows.map(({ batch_id, type, n, value }) => ({ batchId: batch_id, type, n, valueMinor: value }));
}

function toTold(row: Omit<ConversionTable, 'site_id' | 'platform'>): ToldConversion {
  const terms: ConversionTerms = { name: row.name, value: row.value_of, model: row.model };
  return {
    redemptionId: row.redemption_id,
    number: row.number,
    batchId: row.batch_id,
    type: row.type,
    click: { parameter: row.parameter, id: row.click_id },
    at: row.at,
    adjustedAt: row.adjusted_at,
    valueMinor: row.value_minor,
    terms,
  };
}

function toRow(siteId: string, platform: AdPlatform, told: ToldConversion): ConversionTable {
  return {
    site_id: siteId,
    platform,
    redemption_id: told.redemptionId,
    number: told.number,
    batch_id: told.batchId,
    type: told.type,
    parameter: told.click.parameter,
    click_id: told.click.id,
    name: told.terms.name,
    at: told.at,
    adjusted_at: told.adjustedAt,
    value_minor: told.valueMinor,
    value_of: told.terms.value,
    model: told.terms.model,
  };
}
