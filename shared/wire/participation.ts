import { type Static, Type } from 'typebox';
import { Counts, Day } from './funnel.ts';
import { ReportFilters } from './report.ts';
import { Nullable, StepRates } from './reportFigures.ts';

const By = Type.Enum(['page', 'position'], { default: 'page' });

/** Which pages or positions: days are the days on which visitors met them. */
export const ParticipationQuery = Type.Object({
  by: By,
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  page: Type.Optional(
    Type.String({ maxLength: 2048, description: 'Only this page, by its path, or only positions on it' }),
  ),
  channel: ReportFilters.properties.channel,
  campaign: ReportFilters.properties.campaign,
  offset: Type.Integer({ minimum: 0, maximum: 100_000, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
});
export type ParticipationQuery = Static<typeof ParticipationQuery>;

export const ParticipationRow = Type.Object({
  id: Type.Integer({ description: '52-bit key of the page or position' }),
  page: Type.String({ description: 'Its path, or that of the page on which the position is' }),
  title: Type.String({ description: 'The page’s' }),
  position: Nullable(Type.String({ description: 'The key of a position; null for a page' })),
  label: Nullable(Type.String({ description: 'What a position says; null for a page' })),
  counts: Type.Object(Counts.properties, {
    description: 'Of those who met it (a page) or clicked it (a position): `arrival`, and their later steps',
  }),
  rates: StepRates,
});
export type ParticipationRow = Static<typeof ParticipationRow>;

/** `GET /v1/sites/{site}/reports/participation`: one visitor meets many, so no sum of rows means anything. */
export const ParticipationReport = Type.Object({
  by: By,
  from: Day,
  to: Day,
  currency: Type.String(),
  timeZone: Type.String(),
  axis: Type.Literal('joinDay', { description: 'By the day on which a visitor met the page or position' }),
  additive: Type.Literal(false, {
    description: 'Participation: one visitor takes part in many rows, so there is no total',
  }),
  immatureFrom: Type.Union([Day, Type.Null()], {
    description: 'Who met it on this day or later may still take a step that counts; null: nobody',
  }),
  rows: Type.Array(ParticipationRow, { description: 'Most money first' }),
  more: Type.Boolean({ description: 'Whether `offset` + `limit` leaves some out' }),
});
export type ParticipationReport = Static<typeof ParticipationReport>;
