import type { AttributionReport, AttributionRow, Credited, Model } from '../../shared/wire/report.ts';
import { WHOLE_SHARE } from './credit.ts';

/** What a dimension's value is credited with under a model, summed over a range. */
export interface CreditSum {
  /** Empty where nothing is known, as for Direct. */
  key: string;
  model: Model;
  revenueMinor: number;
  discountMinor: number;
  /** Of redemptions, in parts of WHOLE_SHARE. */
  share: number;
}

/** Sums by a coarser name: what has the same name becomes one. */
export function foldCredits(sums: readonly CreditSum[], nameOf: (key: string) => string): CreditSum[] {
  const groups = Map.groupBy(sums, ({ key, model }) => `${model} ${nameOf(key)}`);
  return [...groups.values()].flatMap((same) =>
    same[0] ? [{ key: nameOf(same[0].key), model: same[0].model, ...addParts(same) }] : [],
  );
}

export function foldArrivals(
  arrivals: ReadonlyMap<string, number>,
  nameOf: (key: string) => string,
): Map<string, number> {
  const folded = new Map<string, number>();
  for (const [key, n] of arrivals) folded.set(nameOf(key), (folded.get(nameOf(key)) ?? 0) + n);
  return folded;
}

/** What the redemptions themselves come to: every model shares exactly this. */
export interface Ledger {
  redemptions: number;
  revenueMinor: number;
  discountMinor: number;
}

export interface ReportFigures {
  model: Model;
  compare: Model | null;
  credits: readonly CreditSum[];
  /** By key; null where arrivals are not known by this dimension. */
  arrivals: ReadonlyMap<string, number> | null;
  ledger: Ledger;
  limit: number;
}

type Part = Omit<CreditSum, 'key' | 'model'>;

/** A row before it is written: its sums under both models. */
interface Line {
  key: string;
  arrivals: number | null;
  credited: Part;
  compared: Part | null;
}

const NOTHING: Part = { revenueMinor: 0, discountMinor: 0, share: 0 };

/**
 * The rows of a report, most revenue first, and the rest as one. The total is read from the ledger, so that
 * rows and others which did not add up to it would show.
 */
export function makeReport(figures: ReportFigures): Pick<AttributionReport, 'rows' | 'others' | 'total'> {
  const { ledger, limit } = figures;
  const lines = linesOf(figures);
  const [shown, rest] = [lines.slice(0, limit), lines.slice(limit)];
  const whole: Part = { ...ledger, share: ledger.redemptions * WHOLE_SHARE };
  const total: Line = {
    key: '',
    arrivals: sumArrivals(lines),
    credited: whole,
    compared: figures.compare && whole,
  };
  const write = (line: Line) => written(line, ledger.revenueMinor);
  return {
    rows: shown.map((line) => ({ key: line.key, label: line.key || null, ...write(line) })),
    others: rest.length === 0 ? null : { rows: rest.length, ...write(addUp(rest)) },
    total: write(total),
  };
}

function linesOf({ credits, arrivals, model, compare }: ReportFigures): Line[] {
  const under = (own: readonly CreditSum[], name: Model) => own.find((sum) => sum.model === name) ?? NOTHING;
  const byKey = Map.groupBy(credits, (sum) => sum.key);
  const keys = new Set([...byKey.keys(), ...(arrivals?.keys() ?? [])]);
  return [...keys]
    .map((key) => {
      const own = byKey.get(key) ?? [];
      return {
        key,
        arrivals: arrivals && (arrivals.get(key) ?? 0),
        credited: under(own, model),
        compared: compare && under(own, compare),
      };
    })
    .sort(byWorth);
}

function byWorth(a: Line, b: Line): number {
  return (
    b.credited.revenueMinor - a.credited.revenueMinor ||
    b.credited.share - a.credited.share ||
    (b.compared?.revenueMinor ?? 0) - (a.compared?.revenueMinor ?? 0) ||
    (b.arrivals ?? 0) - (a.arrivals ?? 0) ||
    (a.key < b.key ? -1 : 1)
  );
}

function addUp(lines: readonly Line[]): Line {
  const compared = lines.flatMap((line) => (line.compared ? [line.compared] : []));
  return {
    key: '',
    arrivals: sumArrivals(lines),
    credited: addParts(lines.map((line) => line.credited)),
    compared: compared.length === 0 ? null : addParts(compared),
  };
}

function sumArrivals(lines: readonly Line[]): number | null {
  if (lines.some((line) => line.arrivals === null)) return null;
  return lines.reduce((sum, line) => sum + (line.arrivals ?? 0), 0);
}

function addParts(parts: readonly Part[]): Part {
  return parts.reduce<Part>(
    (sum, part) => ({
      revenueMinor: sum.revenueMinor + part.revenueMinor,
      discountMinor: sum.discountMinor + part.discountMinor,
      share: sum.share + part.share,
    }),
    NOTHING,
  );
}

function written(line: Line, wholeMinor: number): Omit<AttributionRow, 'key' | 'label'> {
  return {
    arrivals: line.arrivals,
    credited: toCredited(line.credited, wholeMinor),
    compared: line.compared && toCredited(line.compared, wholeMinor),
  };
}

function toCredited({ revenueMinor, discountMinor, share }: Part, wholeMinor: number): Credited {
  const redemptions = share / WHOLE_SHARE;
  return {
    redemptions,
    revenueMinor,
    discountMinor,
    averageMinor: share === 0 ? null : Math.round(revenueMinor / redemptions),
    share: wholeMinor === 0 ? null : revenueMinor / wholeMinor,
  };
}
