import { type Static, Type } from 'typebox';

/** What a cost is for: the platform's media, its fee, or an agency's. */
export const SPEND_KINDS = ['media', 'platformFee', 'agencyFee'] as const;
export const SpendKind = Type.Enum([...SPEND_KINDS]);
export type SpendKind = Static<typeof SpendKind>;
