import { type Static, Type } from 'typebox';
import { MODELS } from './report.ts';

/** Platforms that take back what their clicks came to. */
export const AD_PLATFORMS = ['google', 'microsoft'] as const;
export type AdPlatform = (typeof AD_PLATFORMS)[number];

/** What a conversion is worth: the whole order, or what the platform's touchpoints are credited with. */
export const CONVERSION_VALUES = ['credit', 'order'] as const;
export type ConversionValue = (typeof CONVERSION_VALUES)[number];

/** What a platform is told of a redemption. */
export const CONVERSION_TYPES = ['conversion', 'restatement', 'retraction'] as const;
export type ConversionType = (typeof CONVERSION_TYPES)[number];

/** Platforms take new conversions and changes of old ones in files of their own. */
export const CONVERSION_FILES = ['conversions', 'adjustments'] as const;
export type ConversionFile = (typeof CONVERSION_FILES)[number];

/** Why a redemption is in no file. */
export const LEFT_OUT = [
  'noClickId',
  'noConsent',
  'tooOld',
  'noCredit',
  'alreadyExported',
  'notAdjustable',
  'adjustmentTooOld',
] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

const Count = Type.Integer({ minimum: 0 });
const counts = <Name extends string>(names: readonly Name[]) =>
  Type.Object(Object.fromEntries(names.map((name) => [name, Count])) as Record<Name, typeof Count>);

export const ConversionTerms = Type.Object({
  name: Type.String({
    // No leading sign either: the file may be opened in a spreadsheet.
    pattern: '^[^\\s=+\\-@\\x00-\\x1f][^\\x00-\\x1f]*$',
    maxLength: 100,
    description: 'The conversion’s name, as it is on the platform',
  }),
  value: Type.Enum([...CONVERSION_VALUES], { default: 'credit' }),
  model: Type.Enum([...MODELS], {
    default: 'lastNonDirect',
    description: 'Whose credit the value is, where it is credit',
  }),
});
export type ConversionTerms = Static<typeof ConversionTerms>;

/** What the next file would be made of; what is not given is as it was the last time. */
export const ConversionQuery = Type.Object({
  value: Type.Optional(Type.Enum([...CONVERSION_VALUES])),
  model: Type.Optional(Type.Enum([...MODELS])),
  limit: Type.Integer({ minimum: 0, maximum: 1_000, default: 100, description: 'Of the list' }),
});
export type ConversionQuery = Static<typeof ConversionQuery>;

export const LeftOutRedemption = Type.Object({
  id: Type.String(),
  order: Type.String(),
  at: Type.Integer(),
  why: Type.Enum([...LEFT_OUT]),
});
export type LeftOutRedemption = Static<typeof LeftOutRedemption>;

/** `GET …/conversions/{platform}` */
export const PendingConversions = Type.Object({
  /** Null until a first file was made. */
  terms: Type.Union([ConversionTerms, Type.Null()]),
  currency: Type.String(),
  days: Type.Integer({ description: 'Redemptions of so many days are looked at' }),
  counts: counts(CONVERSION_TYPES),
  valueMinor: Type.Integer({ description: 'Of the new conversions' }),
  leftOut: counts(LEFT_OUT),
  list: Type.Array(LeftOutRedemption, { description: 'The oldest of those that were left out' }),
});
export type PendingConversions = Static<typeof PendingConversions>;

/** A file that was made: it can be had again. */
export const ConversionBatch = Type.Object({
  id: Type.String(),
  at: Type.Integer(),
  terms: ConversionTerms,
  counts: counts(CONVERSION_TYPES),
  valueMinor: Type.Integer(),
  leftOut: counts(LEFT_OUT),
});
export type ConversionBatch = Static<typeof ConversionBatch>;

/** `POST …/conversions/{platform}`: null where there was nothing new to tell. */
export const MadeConversions = Type.Object({ batch: Type.Union([ConversionBatch, Type.Null()]) });
export type MadeConversions = Static<typeof MadeConversions>;

export const ConversionBatches = Type.Object({
  batches: Type.Array(ConversionBatch, { description: 'The newest first' }),
  more: Type.Boolean(),
});
export type ConversionBatches = Static<typeof ConversionBatches>;
