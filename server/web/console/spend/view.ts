import { SPEND_KINDS, type Spend, type SpendKind, type SpendTotals } from '../../../../shared/wire/spend.ts';
import { type Range, readRange } from '../funnel/view.ts';

/** Everything that decides what the page of spend shows: it is read from the address and written there. */
export interface SpendView {
  range: Range;
  /** Whether the equally long period before is set beside every sum. */
  previous: boolean;
  /** Null: all platforms. */
  platform: string | null;
  /** Null: all kinds of cost. */
  kind: SpendKind | null;
}

/** Reads a view from the address; what is missing or makes no sense takes its default. */
export function readSpendView(query: URLSearchParams, today: string): SpendView {
  return {
    range: readRange(query, today),
    previous: query.get('previous') === '1',
    platform: query.get('platform'),
    kind: SPEND_KINDS.find((each) => each === query.get('kind')) ?? null,
  };
}

export type SpendSums = Spend['total'];
export const NO_SUMS: SpendSums = { clicks: 0, impressions: 0, costMinor: 0 };

/** A platform’s line with what it was in the period before; null where that was not asked for. */
export type SpendLine = SpendTotals & { previous: SpendSums | null };

/** What is shown of one period, or of two. */
export interface ShownSpend extends Omit<Spend, 'platforms' | 'total'> {
  lines: SpendLine[];
  total: SpendSums & { previous: SpendSums | null };
}

/** The lines that the filters leave, of either period, with the total of what is left. */
export function shownSpend(
  now: Spend,
  before: Spend | null,
  { platform, kind }: Pick<SpendView, 'platform' | 'kind'>,
): ShownSpend {
  const fits = (row: SpendTotals) =>
    (platform === null || row.platform === platform) && (kind === null || row.kind === kind);
  const own = now.platforms.filter(fits);
  const old = before ? before.platforms.filter(fits) : [];
  const isNow = new Set(own.map(keyOf));
  const oldOf = new Map(old.map((row) => [keyOf(row), row]));
  const gone = old.filter((row) => !isNow.has(keyOf(row))).map((row) => ({ ...row, ...NO_SUMS, days: 0 }));
  return {
    from: now.from,
    to: now.to,
    currency: now.currency,
    lines: [...own, ...gone].map((row) => ({
      ...row,
      previous: before && sumsOf(oldOf.get(keyOf(row)) ?? NO_SUMS),
    })),
    total: { ...sumUp(own), previous: before && sumUp(old) },
  };
}

function keyOf({ platform, kind }: SpendTotals): string {
  return `${kind} ${platform}`;
}

function sumsOf({ clicks, impressions, costMinor }: SpendSums): SpendSums {
  return { clicks, impressions, costMinor };
}

function sumUp(rows: readonly SpendSums[]): SpendSums {
  return rows.reduce(
    (sum, row) => ({
      clicks: sum.clicks + row.clicks,
      impressions: sum.impressions + row.impressions,
      costMinor: sum.costMinor + row.costMinor,
    }),
    NO_SUMS,
  );
}
