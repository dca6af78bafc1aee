import { type Static, Type } from 'typebox';
import { Day } from './funnel.ts';
import { OrderLine, Redemption } from './till.ts';

const Money = Type.Integer({ minimum: 0, maximum: 1e12, description: 'Minor units of the site’s currency' });
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/**
 * `POST …/redemptions/{id}/returns` with an `Idempotency-Key`: on any later day, as often as something is left.
 * Everything that counted the redemption counts what is left of it from then on; its code stays used.
 */
export const ReturnInput = Type.Object({
  amountMinor: Type.Integer({
    minimum: 1,
    maximum: 1e12,
    description:
      'Of the order’s value before the discount; all that is left of it takes the redemption itself',
  }),
  lines: Type.Optional(
    Type.Array(OrderLine, {
      maxItems: 200,
      description: 'Which of the order’s lines; absent: all of them in proportion',
    }),
  ),
  reason: Type.Optional(Type.String({ maxLength: 200 })),
});
export type ReturnInput = Static<typeof ReturnInput>;

export const Return = Type.Object({
  id: Type.String(),
  at: Type.Integer({ minimum: 0, description: 'Milliseconds since 1970' }),
  day: Day,
  amountMinor: Money,
  discountMinor: { ...Money, description: 'The part of the discount that goes with it' },
  refundMinor: { ...Money, description: 'To pay back: the amount less its part of the discount' },
  reason: Type.String(),
  by: Nullable(Type.String({ description: 'The clerk, or the address of the person in the console' })),
  lines: Type.Array(OrderLine),
});
export type Return = Static<typeof Return>;

export const ReturnAnswer = Type.Object({ return: Return, redemption: Redemption });
export type ReturnAnswer = Static<typeof ReturnAnswer>;

/** `GET …/redemptions/{id}/returns`: the redemption as it stands, and what came back of it, latest first. */
export const ReturnList = Type.Object({ redemption: Redemption, returns: Type.Array(Return) });
export type ReturnList = Static<typeof ReturnList>;

/** `GET …/redemptions/search?find=…`: of the clerk's own store, on any day. */
export const RedemptionSearch = Type.Object({
  find: Type.String({
    minLength: 1,
    maxLength: 80,
    description: 'An order number, or a code as it is typed',
  }),
});
export type RedemptionSearch = Static<typeof RedemptionSearch>;

export const FoundRedemptions = Type.Object({
  redemptions: Type.Array(Redemption, {
    description: 'Newest first, also those that were undone or returned',
  }),
});
export type FoundRedemptions = Static<typeof FoundRedemptions>;
