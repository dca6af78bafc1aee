import type { Model } from '../../shared/wire/report.ts';
import type { Credit } from '../domain/credit.ts';
import { runCompiled } from './compiled.ts';
import { type Db, gather, inChunks } from './db.ts';

/** Keeps how a redemption is shared, under every model. */
export async function saveCredits(
  db: Db,
  siteId: string,
  redemptionId: string,
  credits: readonly Credit[],
): Promise<void> {
  await inChunks(credits, (chunk) => {
    const rows = chunk.map((credit) => ({
      site_id: siteId,
      redemption_id: redemptionId,
      model: credit.model,
      touch: credit.touch,
      source_id: credit.source,
      page_id: credit.page,
      value_minor: credit.valueMinor,
      discount_minor: credit.discountMinor,
      share: credit.share,
    }));
    return runCompiled(
      db,
      'saveCredits',
      () => db.insertInto('credits').values(rows),
      rows.flatMap((row) => Object.values(row)),
    );
  });
}

export async function deleteCredits(db: Db, siteId: string, redemptionId: string): Promise<void> {
  await db
    .deleteFrom('credits')
    .where('site_id', '=', siteId)
    .where('redemption_id', '=', redemptionId)
    .execute();
}

/** What each touchpoint of these redemptions is credited with, under these models. */
export async function loadCredits(
  db: Db,
  siteId: string,
  redemptionIds: readonly string[],
  models: readonly Model[],
): Promise<{ redemption: string; model: string; touch: number; valueMinor: number }[]> {
  const rows = await gather(redemptionIds, (chunk) =>
    db
      .selectFrom('credits')
      .select(['redemption_id', 'model', 'touch', 'value_minor'])
      .where('site_id', '=', siteId)
      .where('redemption_id', 'in', chunk)
      .where('model', 'in', models)
      .execute(),
  );
  return rows.map((row) => ({
    redemption: row.redemption_id,
    model: row.model,
    touch: row.touch,
    valueMinor: row.value_minor,
  }));
}
