import { type Static, Type } from 'typebox';
import { CHANNELS } from '../channels.ts';

const Name = Type.String({ minLength: 1, maxLength: 80 });
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const Money = Type.Integer({ minimum: 0, maximum: 1e12, description: 'Minor units of the site’s currency' });
/** Up to the last moment that a Date holds: what is stored beyond 2^53 could not be read again. */
const Millis = Type.Integer({ minimum: 0, maximum: 8.64e15, description: 'Milliseconds since 1970' });
const Pattern = Type.String({ minLength: 1, maxLength: 120 });
const Limit = Type.Integer({ minimum: 1, maximum: 1e12 });

/** A site’s own word on the channel of some sources; it comes before the built-in groups. */
export const ChannelRule = Type.Object({
  match: Type.Object(
    {
      source: Type.Optional(Pattern),
      medium: Type.Optional(Pattern),
      campaign: Type.Optional(Pattern),
      referrerHost: Type.Optional(Pattern),
    },
    { description: 'Every field given here equals the source’s, in any case; `*` stands for any text' },
  ),
  channel: Type.Enum([...CHANNELS]),
});
export type ChannelRule = Static<typeof ChannelRule>;

/** What an owner sets of a site. */
export const SiteInput = Type.Object({
  name: Name,
  origins: Type.Array(
    Type.String({ maxLength: 200, description: 'https://shop.example: where the tag may run' }),
    {
      minItems: 1,
      maxItems: 20,
    },
  ),
  timeZone: Type.String({ maxLength: 60, description: 'IANA name' }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  windowDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 90, default: 30 })),
  hashRoutes: Type.Optional(Type.Boolean({ default: false })),
  lookbackDays: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 90,
      description: 'How old a touchpoint may be at the till and still earn credit; as `windowDays` at first',
    }),
  ),
  marginPercent: Type.Optional(
    Nullable(
      Type.Integer({ minimum: 0, maximum: 100, description: 'Of the revenue, for the return on investment' }),
    ),
  ),
  channelRules: Type.Optional(
    Type.Array(ChannelRule, { maxItems: 50, description: 'The first that fits counts' }),
  ),
});
export type SiteInput = Static<typeof SiteInput>;

export const Role = Type.Union([Type.Literal('owner'), Type.Literal('marketer'), Type.Literal('clerk')]);
export type Role = Static<typeof Role>;

export const Site = Type.Object({
  id: Type.String({ description: 'Also the site key in the tag' }),
  name: Name,
  origins: Type.Array(Type.String()),
  timeZone: Type.String(),
  currency: Type.String(),
  windowDays: Type.Integer(),
  hashRoutes: Type.Boolean(),
  lookbackDays: Type.Integer(),
  marginPercent: Nullable(Type.Integer()),
  channelRules: Type.Array(ChannelRule),
});
export type Site = Static<typeof Site>;

/** `GET /v1/sites/{site}/installation`: does the tag reach us? */
export const Installation = Type.Object({
  tag: Type.String({ description: 'The script tag to paste' }),
  lastViewAt: Nullable(Millis),
  viewsToday: Type.Integer(),
  foreignToday: Type.Integer({ description: 'Beacons of other origins, dropped' }),
  botsToday: Type.Integer(),
  mintsCappedToday: Type.Integer({ description: 'Coupons refused because one network asked for too many' }),
  lastForeignOrigin: Nullable(Type.String()),
});
export type Installation = Static<typeof Installation>;

/** The secret with which the merchant's server signs orders and customer keys. Shown to owners only. */
export const SigningSecret = Type.Object({ secret: Type.String() });
export type SigningSecret = Static<typeof SigningSecret>;

export const StoreInput = Type.Object({
  name: Name,
  city: Type.String({ maxLength: 60 }),
  phone: Type.String({ maxLength: 40 }),
  address: Type.String({ maxLength: 200 }),
  maxDiscountMinor: Type.Optional(
    Nullable({ ...Money, description: 'The most that its team may give on one order; null: no limit' }),
  ),
});
export type StoreInput = Static<typeof StoreInput>;
export const Store = Type.Object({
  id: Type.String(),
  name: Name,
  city: Type.String(),
  phone: Type.String(),
  address: Type.String(),
  maxDiscountMinor: Nullable(Money),
});
export type Store = Static<typeof Store>;

/** A source matches where every field given here equals its own, in any case; `*` stands for any text. */
export const CampaignRule = Type.Object({
  source: Type.Optional(Type.String({ maxLength: 120 })),
  medium: Type.Optional(Type.String({ maxLength: 120 })),
  campaign: Type.Optional(Type.String({ maxLength: 120 })),
  content: Type.Optional(Type.String({ maxLength: 120 })),
  term: Type.Optional(Type.String({ maxLength: 120 })),
  referrerHost: Type.Optional(Type.String({ maxLength: 120 })),
});
export type CampaignRule = Static<typeof CampaignRule>;

/** Exactly one of percent, amount and gift, as `kind` says. */
export const OfferInput = Type.Object({
  name: Name,
  kind: Type.Union([Type.Literal('percent'), Type.Literal('amount'), Type.Literal('gift')]),
  percent: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  amountMinor: Type.Optional(Money),
  gift: Type.Optional(Type.String({ maxLength: 120 })),
  minimumMinor: Type.Optional({ ...Money, default: 0, description: 'The least order it is good for' }),
  maxDiscountMinor: Type.Optional(
    Nullable({ ...Money, description: 'The greatest discount; null: no limit' }),
  ),
  startsAt: Type.Optional(Nullable(Millis)),
  endsAt: Type.Optional(Nullable(Millis)),
  validDays: Type.Optional(
    Nullable(Type.Integer({ minimum: 1, maximum: 366, description: 'Days a coupon lives from its issue' })),
  ),
  storeIds: Type.Optional(Type.Array(Type.String(), { maxItems: 1000, description: 'Empty: every store' })),
  usesPerCoupon: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, default: 1 })),
  totalLimit: Type.Optional(Nullable(Limit)),
  customerLimit: Type.Optional(Nullable(Limit)),
  budgetMinor: Type.Optional(Nullable({ ...Money, description: 'All discounts together' })),
});
export type OfferInput = Static<typeof OfferInput>;

export const Offer = Type.Object({
  id: Type.String(),
  campaignId: Type.String(),
  name: Name,
  kind: Type.Union([Type.Literal('percent'), Type.Literal('amount'), Type.Literal('gift')]),
  percent: Nullable(Type.Integer()),
  amountMinor: Nullable(Money),
  gift: Nullable(Type.String()),
  minimumMinor: Money,
  maxDiscountMinor: Nullable(Money),
  startsAt: Nullable(Millis),
  endsAt: Nullable(Millis),
  validDays: Nullable(Type.Integer()),
  storeIds: Type.Array(Type.String()),
  usesPerCoupon: Type.Integer(),
  totalLimit: Nullable(Type.Integer()),
  customerLimit: Nullable(Type.Integer()),
  budgetMinor: Nullable(Money),
  revokedAt: Nullable(Millis),
  minted: Type.Integer({ description: 'Coupons issued so far' }),
  redeemed: Type.Integer(),
  givenMinor: Type.Integer({ description: 'Discounts given so far' }),
});
export type Offer = Static<typeof Offer>;

export const CampaignInput = Type.Object({
  name: Name,
  isDefault: Type.Optional(
    Type.Boolean({ default: false, description: 'Serves visitors whose source no other campaign matches' }),
  ),
  rules: Type.Array(CampaignRule, { maxItems: 50, description: 'A source that matches any of them' }),
  storeId: Type.Optional(Nullable(Type.String({ description: 'The store to which it sends people' }))),
  active: Type.Optional(Type.Boolean({ default: true })),
});
export type CampaignInput = Static<typeof CampaignInput>;
export const Campaign = Type.Object({
  id: Type.String(),
  name: Name,
  isDefault: Type.Boolean(),
  rules: Type.Array(CampaignRule),
  storeId: Nullable(Type.String()),
  active: Type.Boolean(),
  offers: Type.Array(Offer),
});
export type Campaign = Static<typeof Campaign>;
