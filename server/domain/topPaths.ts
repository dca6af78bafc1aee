import type { PathFigures, PathsReport, TopPath } from '../../shared/wire/paths.ts';
import { type PathFigures as Figures, type PathGroup, sumFigures } from './paths.ts';

const HOURS_A_DAY = 24;

/** The paths that most was redeemed along, and the rest as one. */
export function topPaths(
  groups: readonly PathGroup[],
  limit: number,
): Pick<PathsReport, 'rows' | 'others' | 'total'> {
  const sorted = groups.toSorted(byWorth);
  const rest = sorted.slice(limit);
  return {
    rows: sorted.slice(0, limit).map((group): TopPath => ({ path: [...group.path], ...written(group) })),
    others: rest.length === 0 ? null : { rows: rest.length, ...written(sumFigures(rest)) },
    total: { rows: sorted.length, ...written(sumFigures(sorted)) },
  };
}

function byWorth(a: PathGroup, b: PathGroup): number {
  return (
    b.conversions - a.conversions ||
    b.valueMinor - a.valueMinor ||
    b.nulls - a.nulls ||
    a.path.length - b.path.length ||
    (JSON.stringify(a.path) < JSON.stringify(b.path) ? -1 : 1)
  );
}

function written({ conversions, valueMinor, discountMinor, nulls, leadHours, timed }: Figures): PathFigures {
  return {
    redemptions: conversions,
    revenueMinor: valueMinor,
    discountMinor,
    lost: nulls,
    days: timed === 0 ? null : leadHours / timed / HOURS_A_DAY,
  };
}
