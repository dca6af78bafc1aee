import { type Static, Type } from 'typebox';
import { Day } from './funnel.ts';
import { PreviousPeriod, ReportFilters, SOURCE_DIMENSIONS } from './report.ts';
import { Money, Nullable } from './reportFigures.ts';

const By = Type.Enum([...SOURCE_DIMENSIONS], {
  default: 'channel',
  description: 'What of a touchpoint’s source the paths are made of',
});

export const PathsQuery = Type.Object({
  by: By,
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  ...ReportFilters.properties,
  previous: Type.Optional(
    Type.Boolean({ description: 'Whether to give the period of equal length before the range too' }),
  ),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 20 }),
});
export type PathsQuery = Static<typeof PathsQuery>;

/** What came of the journeys along a path, or along several. */
export const PathFigures = Type.Object({
  redemptions: Type.Integer({ minimum: 0 }),
  revenueMinor: Money,
  discountMinor: Money,
  lost: Nullable(
    Type.Integer({
      minimum: 0,
      description:
        'Journeys that led to no sale; null with a filter by store or city, for these never came to one',
    }),
  ),
  days: Nullable(
    Type.Number({
      minimum: 0,
      description: 'From the first touchpoint to the redemption, on average; null: not known',
    }),
  ),
});
export type PathFigures = Static<typeof PathFigures>;

const Previous = Nullable({
  ...PathFigures,
  description: 'The same figures of the period before; null where it was not asked for',
});

export const TopPath = Type.Object({
  path: Type.Array(Type.String(), {
    description:
      'Touchpoint by touchpoint, earliest first, at most the last twenty; empty where nothing is known, as for Direct',
  }),
  ...PathFigures.properties,
  previous: Previous,
});
export type TopPath = Static<typeof TopPath>;

/** The ends of a flow. */
export const FLOW_ENDS = ['redeemed', 'lost'] as const;
export type FlowEnd = (typeof FLOW_ENDS)[number];

/** One place of the picture. */
export const FlowNode = Type.Object({
  id: Type.String(),
  step: Nullable(
    Type.Integer({
      minimum: 1,
      description: 'Which touch of the path, repeats in a row as one; null: an end',
    }),
  ),
  key: Nullable(
    Type.String({
      description: 'The dimension’s value, or how it ended; null: all that have no node of their own',
    }),
  ),
});
export type FlowNode = Static<typeof FlowNode>;

export const FlowLink = Type.Object({
  from: Type.String(),
  to: Type.String(),
  journeys: Type.Integer({ minimum: 1, description: 'Redemptions and journeys that led to no sale' }),
  redemptions: Type.Integer({ minimum: 0 }),
  revenueMinor: Money,
});
export type FlowLink = Static<typeof FlowLink>;

/** `GET /v1/sites/{site}/reports/paths` */
export const PathsReport = Type.Object({
  by: By,
  from: Day,
  to: Day,
  currency: Type.String(),
  timeZone: Type.String(),
  lookbackDays: Type.Integer({ description: 'How old a touchpoint may be and still be on a path' }),
  axis: Type.Object(
    { redemptions: Type.Literal('redemptionDay'), lost: Type.Literal('lastTouchDay') },
    { description: 'By which day each kind of figure is counted' },
  ),
  filters: Type.Object(ReportFilters.properties, {
    description:
      'As asked. By channel or campaign: the whole of each path that holds such a touchpoint, so one path counts for several channels',
  }),
  immatureFrom: Nullable({
    ...Day,
    description: 'Who arrived on this day or later may still buy and be lost no more; null: nobody',
  }),
  previous: Nullable({
    ...PreviousPeriod,
    description:
      'The period before the range; `comparable.credited` is of redemptions, `cohorts` of journeys without a sale',
  }),
  rows: Type.Array(TopPath, { description: 'Most redemptions first, then most revenue, then most journeys' }),
  others: Nullable(Type.Object({ rows: Type.Integer(), ...PathFigures.properties, previous: Previous })),
  total: Type.Object({
    rows: Type.Integer({ description: 'How many different paths there are, in either period' }),
    ...PathFigures.properties,
    previous: Previous,
  }),
  flow: Type.Object(
    { nodes: Type.Array(FlowNode), links: Type.Array(FlowLink) },
    {
      description:
        'All journeys as they went on: at most five touches of a path and six values for each, what is beyond as one; a longer path goes from its fifth touch to its end',
    },
  ),
  complete: Type.Boolean({
    description: 'False: of the paths that led to no sale only the 20,000 most frequent are in the figures',
  }),
});
export type PathsReport = Static<typeof PathsReport>;
