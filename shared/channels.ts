/** The channel groups of a report, in the order in which a source is tried against them; the first fit counts. */
export const CHANNELS = [
  'direct',
  'crossNetwork',
  'paidShopping',
  'paidSearch',
  'paidSocial',
  'paidVideo',
  'display',
  'paidOther',
  'aiAssistants',
  'organicShopping',
  'organicSocial',
  'organicVideo',
  'organicSearch',
  'referral',
  'email',
  'affiliates',
  'audio',
  'sms',
  'push',
  'unassigned',
] as const;

export type Channel = (typeof CHANNELS)[number];
