import { minorDigits } from '../../shared/money.ts';
import {
  SPEND_COLUMNS,
  SPEND_KINDS,
  type SpendColumn,
  type SpendFault,
  type SpendKind,
} from '../../shared/wire/spend.ts';
import type { DayNumber } from './day.ts';
import { readCost, readCount } from './spendAmount.ts';
import { readSpendDay } from './spendDay.ts';
import type { SpendFormat } from './spendFormats/format.ts';
import { MOST_COLUMNS, plain, type SpendMapping } from './spendMapping.ts';

/** One line of spend. The source is written as arrivals write theirs, so that both meet in reports. */
export interface SpendLine {
  line: number;
  day: DayNumber;
  source: string;
  medium: string | null;
  campaign: string | null;
  content: string | null;
  term: string | null;
  kind: SpendKind;
  clicks: number;
  impressions: number;
  costMinor: number;
  isRounded: boolean;
}

export interface LineFault {
  column: SpendColumn | null;
  fault: SpendFault;
  value: string;
}

/** What reading a line came to: it is spend, it is a total and left out, or it is wrong. */
export type ReadLine = { spend: SpendLine } | { total: true } | { faults: LineFault[] };

/** As many characters as arrivals keep of a name; an export may have longer ones. */
const KEPT = 120;
const LONGEST = 1_000;

const KINDS: Record<string, SpendKind> = {
  ...Object.fromEntries(SPEND_KINDS.map((kind) => [kind.toLowerCase(), kind])),
  platform_fee: 'platformFee',
  agency_fee: 'agencyFee',
  媒体费用: 'media',
  媒体: 'media',
  平台费: 'platformFee',
  平台服务费: 'platformFee',
  代理费: 'agencyFee',
  代理服务费: 'agencyFee',
};

/** Makes a function that reads records under these headers. */
export function makeLineReader(options: {
  headers: readonly string[];
  mapping: SpendMapping;
  format: SpendFormat;
  currency: string;
}): (line: number, fields: readonly string[]) => ReadLine {
  const { headers, mapping, format } = options;
  const places = new Map<SpendColumn, number>();
  for (const column of SPEND_COLUMNS) {
    const header = mapping.columns[column];
    if (header !== undefined) places.set(column, headers.indexOf(header));
  }
  const currency = { code: options.currency, minorDigits: minorDigits(options.currency) };
  return (line, fields) => {
    const at = (column: SpendColumn) => fields[places.get(column) ?? -1]?.trim() ?? '';
    if (isTotal(fields, at('day'), format)) return { total: true };
    return new LineReading(at, mapping, currency).read(line);
  };
}

/** With the spaces that do not count. */
const LONGEST_TOTAL = 200;

/** A line of totals is one whose day is none and that says so, or that has none at all where the format is so. */
function isTotal(fields: readonly string[], day: string, format: SpendFormat): boolean {
  if (day === '' && format.blankDayIsTotal) return true;
  if (/^\d/.test(day)) return false;
  return fields.slice(0, MOST_COLUMNS).some((field) => {
    const text = field.length < LONGEST_TOTAL ? plain(field) : '';
    return format.totals.some((word) => saysTotal(text, word));
  });
}

/** "Total: Account" and "合计" are; a campaign called "Totally new" is not. */
function saysTotal(text: string, word: string): boolean {
  return text.startsWith(word) && !/^\p{L}/u.test(text.slice(word.length)) && text.length < 40;
}

/** A line's faults are told in the order of the columns. */
function placeOf({ column }: LineFault): number {
  return column === null ? -1 : SPEND_COLUMNS.indexOf(column);
}

class LineReading {
  readonly #at: (column: SpendColumn) => string;
  readonly #mapping: SpendMapping;
  readonly #currency: { code: string; minorDigits: number };
  readonly #faults: LineFault[] = [];

  constructor(
    at: (column: SpendColumn) => string,
    mapping: SpendMapping,
    currency: { code: string; minorDigits: number },
  ) {
    this.#at = at;
    this.#mapping = mapping;
    this.#currency = currency;
  }

  read(line: number): ReadLine {
    const mapping = this.#mapping;
    const cost = this.#take('cost', (text) => readCost(text, mapping, this.#currency));
    this.#checkCurrency();
    const spend: SpendLine = {
      line,
      day: this.#day(),
      source: this.#source(),
      medium: this.#name('medium')?.toLowerCase() ?? (mapping.medium.trim().toLowerCase() || null),
      campaign: this.#name('campaign')?.toLowerCase() ?? null,
      content: this.#name('content'),
      term: this.#name('term'),
      kind: this.#kind(),
      clicks: this.#take('clicks', (text) => readCount(text, mapping.decimal)) ?? 0,
      impressions: this.#take('impressions', (text) => readCount(text, mapping.decimal)) ?? 0,
      costMinor: cost?.minor ?? 0,
      isRounded: cost?.isRounded ?? false,
    };
    if (this.#faults.length === 0) return { spend };
    return { faults: this.#faults.sort((a, b) => placeOf(a) - placeOf(b)) };
  }

  #take<Value extends number | object>(
    column: SpendColumn,
    read: (text: string) => Value | SpendFault,
  ): Value | null {
    const text = this.#at(column);
    const value = read(text);
    if (typeof value !== 'string') return value;
    this.#faults.push({ column, fault: value, value: text.slice(0, 60) });
    return null;
  }

  #day(): DayNumber {
    const { dayOrder, columns } = this.#mapping;
    const day = this.#take('day', (text) => readSpendDay(text, dayOrder)) ?? 0;
    if (columns.until !== undefined && day !== 0 && this.#at('until') !== '') {
      this.#take('until', (text) => (readSpendDay(text, dayOrder) === day ? day : 'notOneDay'));
    }
    return day;
  }

  #source(): string {
    const source = (this.#name('source') ?? this.#mapping.source.trim()).toLowerCase();
    if (source === '') this.#faults.push({ column: 'source', fault: 'missing', value: '' });
    return source;
  }

  #name(column: SpendColumn): string | null {
    const text = this.#at(column).normalize('NFC');
    if (text.length > LONGEST) {
      this.#faults.push({ column, fault: 'tooLong', value: text.slice(0, 60) });
      return null;
    }
    return /^-+$/.test(text) ? null : text.slice(0, KEPT) || null;
  }

  #kind(): SpendKind {
    const text = this.#at('kind');
    if (text === '') return this.#mapping.kind;
    const kind = KINDS[plain(text)];
    if (kind === undefined)
      this.#faults.push({ column: 'kind', fault: 'unknownKind', value: text.slice(0, 60) });
    return kind ?? this.#mapping.kind;
  }

  #checkCurrency(): void {
    const text = this.#at('currency');
    if (text === '' || text.toUpperCase() === this.#currency.code) return;
    this.#faults.push({ column: 'currency', fault: 'otherCurrency', value: text.slice(0, 60) });
  }
}
