import { type Static, Type } from 'typebox';

/** The most that one beacon may hold; the tag splits before it gets there. */
export const BEACON_MAX_BYTES = 64 * 1024;
export const BEACON_MAX_EVENTS = 50;

/** A new id for a visitor or an event sorts by time, so that an index over many grows at one end. */
const Id = Type.String({ pattern: '^[0-9A-Za-z_-]{8,40}$' });
const Url = Type.String({ maxLength: 2048 });
const Label = Type.String({ maxLength: 120 });
const Time = Type.Integer({ minimum: 0, description: "The device's clock, milliseconds since 1970" });

const common = {
  id: Id,
  at: Time,
  url: Type.String({ maxLength: 2048, description: 'The page on which it happened, with its query' }),
};

/** A page came into view: load, route change, return from the back/forward cache, prerender shown. */
export const ViewEvent = Type.Object({
  ...common,
  type: Type.Literal('view'),
  referrer: Type.Optional(Url),
  title: Type.Optional(Label),
});

export const ProductEvent = Type.Object({
  ...common,
  type: Type.Literal('product'),
  sku: Label,
  name: Type.Optional(Label),
});

/** The page was visible for so long since the last report of it. */
export const EngagementEvent = Type.Object({
  ...common,
  type: Type.Literal('engagement'),
  visibleMs: Type.Integer({ minimum: 0, maximum: 86_400_000 }),
});

/** A click on a position; where it is an intent too, one event says both. */
export const ClickEvent = Type.Object({
  ...common,
  type: Type.Literal('click'),
  position: Type.String({ minLength: 1, maxLength: 200, description: 'The key of shared/position.ts' }),
  label: Type.Optional(Label),
  intent: Type.Optional(Label),
});

export const IntentEvent = Type.Object({ ...common, type: Type.Literal('intent'), name: Label });

/** The visitor saw or used a code that the page already had; asking for one is `ask`. */
export const CouponEvent = Type.Object({
  ...common,
  type: Type.Literal('coupon'),
  action: Type.Union([
    Type.Literal('shown'),
    Type.Literal('copied'),
    Type.Literal('saved'),
    Type.Literal('scanned'),
  ]),
  code: Type.String({ maxLength: 16 }),
});

/** A placeholder is in view: the answer carries the visitor's coupon, which counts as shown. */
export const AskEvent = Type.Object({
  ...common,
  type: Type.Literal('ask'),
  offer: Type.Optional(Type.String({ maxLength: 40 })),
  // Of a visitor who is not recognised, this event alone may tell how they came.
  referrer: Type.Optional(Url),
});

/**
 * An online order. `signature` is the hex HMAC-SHA256 of `order:ORDER:AMOUNTMINOR:CURRENCY` under the site's
 * signing secret; without it the order is kept as unverified and counts nowhere.
 */
export const OrderEvent = Type.Object({
  ...common,
  type: Type.Literal('order'),
  order: Type.String({ minLength: 1, maxLength: 80 }),
  amountMinor: Type.Integer({ minimum: 0, maximum: 1e12 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  signature: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })),
});

/** Who the visitor is to the merchant; `signature` is the hex HMAC-SHA256 of `customer:CUSTOMER` under the same. */
export const IdentifyEvent = Type.Object({
  ...common,
  type: Type.Literal('identify'),
  customer: Type.String({ minLength: 1, maxLength: 120 }),
  signature: Type.String({ pattern: '^[0-9a-f]{64}$' }),
});

/** Anything else that the owner wants kept: it moves no step. */
export const CustomEvent = Type.Object({ ...common, type: Type.Literal('event'), name: Label });

export const TagEvent = Type.Union([
  ViewEvent,
  ProductEvent,
  EngagementEvent,
  ClickEvent,
  IntentEvent,
  CouponEvent,
  AskEvent,
  OrderEvent,
  IdentifyEvent,
  CustomEvent,
]);
export type TagEvent = Static<typeof TagEvent>;

/** `POST /v1/collect`: what the tag sends, as JSON, also under `text/plain`. */
export const Beacon = Type.Object(
  {
    site: Type.String({ maxLength: 40 }),
    visitor: Type.Optional({ ...Id, description: 'Absent where nothing may be stored on the device' }),
    sent: Type.Integer({ minimum: 0, description: "The device's clock when it was sent: tells its skew" }),
    adConsent: Type.Optional(Type.Boolean()),
    robot: Type.Optional(Type.Boolean({ description: 'navigator.webdriver' })),
    events: Type.Array(TagEvent, { minItems: 1, maxItems: BEACON_MAX_EVENTS }),
  },
  { $id: 'Beacon' },
);
export type Beacon = Static<typeof Beacon>;

/** What a page needs to show a coupon. Texts are the merchant's own and stay text. */
export const PageCoupon = Type.Object({
  code: Type.String({ description: 'Nine characters, not grouped' }),
  offer: Type.String(),
  expiresAt: Type.Union([Type.Integer(), Type.Null()]),
  store: Type.Union([
    Type.Object({ name: Type.String(), phone: Type.String(), address: Type.String() }),
    Type.Null(),
  ]),
});
export type PageCoupon = Static<typeof PageCoupon>;

/** The answer to a beacon, given only once everything in it is on disk. */
export const BeaconAnswer = Type.Object({
  accepted: Type.Integer({ description: 'Events that were new' }),
  coupon: Type.Optional(Type.Union([PageCoupon, Type.Null()])),
});
export type BeaconAnswer = Static<typeof BeaconAnswer>;
