import { noCounts } from '../../shared/funnelChange.ts';
import { COLUMN_VALUES, type ReportColumn } from '../../shared/reportColumns.ts';
import type { AttributionReport, ReportModel } from '../../shared/wire/report.ts';
import type { Figures } from '../../shared/wire/reportFigures.ts';
import type { StepCounts } from './funnel.ts';
import { toFigures } from './reportFigures.ts';
import { sortByFigure } from './reportSort.ts';
import { addParts, addSums, NO_PART, NO_SPEND, type Part, type Spend, type Sums } from './reportSums.ts';

/** What a dimension's value is credited with under a model, summed over a range. */
export interface CreditSum extends Part {
  /** Empty where nothing is known, as for Direct. */
  key: string;
  model: ReportModel;
}

/** Sums by a coarser name: what has the same name becomes one. */
export function foldCredits(sums: readonly CreditSum[], nameOf = (key: string) => key): CreditSum[] {
  const groups = Map.groupBy(sums, ({ key, model }) => `${model} ${nameOf(key)}`);
  return [...groups.values()].flatMap((same) =>
    same[0] ? [{ key: nameOf(same[0].key), model: same[0].model, ...addParts(same) }] : [],
  );
}

/** The same for sums that no model shares. */
export function foldByName<Sum>(
  sums: ReadonlyMap<string, Sum>,
  nameOf: (key: string) => string,
  add: (a: Sum, b: Sum) => Sum,
): Map<string, Sum> {
  const folded = new Map<string, Sum>();
  for (const [key, sum] of sums) {
    const name = nameOf(key);
    const before = folded.get(name);
    folded.set(name, before ? add(before, sum) : sum);
  }
  return folded;
}

/** All that is known of one range. */
export interface PeriodSums {
  credits: readonly CreditSum[];
  /** By key; null where arrivals are not known by this dimension. */
  cohorts: ReadonlyMap<string, StepCounts> | null;
  /** By key; null where platforms do not tell by this dimension. */
  spend: ReadonlyMap<string, Spend> | null;
  /** What the redemptions themselves come to; null where only a part of their credit was asked for. */
  ledger: Part | null;
}

export interface ReportFigures {
  model: ReportModel;
  compare: ReportModel | null;
  period: PeriodSums;
  /** Null where it was not asked for. */
  previous: PeriodSums | null;
  marginPercent: number | null;
  /** By which figure rows are put in order; null: by what they are worth. */
  sort: ReportColumn | null;
  ascending: boolean;
  offset: number;
  limit: number;
}

/** A row before it is written: its sums in the range and in the period before. */
interface Line {
  key: string;
  now: Sums;
  before: Sums | null;
}

/**
 * The rows of a report, most revenue first or as asked, and the rest as one. The total is read from the ledger, so that
 * rows and others which did not add up to it would show.
 */
export function makeReport(figures: ReportFigures): Pick<AttributionReport, 'rows' | 'others' | 'total'> {
  const { offset, limit, period, previous } = figures;
  const worthiest = linesOf(figures);
  const all = together(worthiest, figures);
  const total = {
    now: withLedger(all.now, period, figures),
    before: previous && all.before && withLedger(all.before, previous, figures),
  };
  const lines = inOrder(worthiest, total.now, figures);
  const write = ({ now, before }: Omit<Line, 'key'>): Figures & { previous: Figures | null } => ({
    ...toFigures(now, total.now, figures.marginPercent),
    previous: before && total.before && toFigures(before, total.before, figures.marginPercent),
  });
  const shown = lines.slice(offset, offset + limit);
  const rest = [...lines.slice(0, offset), ...lines.slice(offset + limit)];
  return {
    rows: shown.map((line) => ({ key: line.key, label: line.key || null, ...write(line) })),
    others: rest.length === 0 ? null : { rows: rest.length, ...write(together(rest, figures)) },
    total: write(total),
  };
}

function inOrder(
  lines: Line[],
  total: Sums,
  { sort, ascending, marginPercent }: ReportFigures,
): readonly Line[] {
  if (!sort) return lines;
  const figureOf = COLUMN_VALUES[sort];
  return sortByFigure(lines, ({ now }) => figureOf(toFigures(now, total, marginPercent)), ascending);
}

function withLedger(added: Sums, { ledger }: PeriodSums, { compare }: ReportFigures): Sums {
  return ledger ? { ...added, credited: ledger, compared: compare && ledger } : added;
}

function together(lines: readonly Line[], { period, previous, compare }: ReportFigures): Omit<Line, 'key'> {
  const now = lines.map((line) => line.now);
  const before = lines.flatMap((line) => line.before ?? []);
  return {
    now: addSums(now, nothingOf(period, compare)),
    before: previous && addSums(before, nothingOf(previous, compare)),
  };
}

/** A row for whatever either period knows: the rows of each add up to its own total. */
function linesOf({ period, previous, model, compare }: ReportFigures): Line[] {
  const now = sumsByKey(period, model, compare);
  const before = previous && sumsByKey(previous, model, compare);
  return [...new Set([...now.keys, ...(before?.keys ?? [])])]
    .map((key) => ({ key, now: now.of(key), before: before?.of(key) ?? null }))
    .sort(byWorth);
}

function sumsByKey(period: PeriodSums, model: ReportModel, compare: ReportModel | null) {
  const { credits, cohorts, spend } = period;
  const byKey = Map.groupBy(credits, (sum) => sum.key);
  const nothing = nothingOf(period, compare);
  const under = (own: readonly CreditSum[], name: ReportModel): Part =>
    own.find((sum) => sum.model === name) ?? NO_PART;
  return {
    keys: [...byKey.keys(), ...(cohorts?.keys() ?? []), ...(spend?.keys() ?? [])],
    of(key: string): Sums {
      const own = byKey.get(key) ?? [];
      return {
        cohort: cohorts?.get(key) ?? nothing.cohort,
        spend: spend?.get(key) ?? nothing.spend,
        credited: under(own, model),
        compared: compare && under(own, compare),
      };
    },
  };
}

/** Zero where something could be known, null where nothing can. */
function nothingOf({ cohorts, spend }: PeriodSums, compare: ReportModel | null): Sums {
  return {
    cohort: cohorts && noCounts(),
    spend: spend && NO_SPEND,
    credited: NO_PART,
    compared: compare && NO_PART,
  };
}

function byWorth(a: Line, b: Line): number {
  return (
    b.now.credited.revenueMinor - a.now.credited.revenueMinor ||
    b.now.credited.share - a.now.credited.share ||
    (b.now.compared?.revenueMinor ?? 0) - (a.now.compared?.revenueMinor ?? 0) ||
    (b.now.cohort?.arrival ?? 0) - (a.now.cohort?.arrival ?? 0) ||
    (b.now.spend?.mediaMinor ?? 0) - (a.now.spend?.mediaMinor ?? 0) ||
    (a.key < b.key ? -1 : 1)
  );
}
