import type { PathFigures, PathsReport, TopPath } from '../../shared/wire/paths.ts';
import { type PathFigures as Figures, NO_FIGURES, type PathGroup, sumFigures } from './paths.ts';

const HOURS_A_DAY = 24;

/** One path with what came of it, and what had come of it in the period before. */
interface Line {
  path: readonly string[];
  now: Figures;
  /** Null: that period was not asked for. */
  before: Figures | null;
}

export interface PathPeriods {
  now: readonly PathGroup[];
  before: readonly PathGroup[] | null;
  /** False: who did not buy is not known of these paths. */
  knowsLost: boolean;
  limit: number;
}

/** The paths that most was redeemed along, and the rest as one; those of either period. */
export function topPaths({
  now,
  before,
  knowsLost,
  limit,
}: PathPeriods): Pick<PathsReport, 'rows' | 'others' | 'total'> {
  const written = (figures: Figures): PathFigures => write(figures, knowsLost);
  const both = (lines: Pick<Line, 'now' | 'before'>[]) => ({
    ...written(sumFigures(lines.map((line) => line.now))),
    previous: before && written(sumFigures(lines.map((line) => line.before ?? NO_FIGURES))),
  });
  const sorted = linesOf(now, before).sort(byWorth);
  const rest = sorted.slice(limit);
  return {
    rows: sorted.slice(0, limit).map((line): TopPath => ({ path: [...line.path], ...both([line]) })),
    others: rest.length === 0 ? null : { rows: rest.length, ...both(rest) },
    total: { rows: sorted.length, ...both(sorted) },
  };
}

function linesOf(now: readonly PathGroup[], before: readonly PathGroup[] | null): Line[] {
  if (!before) return now.map((group) => ({ path: group.path, now: group, before: null }));
  const lines = new Map<string, Line>();
  for (const group of now) {
    lines.set(JSON.stringify(group.path), { path: group.path, now: group, before: NO_FIGURES });
  }
  for (const group of before) {
    const key = JSON.stringify(group.path);
    const line = lines.get(key) ?? { path: group.path, now: NO_FIGURES, before: null };
    lines.set(key, { ...line, before: group });
  }
  return [...lines.values()];
}

function byWorth(a: Line, b: Line): number {
  return (
    b.now.conversions - a.now.conversions ||
    b.now.valueMinor - a.now.valueMinor ||
    b.now.nulls - a.now.nulls ||
    a.path.length - b.path.length ||
    (JSON.stringify(a.path) < JSON.stringify(b.path) ? -1 : 1)
  );
}

function write(
  { conversions, valueMinor, discountMinor, nulls, leadHours, timed }: Figures,
  knowsLost: boolean,
): PathFigures {
  return {
    redemptions: conversions,
    revenueMinor: valueMinor,
    discountMinor,
    lost: knowsLost ? nulls : null,
    days: timed === 0 ? null : leadHours / timed / HOURS_A_DAY,
  };
}
