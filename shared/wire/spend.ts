import { type Static, Type } from 'typebox';
import { Day } from './funnel.ts';

/** What a cost is for: the platform's media, its fee, or an agency's. */
export const SPEND_KINDS = ['media', 'platformFee', 'agencyFee'] as const;
export type SpendKind = (typeof SPEND_KINDS)[number];

/** What a column of a file can hold. `until` is the end of a row's range, which must be its day. */
export const SPEND_COLUMNS = [
  'day',
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'clicks',
  'impressions',
  'cost',
  'kind',
  'currency',
  'until',
] as const;
export type SpendColumn = (typeof SPEND_COLUMNS)[number];

export const FILE_ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const;
export const FILE_SEPARATORS = [',', ';', '\t'] as const;

/** The most bytes of a file. */
export const SPEND_MAX_BYTES = 256 * 1024 * 1024;
/** The most errors that an answer names; all are counted. */
export const SHOWN_ERRORS = 100;

const Count = Type.Integer({ minimum: 0 });
const Money = Type.Integer({ description: 'Minor units of the site’s currency' });
const Kind = Type.Enum([...SPEND_KINDS]);
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const Name = Type.String({ maxLength: 200 });

/** How a file is read: what was found out, or what a person said. */
export const SpendReading = Type.Object({
  encoding: Type.Enum([...FILE_ENCODINGS]),
  separator: Type.Enum([...FILE_SEPARATORS]),
  columns: Type.Partial(
    Type.Object(
      Object.fromEntries(SPEND_COLUMNS.map((column) => [column, Name])) as Record<SpendColumn, typeof Name>,
    ),
    { description: 'The header of the column that holds each; what no column holds is left out' },
  ),
  source: Type.String({ maxLength: 120, description: 'Where no column says it' }),
  medium: Type.String({ maxLength: 120, description: 'Where no column says it' }),
  kind: Kind,
  dayOrder: Type.Enum(['auto', 'dmy', 'mdy'], { description: 'What 03/04/2026 means; auto: it is refused' }),
  decimal: Type.Enum(['auto', 'point', 'comma'], { description: 'What 1,234 means; auto: it is refused' }),
  costUnit: Type.Enum(['major', 'minor', 'micros'], { description: 'Of the currency: 1, 0.01 or 0.000001' }),
});
export type SpendReading = Static<typeof SpendReading>;

/** Why a line is not taken; the console has words for each. */
export const SPEND_FAULTS = [
  'badEncoding',
  'badQuotes',
  'noTable',
  'missingColumn',
  'missing',
  'badDay',
  'ambiguousDay',
  'notOneDay',
  'badNumber',
  'ambiguousNumber',
  'negative',
  'otherCurrency',
  'unknownKind',
  'tooLong',
  'tooMany',
] as const;
export type SpendFault = (typeof SPEND_FAULTS)[number];

export const SpendError = Type.Object({
  line: Type.Integer({ minimum: 1, description: 'As an editor counts the lines of the file' }),
  column: Nullable(Type.Enum([...SPEND_COLUMNS])),
  fault: Type.Enum([...SPEND_FAULTS]),
  value: Type.String({ description: 'What stands there, cut to 60 characters' }),
});
export type SpendError = Static<typeof SpendError>;

const sums = { clicks: Count, impressions: Count, costMinor: Money };

export const SpendRow = Type.Object({
  line: Type.Integer(),
  day: Day,
  source: Type.String(),
  medium: Nullable(Type.String()),
  campaign: Nullable(Type.String()),
  content: Nullable(Type.String()),
  term: Nullable(Type.String()),
  kind: Kind,
  ...sums,
});
export type SpendRow = Static<typeof SpendRow>;

export const SpendTotals = Type.Object({
  platform: Type.String({ description: 'The source’s name' }),
  kind: Kind,
  days: Count,
  ...sums,
});
export type SpendTotals = Static<typeof SpendTotals>;

/** `POST /v1/sites/{site}/spend/checks`: a file as it would be imported. */
export const SpendCheck = Type.Object({
  reading: SpendReading,
  format: Nullable(Type.String({ description: 'The platform whose export it looks like' })),
  remembered: Type.Boolean({ description: 'Whether an earlier import said how such a file is read' }),
  headerLine: Type.Integer(),
  headers: Type.Array(Type.String()),
  currency: Type.String(),
  rows: Type.Integer({ description: 'Lines that are spend' }),
  skipped: Type.Integer({ description: 'Lines that are totals' }),
  rounded: Type.Integer({ description: 'Costs with more decimals than the currency has' }),
  from: Nullable(Day),
  to: Nullable(Day),
  days: Type.Integer(),
  ...sums,
  platforms: Type.Array(SpendTotals, { description: 'Most cost first, at most 100' }),
  first: Type.Array(SpendRow, { description: 'The first rows as they were understood' }),
  replaces: Type.Object(
    { days: Type.Integer(), costMinor: Money, platforms: Type.Array(SpendTotals) },
    { description: 'What stands now for the same days, platforms and kinds, and would not any more' },
  ),
  unchanged: Type.Boolean({ description: 'This very file stands already: importing it changes nothing' }),
  errors: Type.Array(SpendError, { description: `At most ${SHOWN_ERRORS}` }),
  errorCount: Type.Integer(),
});
export type SpendCheck = Static<typeof SpendCheck>;

export const SpendQuery = Type.Object({ from: Type.Optional(Day), to: Type.Optional(Day) });
export type SpendQuery = Static<typeof SpendQuery>;

/** `GET /v1/sites/{site}/spend` */
export const Spend = Type.Object({
  from: Day,
  to: Day,
  currency: Type.String(),
  platforms: Type.Array(SpendTotals, { description: 'Most cost first, at most 1,000' }),
  total: Type.Object(sums),
});
export type Spend = Static<typeof Spend>;

export const SpendImport = Type.Object({
  id: Type.String(),
  fileName: Type.String(),
  by: Type.String({ description: 'Whose e-mail address; empty where that person is gone' }),
  at: Type.Integer(),
  rows: Count,
  from: Day,
  to: Day,
  ...sums,
  parts: Type.Integer({ description: 'Days, by platform and kind, that it brought' }),
  standing: Type.Integer({ description: 'Those of `parts` that no later import replaced' }),
});
export type SpendImport = Static<typeof SpendImport>;

/** `GET /v1/sites/{site}/spend/imports` */
export const SpendImportList = Type.Object({
  imports: Type.Array(SpendImport, { description: 'Newest first' }),
  more: Type.Boolean(),
});
export type SpendImportList = Static<typeof SpendImportList>;

/** `POST /v1/sites/{site}/spend/imports` */
export const SpendImported = Type.Object({
  unchanged: Type.Boolean({ description: 'The same file stood already' }),
  id: Type.String(),
  rows: Type.Integer(),
  replacedDays: Type.Integer(),
});
export type SpendImported = Static<typeof SpendImported>;
