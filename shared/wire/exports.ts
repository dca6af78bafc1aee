import { type Static, Type } from 'typebox';
import { Day } from './funnel.ts';

/** What an owner and a marketer may take along. */
export const OPEN_EXPORTS = [
  'counters',
  'days',
  'bots',
  'pages',
  'sources',
  'positions',
  'campaigns',
  'offers',
  'stores',
  'credits',
  'spend',
  'placements',
  'paths',
  'path-days',
] as const;

/** What tells single visitors apart, or holds codes that are worth money: the owner's alone. */
export const OWNER_EXPORTS = [
  'redemptions',
  'redemption-lines',
  'returns',
  'coupons',
  'conversions',
  'events',
] as const;

export const EXPORTS = [...OPEN_EXPORTS, ...OWNER_EXPORTS] as const;
export type ExportName = (typeof EXPORTS)[number];

export const EXPORT_FORMATS = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** `GET …/exports/{what}`: without days everything. What has no day of its own takes none. */
export const ExportQuery = Type.Object({
  format: Type.Enum([...EXPORT_FORMATS], {
    default: 'csv',
    description: 'CSV for people: cells that a spreadsheet would run are made harmless. NDJSON is exact',
  }),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
});
export type ExportQuery = Static<typeof ExportQuery>;
