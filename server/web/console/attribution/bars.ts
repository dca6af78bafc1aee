import type { AttributionReport } from '../../../../shared/wire/report.ts';
import type { Figures } from '../../../../shared/wire/reportFigures.ts';
import { money, number } from '../say.ts';
import { t } from '../texts.ts';
import type { ColumnSet } from './columns.ts';
import { rowName } from './rowName.ts';
import { modelMatters } from './view.ts';

const MOST_BARS = 8;

/** What the chart shows: of each of the first rows a value in one series or two, all in one unit. */
export interface BarPicture {
  names: string[];
  series: { name: string; values: number[] }[];
  /** What someone who cannot see the bars is told. */
  summary: string;
  say: (value: number) => string;
}

interface Series {
  name: string;
  of: (figures: Figures) => number;
}

/** Credit under a model or two, arrivals beside redemptions, or cost beside what it brought; null: nothing to compare. */
export function barsOf(report: AttributionReport, set: ColumnSet): BarPicture | null {
  const series = seriesOf(report, set);
  const rows = report.rows
    .filter((row) => series.some(({ of }) => of(row) > 0))
    .toSorted(
      (a, b) => Math.max(...series.map(({ of }) => of(b))) - Math.max(...series.map(({ of }) => of(a))),
    )
    .slice(0, MOST_BARS);
  if (rows.length < 2) return null;
  return {
    names: rows.map((row) => rowName(row, report.by)),
    series: series.map(({ name, of }) => ({ name, values: rows.map(of) })),
    summary: t('attribution.summary', {
      count: rows.length,
      what: series.map(({ name }) => name).join(t('attribution.and')),
    }),
    say: set === 'funnel' ? number : (value) => money(value, report.currency),
  };
}

function seriesOf(report: AttributionReport, set: ColumnSet): Series[] {
  if (set === 'funnel') return [{ name: t('figure.arrivals'), of: ({ arrivals }) => arrivals ?? 0 }];
  if (set === 'cost') {
    return [
      { name: t('figure.cohortRevenue'), of: ({ steps }) => steps?.revenueMinor ?? 0 },
      { name: t('figure.cost'), of: ({ cost }) => cost?.sumMinor ?? 0 },
    ];
  }
  const { model, compare } = report;
  const under = (name: typeof model) =>
    modelMatters(report) ? `${t('figure.revenue')}, ${t(`model.${name}`)}` : t('figure.revenue');
  return [
    { name: under(model), of: ({ credited }) => credited.revenueMinor },
    ...(compare
      ? [{ name: under(compare), of: ({ compared }: Figures) => compared?.revenueMinor ?? 0 }]
      : []),
  ];
}
