import type { ReportColumn } from '../../../../shared/reportColumns.ts';
import type { CountedStep } from '../../../../shared/steps.ts';

/** Which columns the table has: what is credited, how far people came, or what it cost and brought. */
export const COLUMN_SETS = ['credit', 'funnel', 'cost'] as const;
export type ColumnSet = (typeof COLUMN_SETS)[number];

/** The day by which a figure is counted. */
export type Axis = 'redemptionDay' | 'arrivalDay' | 'spendDay';

/** How a figure is written. */
export type Kind = 'count' | 'parts' | 'money' | 'share' | 'ratio' | 'days';

export interface TableColumn {
  name: ReportColumn;
  kind: Kind;
  /** The step whose rate with its interval goes under the count. */
  rate?: CountedStep;
}

/** Columns that are counted by the same day, and credited columns under the same model. */
export interface ColumnGroup {
  axis: Axis;
  /** Of credited columns: the chosen model, or the one beside it. */
  model: 'first' | 'second' | null;
  columns: TableColumn[];
}

const step = (name: CountedStep & ReportColumn): TableColumn => ({ name, kind: 'count', rate: name });

const CREDIT: TableColumn[] = [
  { name: 'redemptions', kind: 'parts' },
  { name: 'revenue', kind: 'money' },
  { name: 'share', kind: 'share' },
];

const MORE_CREDIT: TableColumn[] = [
  { name: 'average', kind: 'money' },
  { name: 'discount', kind: 'money' },
  { name: 'days', kind: 'days' },
];

const firstModel = (columns: TableColumn[]): ColumnGroup => ({
  axis: 'redemptionDay',
  model: 'first',
  columns,
});

const SECOND: ColumnGroup = {
  axis: 'redemptionDay',
  model: 'second',
  columns: [
    { name: 'comparedRedemptions', kind: 'parts' },
    { name: 'comparedRevenue', kind: 'money' },
    { name: 'comparedShare', kind: 'share' },
  ],
};

const FUNNEL: ColumnGroup[] = [
  { axis: 'spendDay', model: null, columns: [{ name: 'clicks', kind: 'count' }] },
  {
    axis: 'arrivalDay',
    model: null,
    columns: [
      { name: 'arrivals', kind: 'count', rate: 'arrival' },
      step('product'),
      step('engagement'),
      step('intent'),
      step('coupon'),
      step('visit'),
      step('redemption'),
      step('order'),
      step('repeat'),
    ],
  },
];

const COST: ColumnGroup[] = [
  {
    axis: 'spendDay',
    model: null,
    columns: [
      { name: 'impressions', kind: 'count' },
      { name: 'clicks', kind: 'count' },
      { name: 'cost', kind: 'money' },
    ],
  },
  {
    axis: 'arrivalDay',
    model: null,
    columns: [
      { name: 'arrivals', kind: 'count', rate: 'arrival' },
      { name: 'costPerVisit', kind: 'money' },
      { name: 'costPerRedemption', kind: 'money' },
      { name: 'cohortRevenue', kind: 'money' },
      { name: 'roas', kind: 'ratio' },
      { name: 'roi', kind: 'share' },
    ],
  },
];

/** The groups of columns of a set, in the order in which they are read. */
export function columnGroups(set: ColumnSet, compares: boolean): ColumnGroup[] {
  if (set === 'funnel') return FUNNEL;
  if (set === 'cost') return COST;
  // Two models stand side by side: what they can be compared by comes first.
  return compares
    ? [firstModel(CREDIT), SECOND, firstModel(MORE_CREDIT)]
    : [firstModel([...CREDIT, ...MORE_CREDIT])];
}
