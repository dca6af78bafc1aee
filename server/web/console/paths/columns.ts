import type { PathFigures, PathsReport } from '../../../../shared/wire/paths.ts';
import { typedMoney } from '../say.ts';
import { t } from '../texts.ts';
import { pathName } from './words.ts';

/** A figure of a path. */
export interface PathColumn {
  name: 'redemptions' | 'revenue' | 'days' | 'lostJourneys';
  kind: 'count' | 'money' | 'days';
  /** Which of the two periods’ figures it is compared as: journeys without a sale may still buy. */
  axis: 'credited' | 'cohorts';
  of: (figures: PathFigures) => number | null;
}

const COLUMNS: PathColumn[] = [
  { name: 'redemptions', kind: 'count', axis: 'credited', of: ({ redemptions }) => redemptions },
  { name: 'revenue', kind: 'money', axis: 'credited', of: ({ revenueMinor }) => revenueMinor },
  { name: 'days', kind: 'days', axis: 'credited', of: ({ days }) => days },
  { name: 'lostJourneys', kind: 'count', axis: 'cohorts', of: ({ lost }) => lost },
];

/** The columns that something is known of. */
export function pathColumns({ total }: PathsReport): PathColumn[] {
  return COLUMNS.filter(({ name }) => name !== 'lostJourneys' || total.lost !== null);
}

/** The table as it is shown, in whole numbers and exact days; the period before in columns of its own. */
export function pathRows(report: PathsReport): (string | number)[][] {
  const { rows, others, total, by, currency, previous } = report;
  const columns = pathColumns(report);
  const heads = columns.map(({ name, kind }) =>
    kind === 'money' ? `${t(`paths.${name}`)} (${currency})` : t(`paths.${name}`),
  );
  const before = previous
    ? heads.map((column) => t('paths.before', { column, from: previous.from, to: previous.to }))
    : [];
  const cells = (figures: PathFigures) =>
    columns.map(({ of, kind }) => exact(of(figures), kind === 'money', currency));
  const line = (name: string, row: PathFigures & { previous: PathFigures | null }) => [
    name,
    ...cells(row),
    ...(row.previous ? cells(row.previous) : []),
  ];
  return [
    [t('paths.path'), ...heads, ...before],
    ...rows.map((row) => line(pathName(row, by), row)),
    ...(others ? [line(t('paths.others', { count: others.rows }), others)] : []),
    line(t('paths.total'), total),
  ];
}

function exact(value: number | null, isMoney: boolean, currency: string): string | number {
  if (value === null) return '';
  return isMoney ? Number(typedMoney(value, currency)) : value;
}
