import { type Static, Type } from 'typebox';
import { CHANNELS } from '../channels.ts';
import { COUNTED_STEPS, type CountedStep } from '../steps.ts';

/** A day in the site's time zone. */
export const Day = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'YYYY-MM-DD in the site’s time zone',
});

const count = () => Type.Integer({ minimum: 0 });

/** How many members of a cohort reached each step, and the money that came of it in minor units. */
export const Counts = Type.Object({
  ...(Object.fromEntries(COUNTED_STEPS.map((step) => [step, count()])) as Record<
    CountedStep,
    ReturnType<typeof count>
  >),
  revenueMinor: Type.Integer({
    description: 'Redemptions, repeats and verified online orders, voids taken back',
  }),
});
export type Counts = Static<typeof Counts>;

export const SourceLabel = Type.Object({
  id: Type.Integer({ description: '52-bit key of the source' }),
  source: Type.Union([Type.String(), Type.Null()]),
  medium: Type.Union([Type.String(), Type.Null()]),
  campaign: Type.Union([Type.String(), Type.Null()]),
  term: Type.Union([Type.String(), Type.Null()]),
  content: Type.Union([Type.String(), Type.Null()]),
  referrerHost: Type.Union([Type.String(), Type.Null()]),
  channel: Type.Enum([...CHANNELS], { description: 'Derived from the other fields when it is read' }),
});
/** All fields of the source null: the visitor came directly. */
export type SourceLabel = Static<typeof SourceLabel>;

export const SourceCounts = Type.Object({ source: SourceLabel, counts: Counts });
export type SourceCounts = Static<typeof SourceCounts>;

/** Members of a position's cohort are those who clicked it: its `arrival`. */
export const PositionCounts = Type.Object({
  id: Type.Integer(),
  position: Type.String({ description: 'The key of shared/position.ts' }),
  label: Type.String(),
  counts: Counts,
});
export type PositionCounts = Static<typeof PositionCounts>;

export const PageCounts = Type.Object({
  id: Type.Integer(),
  page: Type.String(),
  title: Type.String(),
  counts: Counts,
});
export type PageCounts = Static<typeof PageCounts>;

export const DayCounts = Type.Object({ day: Day, counts: Counts });
export type DayCounts = Static<typeof DayCounts>;

const sourceName = (field: string) =>
  Type.Optional(
    Type.String({ minLength: 1, maxLength: 120, description: `Only sources with this ${field}` }),
  );

/** Sums the sources that carry all of the names given, in any case: a placement's funnel. */
const SOURCE_NAMES = {
  utmSource: sourceName('source'),
  utmMedium: sourceName('medium'),
  utmCampaign: sourceName('campaign'),
  utmContent: sourceName('content'),
  utmTerm: sourceName('term'),
};

/** Days on which visitors joined; absent: today. */
export const FunnelRange = Type.Object({ from: Type.Optional(Day), to: Type.Optional(Day) });
export type FunnelRange = Static<typeof FunnelRange>;

/** Which funnel. */
export const FunnelQuery = Type.Object({
  ...FunnelRange.properties,
  page: Type.Optional(
    Type.String({ maxLength: 2048, description: 'A canonical path; absent: the whole site' }),
  ),
  source: Type.Optional(Type.Integer({ minimum: 0, description: 'Only visitors of this source' })),
  ...SOURCE_NAMES,
});
export type FunnelQuery = Static<typeof FunnelQuery>;

/** `GET /v1/sites/{site}/funnel` */
export const Funnel = Type.Object({
  site: Type.String(),
  page: Type.Union([Type.String(), Type.Null()]),
  from: Day,
  to: Day,
  currency: Type.String(),
  timeZone: Type.String(),
  at: Type.Integer({ description: 'When these numbers were true, milliseconds since 1970' }),
  immatureFrom: Type.Union([Day, Type.Null()], {
    description: 'Cohorts of this day and later are still inside their window; null: none of the range is',
  }),
  clicks: Type.Optional(
    Type.Integer({
      minimum: 1,
      description:
        'The step before arrival, as platforms count it: imported with the spend, by click day, of the whole site only',
    }),
  ),
  counts: Counts,
  sources: Type.Array(SourceCounts, { description: 'Adds up to `counts`; most arrivals first' }),
  days: Type.Array(DayCounts, { description: 'One a day of the range, also where nothing happened' }),
  positions: Type.Array(PositionCounts, {
    description: 'Participation: never add these up. Most clicked first, at most 100',
  }),
});
export type Funnel = Static<typeof Funnel>;

/** `GET /v1/sites/{site}/positions/{position}/sources` */
export const PositionSources = Type.Object({
  from: Day,
  to: Day,
  sources: Type.Array(SourceCounts, {
    description: 'Of those who clicked the position, most clicks first: `arrival` is their click',
  }),
});
export type PositionSources = Static<typeof PositionSources>;

/** `GET /v1/sites/{site}/pages`: participation, never added up. */
export const PageList = Type.Object({
  from: Day,
  to: Day,
  currency: Type.String(),
  pages: Type.Array(PageCounts, { description: 'Most arrivals first' }),
  more: Type.Boolean({ description: 'Whether `offset` + `limit` leaves some out' }),
});
export type PageList = Static<typeof PageList>;
