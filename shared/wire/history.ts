import { type Static, Type } from 'typebox';

/** The most that one file may have. */
export const HISTORY_MAX_BYTES = 200 * 1024 * 1024;
/** So many wrong lines are named; then the rest of a file is not looked at. */
export const HISTORY_MAX_ERRORS = 100;

/** What a row may have. Every file has `at`; `type` may be left out where every row is a redemption. */
export const HISTORY_COLUMNS = [
  'type',
  'id',
  'at',
  'visitor',
  'customer',
  'url',
  'referrer',
  'title',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
  'ad_consent',
  'sku',
  'name',
  'position',
  'label',
  'intent',
  'visible_ms',
  'order',
  'amount',
  'amount_minor',
  'discount',
  'discount_minor',
  'currency',
  'store',
  'offer',
  'campaign',
  'code',
  'lines',
] as const;
export type HistoryColumn = (typeof HISTORY_COLUMNS)[number];

export const HISTORY_TYPES = [
  'view',
  'product',
  'engagement',
  'click',
  'intent',
  'coupon',
  'order',
  'identify',
  'event',
  'redemption',
] as const;
export type HistoryType = (typeof HISTORY_TYPES)[number];

const Count = Type.Integer({ minimum: 0 });

/** `POST …/history`: the body is the file, CSV or NDJSON. */
export const HistoryQuery = Type.Object({
  dryRun: Type.Boolean({ default: false, description: 'Looks at every line and imports nothing' }),
  name: Type.String({ maxLength: 200, default: '', description: 'The file’s name, for the list' }),
});

/** A line that cannot be taken. Lines are those that an editor counts. */
export const HistoryError = Type.Object({ line: Count, field: Type.String(), message: Type.String() });
export type HistoryError = Static<typeof HistoryError>;

export const HistoryCheck = Type.Object({
  rows: Count,
  events: Count,
  redemptions: Count,
  from: Type.Union([Type.Integer(), Type.Null()]),
  to: Type.Union([Type.Integer(), Type.Null()]),
  errors: Type.Array(HistoryError),
  more: Type.Boolean({ description: 'There are more wrong lines than are named' }),
});
export type HistoryCheck = Static<typeof HistoryCheck>;

export const HistoryImport = Type.Object({
  id: Type.String(),
  fileName: Type.String(),
  at: Type.Integer(),
  status: Type.Enum(['staging', 'running', 'finished']),
  rows: Count,
  done: Count,
  imported: Count,
  known: { ...Count, description: 'Were there already: nothing changed' },
  refused: Count,
  refusals: Type.Array(Type.Object({ line: Count, order: Type.String(), why: Type.String() }), {
    description: 'The first of those that an offer’s rules refuse',
  }),
  active: Type.Boolean({ description: 'Being worked on now; where it is not and not finished, continue it' }),
});
export type HistoryImport = Static<typeof HistoryImport>;

/** What a file came to: only looked at, found wrong, or on its way in. */
export const HistoryAnswer = Type.Object({
  check: HistoryCheck,
  import: Type.Union([HistoryImport, Type.Null()]),
});
export type HistoryAnswer = Static<typeof HistoryAnswer>;

export const HistoryList = Type.Object({ imports: Type.Array(HistoryImport) });
export type HistoryList = Static<typeof HistoryList>;
