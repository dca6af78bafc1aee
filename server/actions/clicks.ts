import { matchesSource, SOURCE_FIELDS, type SourceRule } from '../../shared/sourceRule.ts';
import { DIRECT, type Source } from '../domain/source.ts';
import { loadSources } from '../store/dictionary.ts';
import type { DayRange } from '../store/reports.ts';
import { sumClicksBySource } from '../store/spend.ts';
import { sumClicks } from '../store/spendStanding.ts';
import type { ActionContext } from './context.ts';

/** Which sources: one, by its key, or those that carry these names. */
export interface ClickFilter {
  source: number | undefined;
  rule: SourceRule;
}

/** The clicks of a range that platforms say they delivered; of some sources only, where asked. */
export async function loadClicks(
  { db }: Pick<ActionContext, 'db'>,
  siteId: string,
  range: DayRange,
  { source, rule }: ClickFilter,
): Promise<number> {
  const isAny = source === undefined && Object.keys(rule).length === 0;
  if (isAny) return sumClicks(db, siteId, range);
  const clicks = await sumClicksBySource(db, siteId, range);
  const labels = await loadSources(db, siteId, [...clicks.keys(), ...(source === undefined ? [] : [source])]);
  const wanted = source === undefined ? rule : sameNames(labels.get(source) ?? DIRECT);
  let sum = 0;
  for (const [id, n] of clicks) if (matchesSource(wanted, labels.get(id) ?? DIRECT)) sum += n;
  return sum;
}

/** Spend knows no referrer: a source is found in it by its names alone. */
function sameNames(source: Source): SourceRule {
  return Object.fromEntries(SOURCE_FIELDS.map((field) => [field, [source[field]]]));
}
