import { type Static, Type } from 'typebox';
import { Day, SourceLabel } from './funnel.ts';

/** The models by which a redemption's value is shared among the touchpoints of its path. */
export const MODELS = ['first', 'last', 'lastNonDirect', 'linear', 'position', 'timeDecay'] as const;
export type Model = (typeof MODELS)[number];

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
  'offer',
] as const;
export type ReportBy = (typeof REPORT_KEYS)[number];

const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const Millis = Type.Integer({ minimum: 0, description: 'Milliseconds since 1970' });
const Money = Type.Integer({ description: 'Minor units of the site’s currency' });

const By = Type.Enum([...REPORT_KEYS], {
  default: 'source',
  description: 'Source dimensions, the landing page of the credited touchpoint, the store or the offer',
});
const ModelName = Type.Enum([...MODELS]);

export const AttributionQuery = Type.Object({
  by: By,
  model: Type.Enum([...MODELS], { default: 'last' }),
  compare: Type.Optional(ModelName),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  limit: Type.Integer({ minimum: 1, maximum: 1_000, default: 50 }),
});
export type AttributionQuery = Static<typeof AttributionQuery>;

/** What a row is credited with under one model. */
export const Credited = Type.Object({
  redemptions: Type.Number({
    minimum: 0,
    description: 'A redemption whose credit is shared counts in parts, to six decimals',
  }),
  revenueMinor: Money,
  discountMinor: Money,
  averageMinor: Nullable(
    Type.Integer({ description: 'Revenue a redemption; null where there is less than a millionth of one' }),
  ),
  share: Nullable(Type.Number({ description: 'Of the revenue of the range; null where there is none' })),
});
export type Credited = Static<typeof Credited>;

export const AttributionRow = Type.Object({
  key: Type.String({
    description: 'Names the row in `…/reports/redemptions`; empty: nothing is known, as for Direct',
  }),
  label: Nullable(Type.String()),
  arrivals: Nullable(
    Type.Integer({ minimum: 0, description: 'By arrival day; null where arrivals are not known by this' }),
  ),
  credited: Credited,
  compared: Nullable(Credited),
});
export type AttributionRow = Static<typeof AttributionRow>;

/** `GET /v1/sites/{site}/reports/attribution` */
export const AttributionReport = Type.Object({
  by: By,
  model: ModelName,
  compare: Nullable(ModelName),
  from: Day,
  to: Day,
  currency: Type.String(),
  timeZone: Type.String(),
  windowDays: Type.Integer({ description: 'How old a touchpoint may be and still be credited' }),
  axis: Type.Object(
    { credited: Type.Literal('redemptionDay'), arrivals: Type.Literal('arrivalDay') },
    { description: 'By which day each kind of figure is counted' },
  ),
  rows: Type.Array(AttributionRow, { description: 'Most revenue first' }),
  others: Nullable(
    Type.Object({ rows: Type.Integer(), ...Type.Omit(AttributionRow, ['key', 'label']).properties }),
  ),
  total: Type.Omit(AttributionRow, ['key', 'label'], {
    description: 'From the redemptions themselves: `rows` and `others` add up to it',
  }),
});
export type AttributionReport = Static<typeof AttributionReport>;

/** Which redemptions: those that a row of the report is credited with; absent `key`: all. */
export const RedemptionsQuery = Type.Object({
  by: By,
  key: Type.Optional(Type.String({ maxLength: 2048 })),
  model: Type.Enum([...MODELS], { default: 'last' }),
  compare: Type.Optional(ModelName),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
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
  offer: Type.String(),
  order: Type.String(),
  amountMinor: Money,
  discountMinor: Money,
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
