import { type Static, Type } from 'typebox';
import { REPORT_COLUMNS } from '../reportColumns.ts';
import { Day, SourceLabel } from './funnel.ts';
import { Figures, Money, Nullable } from './reportFigures.ts';

/** The models by which a redemption's value is shared among the touchpoints of its path. */
export const MODELS = ['first', 'last', 'lastNonDirect', 'linear', 'position', 'timeDecay'] as const;
export type Model = (typeof MODELS)[number];

/** The models that share by what all paths of a range have in common; they know sources alone. */
export const DATA_DRIVEN = ['markov', 'shapley'] as const;
export type DataDriven = (typeof DATA_DRIVEN)[number];
export const REPORT_MODELS = [...MODELS, ...DATA_DRIVEN] as const;
export type ReportModel = (typeof REPORT_MODELS)[number];

/** What can be told of a source alone: all models share among these. */
export const SOURCE_DIMENSIONS = ['channel', 'source', 'medium', 'campaign', 'term', 'content'] as const;
export type SourceDimension = (typeof SOURCE_DIMENSIONS)[number];

/** What a report is broken down by. Each of them adds up to the total. */
export const REPORT_KEYS = [
  'channel',
  'source',
  'medium',
  'campaign',
  'term',
  'content',
  'landing',
  'store',
  'city',
  'offer',
  'product',
] as const;
export type ReportBy = (typeof REPORT_KEYS)[number];

const Millis = Type.Integer({ minimum: 0, description: 'Milliseconds since 1970' });

const By = Type.Enum([...REPORT_KEYS], {
  default: 'source',
  description:
    'Source dimensions (`term`: keyword, `content`: placement), the landing page of the credited touchpoint, the store, its city, the offer, or the product: the sku of an order’s lines, empty for what no line explains',
});
const ModelName = Type.Enum([...REPORT_MODELS], {
  description: '`markov` and `shapley` share among source dimensions only',
});
const Order = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: 3,
    default: 1,
    description: 'Of `markov`: how many of the last touchpoints say what comes next',
  }),
);
const filter = (description: string) => Type.Optional(Type.String({ maxLength: 2048, description }));

/** Which part of the traffic and of the redemptions; a value that nothing has gives an empty report. */
export const ReportFilters = Type.Object({
  channel: filter('Only what this channel’s sources brought'),
  campaign: filter('Only what sources of this campaign (utm_campaign) brought; empty: those without one'),
  store: filter('Only what was redeemed in this store, by its id'),
  city: filter('Only what was redeemed in this city’s stores; empty: stores without one'),
});
export type ReportFilters = Static<typeof ReportFilters>;

const Range = { from: Type.Optional(Day), to: Type.Optional(Day) };

export const AttributionQuery = Type.Object({
  by: By,
  model: Type.Enum([...REPORT_MODELS], { default: 'last' }),
  compare: Type.Optional(ModelName),
  order: Order,
  ...Range,
  ...ReportFilters.properties,
  previous: Type.Optional(
    Type.Boolean({ description: 'Whether to give the period of equal length before the range too' }),
  ),
  sort: Type.Optional(
    Type.Enum([...REPORT_COLUMNS], {
      description:
        'The figure by which rows are put in order, greatest first; rows that have none come last. Absent: revenue. `order` is the step of this name',
    }),
  ),
  ascending: Type.Optional(Type.Boolean({ description: 'With `sort`: least first' })),
  offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 })),
  limit: Type.Integer({ minimum: 1, maximum: 1_000, default: 50 }),
});
export type AttributionQuery = Static<typeof AttributionQuery>;

const Previous = Nullable({
  ...Figures,
  description: 'The same figures of the period before; null where it was not asked for',
});

export const AttributionRow = Type.Object({
  key: Type.String({
    description: 'Names the row in `…/reports/redemptions`; empty: nothing is known, as for Direct',
  }),
  label: Nullable(Type.String()),
  ...Figures.properties,
  previous: Previous,
});
export type AttributionRow = Static<typeof AttributionRow>;

/** The period before the range, and which figures of the two may be compared. */
export const PreviousPeriod = Type.Object({
  from: Day,
  to: Day,
  comparable: Type.Object({
    credited: Type.Boolean({ description: 'False: the last day of the range is not over' }),
    cohorts: Type.Boolean({
      description:
        'Arrivals’ later steps, rates and return on spend. False: those who arrived in the range may still buy (`immatureFrom`), those of the period before had longer; the figures are given all the same',
    }),
  }),
});
export type PreviousPeriod = Static<typeof PreviousPeriod>;

const Axis = Type.Object(
  {
    credited: Type.Literal('redemptionDay'),
    arrivals: Type.Literal('arrivalDay'),
    steps: Type.Literal('arrivalDay'),
    spend: Type.Literal('spendDay'),
    returnOnSpend: Type.Literal('arrivalDay'),
  },
  { description: 'By which day each kind of figure is counted, in the site’s time zone' },
);

/** `GET /v1/sites/{site}/reports/attribution` */
export const AttributionReport = Type.Object({
  by: By,
  model: ModelName,
  compare: Nullable(ModelName),
  from: Day,
  to: Day,
  currency: Type.String(),
  timeZone: Type.String(),
  lookbackDays: Type.Integer({ description: 'How old a touchpoint may be and still be credited' }),
  axis: Axis,
  immatureFrom: Type.Union([Day, Type.Null()], {
    description:
      'Who arrived on this day or later may still take a step that counts; null: nobody of the range',
  }),
  matureTo: Type.Union([Day, Type.Null()], {
    description: 'The last day of the range whose arrivals can change no more; null: none',
  }),
  filters: Type.Object(ReportFilters.properties, {
    description:
      'As asked. By store or city no column of arrivals or spend is known; by channel or campaign, credit is that of the touchpoints which fit',
  }),
  previous: Nullable(PreviousPeriod),
  rows: Type.Array(AttributionRow, { description: 'Most revenue first, or as `sort` says' }),
  others: Nullable(
    Type.Object({
      rows: Type.Integer({ description: 'How many are on no row of this answer' }),
      ...Figures.properties,
      previous: Previous,
    }),
  ),
  total: Type.Object(
    { ...Figures.properties, previous: Previous },
    {
      description:
        'From the redemptions themselves: `rows` and `others` add up to it. With a filter by channel or campaign: what their touchpoints are credited with',
    },
  ),
});
export type AttributionReport = Static<typeof AttributionReport>;

/** Which redemptions: those that a row of the report is credited with; absent `key`: all. */
export const RedemptionsQuery = Type.Object({
  by: By,
  key: Type.Optional(Type.String({ maxLength: 2048 })),
  model: Type.Enum([...REPORT_MODELS], { default: 'last' }),
  compare: Type.Optional(ModelName),
  order: Order,
  ...Range,
  ...ReportFilters.properties,
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
});
export type RedemptionsQuery = Static<typeof RedemptionsQuery>;

export const PathStep = Type.Object({
  at: Nullable({ ...Millis, description: 'Null: the path is not known, the coupon’s own source stands in' }),
  source: SourceLabel,
  page: Type.String({ description: 'Where they landed; empty where it is not known' }),
  creditedMinor: Money,
  comparedMinor: Nullable(Money),
});
export type PathStep = Static<typeof PathStep>;

/** A redemption with the path that led to it. Says nothing of who it was. */
export const ReportedRedemption = Type.Object({
  id: Type.String(),
  at: Millis,
  day: Day,
  store: Type.String(),
  city: Type.String(),
  offer: Type.String(),
  order: Type.String(),
  amountMinor: { ...Money, description: 'What is left of it: `returnedMinor` came back since' },
  discountMinor: Money,
  returnedMinor: Money,
  days: Nullable(
    Type.Number({
      minimum: 0,
      description: 'Days from the first touchpoint to the redemption, to the hour; null: no path is known',
    }),
  ),
  rowMinor: Type.Integer({ description: 'What the row is credited with of the amount' }),
  path: Type.Array(PathStep, { description: 'As it stood at the redemption, earliest first' }),
});
export type ReportedRedemption = Static<typeof ReportedRedemption>;

/** `GET /v1/sites/{site}/reports/redemptions` */
export const ReportedRedemptions = Type.Object({
  from: Day,
  to: Day,
  currency: Type.String(),
  timeZone: Type.String(),
  redemptions: Type.Array(ReportedRedemption, { description: 'Newest first' }),
  more: Type.Boolean({ description: 'Whether `offset` + `limit` leaves some out' }),
});
export type ReportedRedemptions = Static<typeof ReportedRedemptions>;
