import { type Static, Type } from 'typebox';
import { Day } from './funnel.ts';
import { MODELS, ReportedRedemption } from './report.ts';
import { Money, Nullable } from './reportFigures.ts';

const Millis = Type.Integer({ minimum: 0, description: 'Milliseconds since 1970' });
const ModelName = Type.Enum([...MODELS], {
  description: '`markov` and `shapley` share by what all paths of a range have in common: see a report’s row',
});

const VoidedAt = Nullable({
  ...Millis,
  description: 'Since when it does not stand: it was undone, or all of it came back; null: it stands',
});

export const RedemptionQuery = Type.Object({
  model: Type.Enum([...MODELS], { default: 'last' }),
  compare: Type.Optional(ModelName),
});
export type RedemptionQuery = Static<typeof RedemptionQuery>;

/** A part of a redemption that came back. Says nothing of who recorded it, or why. */
export const CameBack = Type.Object({
  at: Millis,
  day: Day,
  amountMinor: { ...Money, description: 'Of the order’s value before the discount' },
  refundMinor: { ...Money, description: 'What was paid back for it' },
});
export type CameBack = Static<typeof CameBack>;

/** `GET /v1/sites/{site}/reports/redemptions/{id}`: also one that does not stand any more; nothing is credited of it then. */
export const RedemptionStory = Type.Object({
  currency: Type.String(),
  timeZone: Type.String(),
  model: ModelName,
  compare: Nullable(ModelName),
  redemption: ReportedRedemption,
  voidedAt: VoidedAt,
  returns: Type.Array(CameBack, { description: 'Latest first' }),
});
export type RedemptionStory = Static<typeof RedemptionStory>;

export const TakenBackQuery = Type.Object({
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
});
export type TakenBackQuery = Static<typeof TakenBackQuery>;

const { id, at, day, store, city, offer, order, amountMinor, returnedMinor } = ReportedRedemption.properties;

export const TakenBack = Type.Object({
  ...{ id, at, day, store, city, offer, order, amountMinor, returnedMinor },
  voidedAt: VoidedAt,
});
export type TakenBack = Static<typeof TakenBack>;

/** `GET /v1/sites/{site}/reports/returns` */
export const TakenBackList = Type.Object({
  from: Day,
  to: Day,
  currency: Type.String(),
  timeZone: Type.String(),
  axis: Type.Literal('redemptionDay', { description: 'The day that the value was taken from again' }),
  redemptions: Type.Array(TakenBack, {
    description: 'Those of the range that were undone, or of which something came back; newest first',
  }),
  more: Type.Boolean({ description: 'Whether `offset` + `limit` leaves some out' }),
});
export type TakenBackList = Static<typeof TakenBackList>;
