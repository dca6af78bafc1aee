import { type Static, Type } from 'typebox';
import { REFUSALS } from '../refusals.ts';
import { Site, Store } from './site.ts';

const Millis = Type.Integer({ minimum: 0, description: 'Milliseconds since 1970' });
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const Money = Type.Integer({ minimum: 0, maximum: 1e12, description: 'Minor units of the site’s currency' });
const Code = Type.String({ maxLength: 40, description: 'As typed or scanned' });

/** `…/devices`: the enrolling code works once, for 24 hours; it is shown only in the answer to the POST. */
export const DeviceInput = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60 }),
  storeId: Type.String(),
});
export type DeviceInput = Static<typeof DeviceInput>;
export const Device = Type.Object({
  id: Type.String(),
  name: Type.String(),
  storeId: Type.String(),
  enrolledAt: Nullable(Millis),
  lastSeenAt: Nullable(Millis),
});
export type Device = Static<typeof Device>;
export const NewDevice = Type.Object({
  device: Device,
  link: Type.String({ description: 'To open on the device' }),
  code: Type.String(),
  expiresAt: Millis,
});
export type NewDevice = Static<typeof NewDevice>;

export const Pin = Type.String({ pattern: '^\\d{4,8}$' });
export const ClerkInput = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60 }),
  storeId: Type.String(),
  pin: Pin,
});
export type ClerkInput = Static<typeof ClerkInput>;
/** `PATCH …/clerks/{id}`: a new PIN also unlocks. */
export const ClerkChange = Type.Object({
  name: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
  pin: Type.Optional(Pin),
});
export type ClerkChange = Static<typeof ClerkChange>;
export const Clerk = Type.Object({
  id: Type.String(),
  name: Type.String(),
  storeId: Type.String(),
  locked: Type.Boolean(),
});
export type Clerk = Static<typeof Clerk>;

/** `POST /v1/till/enrolment` sets the device's cookie. */
export const EnrolInput = Type.Object({ code: Type.String({ maxLength: 40 }) });
export type EnrolInput = Static<typeof EnrolInput>;

/** `POST /v1/till/session`: a clerk signs in on an enrolled device. Five wrong PINs lock the clerk. */
export const ClerkSignIn = Type.Object({ clerkId: Type.String({ maxLength: 40 }), pin: Pin });
export type ClerkSignIn = Static<typeof ClerkSignIn>;

/** `GET /v1/till`: 401 `notSignedIn` where the device is not enrolled. */
export const TillState = Type.Object({
  site: Site,
  store: Store,
  device: Type.String(),
  clerks: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), locked: Type.Boolean() })),
  clerk: Nullable(Type.Object({ id: Type.String(), name: Type.String() })),
});
export type TillState = Static<typeof TillState>;

/** Why a code is refused, with what the till needs to say it plainly. */
export const Refused = Type.Object({
  ok: Type.Literal(false),
  why: Type.Enum(REFUSALS),
  at: Type.Optional({ ...Millis, description: 'When it was redeemed, expired, voided, or becomes valid' }),
  store: Type.Optional(Type.String({ description: 'Where it was redeemed, or a store where it is good' })),
  minimumMinor: Type.Optional(Money),
  maxDiscountMinor: Type.Optional({ ...Money, description: 'The most that this store may give' }),
});
export type Refused = Static<typeof Refused>;

/** What a good code gives. */
export const Given = Type.Object({
  ok: Type.Literal(true),
  code: Type.String(),
  offer: Type.String(),
  kind: Type.Union([Type.Literal('percent'), Type.Literal('amount'), Type.Literal('gift')]),
  percent: Nullable(Type.Integer()),
  amountMinor: Nullable(Money),
  gift: Nullable(Type.String()),
  minimumMinor: Money,
  maxDiscountMinor: Nullable(Money),
  expiresAt: Nullable(Millis),
});
export type Given = Static<typeof Given>;

/** `POST …/lookups`: 200 with either answer; a refusal is no error of the request. */
export const LookupInput = Type.Object({ code: Code });
export type LookupInput = Static<typeof LookupInput>;
export const Lookup = Type.Union([Given, Refused]);
export type Lookup = Static<typeof Lookup>;

export const OrderLine = Type.Object({
  sku: Type.String({ minLength: 1, maxLength: 80 }),
  quantity: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  amountMinor: Money,
});
export type OrderLine = Static<typeof OrderLine>;

/** `POST …/redemptions` with an `Idempotency-Key`. `amountMinor` is the order before the discount. */
export const RedemptionInput = Type.Object({
  code: Code,
  amountMinor: Money,
  order: Type.String({ pattern: '\\S', maxLength: 80, description: 'Spaces around it do not count' }),
  lines: Type.Optional(Type.Array(OrderLine, { maxItems: 200 })),
});
export type RedemptionInput = Static<typeof RedemptionInput>;

export const Redemption = Type.Object({
  id: Type.String(),
  code: Type.String(),
  offer: Type.String(),
  store: Type.String(),
  clerk: Nullable(Type.String()),
  order: Type.String(),
  amountMinor: { ...Money, description: 'What is left of it: `returnedMinor` came back since' },
  discountMinor: Money,
  toPayMinor: Money,
  returnedMinor: Money,
  refundedMinor: { ...Money, description: 'What was paid back: what was charged first is `toPayMinor` more' },
  gift: Nullable(Type.String()),
  at: Millis,
  voidableUntil: Millis,
  voidedAt: Nullable({
    ...Millis,
    description: 'Since when it does not stand: undone, or all of it came back',
  }),
});
export type Redemption = Static<typeof Redemption>;

/** `GET …/redemptions?day=`: of the clerk's own store, newest first. */
export const RedemptionList = Type.Object({
  day: Type.String(),
  redemptions: Type.Array(Redemption),
  count: Type.Integer({ description: 'Without those that do not stand' }),
  amountMinor: Type.Integer(),
  discountMinor: Type.Integer(),
});
export type RedemptionList = Static<typeof RedemptionList>;
